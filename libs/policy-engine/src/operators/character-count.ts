import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `characterCount`: characters of a text (字数), each Unicode character once, punctuation and spaces too. */
export const operator = signature('characterCount', ['text'], simple('integer'), () => (text) => [...(text as string)].length);
