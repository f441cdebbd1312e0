import { problem, type Problem } from '@guicheng/policy-model';

/** Of two values under one name it cannot be known which was meant. */
export const nameTwice = (pointer: string): Problem =>
  problem(
    'key-twice',
    pointer,
    `同一对象里写了两次同一名称，请只保留一处：${pointer}`,
    `One name is given twice in one object; keep one of them: ${pointer}`,
  );
