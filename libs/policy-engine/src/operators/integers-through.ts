import { LIMITS } from '@guicheng/policy-model';
import { RuleFault } from '../rule-fault.ts';
import { signature } from './signature.ts';

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
    if (length > LIMITS.membersOfList)
      throw new RuleFault(
        'list-too-long',
        `列出的整数超过 ${LIMITS.membersOfList} 个，无法作答。`,
        `More than ${LIMITS.membersOfList} whole numbers would have to be listed.`,
      );
    return Array.from({ length }, (_, index) => (from as number) + index);
  },
);
