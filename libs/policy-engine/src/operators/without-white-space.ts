import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `withoutWhiteSpace`: the text without its blanks, the ideographic one and line ends included; for 字数 that leave blanks out. */
export const operator = signature(
  'withoutWhiteSpace',
  { zh: (a) => `${a!.text}（空格不计）`, en: (a) => `${a!.text} without blanks` },
  ['text'],
  simple('text'),
  () => (text) => (text as string).replace(/\s/gu, ''),
);
