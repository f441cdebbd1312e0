import { parseJsonText } from '@guicheng/kernel';
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

/** Parsed JSON, or the refusal that says where it breaks off or gives one name twice. */
export const parseJsonBody = (body: Buffer): unknown => {
  const parsed = parseJsonText(decode(body));
  if (parsed.ok) return parsed.value;
  throw parsed.error.kind === 'key-twice' ? keyTwice(parsed.error.path) : malformed(parsed.error.cause);
};

const malformed = ({ message }: SyntaxError): EdgeError => {
  const position = /position \d+/.exec(message)?.[0].replace('position ', '');
  const zh = position === undefined ? '' : `（第 ${Number(position) + 1} 个字符处）`;
  const en = position === undefined ? '' : ` (at character ${Number(position) + 1})`;
  return new EdgeError(400, 'malformed-json', `请求体不是有效的 JSON${zh}。`, `The body is not valid JSON${en}.`);
};

const keyTwice = (path: readonly (string | number)[]): EdgeError => {
  const place = at('', ...path);
  return new EdgeError(
    400,
    'key-twice',
    `请求体的同一对象里写了两次同一名称，请只保留一处：${place}`,
    `The body gives one name twice in one object; keep one of them: ${place}`,
  );
};

/** Reads JSON bodies strictly, in place of the platform's parser. */
export const useJsonBodies = (server: FastifyInstance): void => {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: LARGEST_BODY }, (_request, body, done) => {
    try {
      done(null, parseJsonBody(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
};
