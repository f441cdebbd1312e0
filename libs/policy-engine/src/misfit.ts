import { problem, type Problem } from '@guicheng/policy-model';
import { titleEn, titleZh, type Type } from './type.ts';

/** Refusals of a value of another type than its place takes. */
export const mismatch = (pointer: string, wanted: Type, found: Type): Problem =>
  problem(
    'type-mismatch',
    pointer,
    `此处应为${titleZh(wanted)}，却是${titleZh(found)}。`,
    `${titleEn(wanted)} is expected here, found ${titleEn(found)}.`,
  );

/** `none-not-guarded` of a condition that can come to `null`. */
export const conditionMayBeNone = (pointer: string): Problem =>
  problem(
    'none-not-guarded',
    pointer,
    '条件可能为“无”，“无”既不是“是”也不是“否”：须先用 isNone 排除。',
    'The condition may be none, which is neither true nor false: exclude that with isNone first.',
  );

/** `none-not-guarded` of a definition that can come to `null`. */
export const definitionMayBeNone = (pointer: string): Problem =>
  problem(
    'none-not-guarded',
    pointer,
    '定义的值可能为“无”，须先用 isNone 排除。',
    'The definition may come to none: exclude that with isNone.',
  );
