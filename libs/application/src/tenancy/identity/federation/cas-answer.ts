import { SaxesParser } from 'saxes';
import type { Claims } from './claims.ts';

/** The namespace of the protocol (CAS Protocol 3.0, appendix A). */
const CAS = 'http://www.yale.edu/tp/cas';

/** What a CAS server says of a ticket. `user` is among the claims under that name. */
export type CasAnswer =
  | { readonly kind: 'success'; readonly claims: Claims }
  /** Its code, e.g. `INVALID_TICKET`. */
  | { readonly kind: 'failure'; readonly code: string };

const MOST_ATTRIBUTES = 300;
/** Deeper than any answer. */
const DEEPEST = 8;

class NotAnAnswer extends Error {}

/**
 * Reads the answer of `/p3/serviceValidate`. Strict: well-formed XML in the namespace of CAS, each element in its place, no document type and so no entity but the five of
 * XML. Undefined: it is no such answer.
 */
export const parseCasAnswer = (xml: string): CasAnswer | undefined => {
  const parser = new SaxesParser({ xmlns: true });
  const path: string[] = [];
  const attributes = new Map<string, string[]>();
  const seen = new Map<string, number>();
  let user: string | undefined;
  let failure: string | undefined;
  let text = '';
  let failed = false;
  parser.on('error', () => void (failed = true));
  parser.on('doctype', () => void (failed = true));
  parser.on('processinginstruction', () => void (failed = true));
  parser.on('opentag', ({ uri, local, attributes: given }) => {
    path.push(uri === CAS ? local : `{}${local}`);
    text = '';
    const place = path.join('/');
    seen.set(place, (seen.get(place) ?? 0) + 1);
    if (path.length > DEEPEST) throw new NotAnAnswer();
    if (place === 'serviceResponse/authenticationFailure') failure = given['code']?.value ?? '';
  });
  parser.on('text', (part) => void (text += part));
  parser.on('cdata', (part) => void (text += part));
  parser.on('closetag', () => {
    const place = path.join('/');
    const name = path.pop() ?? '';
    if (place === 'serviceResponse/authenticationSuccess/user') user = text.trim();
    else if (
      place === `serviceResponse/authenticationSuccess/attributes/${name}` &&
      !name.startsWith('{}') &&
      attributes.size < MOST_ATTRIBUTES
    )
      attributes.set(name, [...(attributes.get(name) ?? []), text.trim()]);
    text = '';
  });
  try {
    parser.write(xml).close();
  } catch (cause) {
    if (cause instanceof NotAnAnswer) return undefined;
    throw cause;
  }
  const once = (place: string): boolean => seen.get(place) === 1;
  if (failed || !once('serviceResponse')) return undefined;
  const isSuccess = once('serviceResponse/authenticationSuccess') && once('serviceResponse/authenticationSuccess/user');
  if (failure !== undefined) return seen.has('serviceResponse/authenticationSuccess') ? undefined : { kind: 'failure', code: failure };
  if (!isSuccess || user === undefined || user === '') return undefined;
  return { kind: 'success', claims: new Map<string, readonly string[]>([...attributes, ['user', [user]]]) };
};
