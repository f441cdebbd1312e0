import { nameTwice } from '@guicheng/graphql-api';
import { readJsonText } from '@guicheng/kernel';
import { at } from '@guicheng/policy-model';
import type { FastifyInstance } from 'fastify';
import { EdgeError } from './edge-error.ts';

/** Facts of 250 projects are about 250 kB; four times that is room enough. */
export const LARGEST_BODY = 1024 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Decodes strictly: a byte that is no UTF-8 is refused, where a lenient decoder would put another character into a fact. */
const decode = (body: Buffer): string => {
  try {
    return utf8.decode(body);
  } catch (cause) {
    if (cause instanceof TypeError)
      throw new EdgeError(400, 'body-not-utf8', '请求体不是有效的 UTF-8 文本。', 'The body is not valid UTF-8 text.');
    throw cause;
  }
};

/** A path into a body. */
type Path = readonly (string | number)[];

declare module 'fastify' {
  interface FastifyRequest {
    /** Names that stand twice within one item of a list of variables: whoever knows what the list is may refuse that item alone. */
    keysTwice: readonly Path[];
  }
}

const isWithinItem = ([part, variable, index, ...rest]: Path): boolean =>
  part === 'variables' && typeof variable === 'string' && typeof index === 'number' && rest.length > 0;

/** Parsed JSON with the names that stand twice in an item of a list; or the refusal that says where it breaks off or gives a name twice elsewhere. */
export const parseJsonBody = (body: Buffer): { readonly value: unknown; readonly keysTwice: readonly Path[] } => {
  const read = readJsonText(decode(body));
  if (!read.ok) throw malformed(read.error);
  const elsewhere = read.value.keysTwice.find((path) => !isWithinItem(path));
  if (elsewhere !== undefined) throw keyTwice(elsewhere);
  return read.value;
};

const malformed = ({ message }: SyntaxError): EdgeError => {
  const position = /position \d+/.exec(message)?.[0].replace('position ', '');
  const zh = position === undefined ? '' : `（第 ${Number(position) + 1} 个字符处）`;
  const en = position === undefined ? '' : ` (at character ${Number(position) + 1})`;
  return new EdgeError(400, 'malformed-json', `请求体不是有效的 JSON${zh}。`, `The body is not valid JSON${en}.`);
};

const keyTwice = (path: Path): EdgeError => {
  const { code, zh, en } = nameTwice(at('', ...path));
  return new EdgeError(400, code, zh, en);
};

/** Reads JSON bodies strictly, in place of the platform's parser. */
export const useJsonBodies = (server: FastifyInstance): void => {
  server.removeAllContentTypeParsers();
  server.decorateRequest('keysTwice');
  server.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: LARGEST_BODY }, (request, body, done) => {
    try {
      const { value, keysTwice } = parseJsonBody(body as Buffer);
      request.keysTwice = keysTwice;
      done(null, value);
    } catch (error) {
      done(error as Error);
    }
  });
};
