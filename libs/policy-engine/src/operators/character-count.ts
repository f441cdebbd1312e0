import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `characterCount`: characters of a text (字数), each Unicode character once, punctuation and spaces too. */
export const operator = signature(
  'characterCount',
  { zh: (a) => `${a!.text}的字数`, en: (a) => `the characters of ${a!.text}` },
  ['text'],
  simple('integer'),
  () => (text) => [...(text as string)].length,
);
