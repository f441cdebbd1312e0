import { LIMITS } from './limits.ts';
import { problem, type Problem } from './problem.ts';

/** What is too large about a parsed file; undefined: nothing. Goes level by level, so that no depth overflows the stack, and stops at the first excess. */
export function oversize(document: unknown, pointer: string): Problem | undefined {
  let level: unknown[] = [document];
  let values = 1;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > LIMITS.levelsOfFile) return tooDeep(pointer);
    const next: unknown[] = [];
    for (const part of level) {
      if (typeof part !== 'object' || part === null) continue;
      const members = Array.isArray(part) ? (part as readonly unknown[]) : Object.values(part);
      if (members.length > LIMITS.membersOfPart) return tooManyMembers(pointer);
      values += members.length;
      if (values > LIMITS.valuesOfFile) return tooManyValues(pointer);
      for (const member of members) next.push(member);
    }
    level = next;
  }
  return undefined;
}

/** Refuses a file of too many bytes before it is read. */
export const fileTooLarge = (pointer: string, name: string): Problem =>
  problem(
    'file-too-large',
    pointer,
    `${name} 超过 ${LIMITS.bytesOfFile / 1024 / 1024} MiB：请拆分或删减。`,
    `${name} is larger than ${LIMITS.bytesOfFile / 1024 / 1024} MiB: split it, or leave out what is not needed.`,
  );

const tooDeep = (pointer: string): Problem =>
  problem(
    'too-deep',
    pointer,
    `嵌套超过 ${LIMITS.levelsOfFile} 层：请把内层改为定义。`,
    `Nested deeper than ${LIMITS.levelsOfFile} levels: make definitions of what is inside.`,
  );

const tooManyMembers = (pointer: string): Problem =>
  problem(
    'too-many-members',
    pointer,
    `有一个列表或对象超过 ${LIMITS.membersOfPart} 项：请拆分。`,
    `A list or an object has more than ${LIMITS.membersOfPart} members: split it.`,
  );

const tooManyValues = (pointer: string): Problem =>
  problem(
    'too-many-values',
    pointer,
    `文件中的值超过 ${LIMITS.valuesOfFile} 个：请拆分或删减。`,
    `The file holds more than ${LIMITS.valuesOfFile} values: split it, or leave out what is not needed.`,
  );
