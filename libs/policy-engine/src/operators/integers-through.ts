import { RuleFault } from '../rule-fault.ts';
import { signature } from './signature.ts';

/** More than any span of years, instalments or rounds that a rule lists; keeps a rule's work bounded. */
const LONGEST = 1_000;

/** `integersThrough`: every whole number from the first through the second, both included; empty when the second is smaller. */
export const operator = signature(
  'integersThrough',
  {
    zh: (from, through) => `${from!.text}至${through!.text}的各整数`,
    en: (from, through) => `each whole number from ${from!.text} through ${through!.text}`,
  },
  ['integer', 'integer'],
  { kind: 'list', nullable: false, element: 'integer' },
  () => (from, through) => {
    const length = Math.max(0, (through as number) - (from as number) + 1);
    if (length > LONGEST)
      throw new RuleFault(
        'list-too-long',
        `列出的整数超过 ${LONGEST} 个，无法作答。`,
        `More than ${LONGEST} whole numbers would have to be listed.`,
      );
    return Array.from({ length }, (_, index) => (from as number) + index);
  },
);
