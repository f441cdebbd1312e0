import type { FactValue } from '@guicheng/policy-model';
import { join } from '../type.ts';
import { signature } from './signature.ts';

/** `union`: the members of both lists, each once, in their order. */
export const operator = signature(
  'union',
  { zh: (a, b) => `${a!.text}、${b!.text}`, en: (a, b) => `${a!.text} together with ${b!.text}` },
  ['list', 'list'],
  ([a, b]) => join(a!, b!),
  () => (a, b) => [...new Set([...(a as readonly FactValue[]), ...(b as readonly FactValue[])])],
);
