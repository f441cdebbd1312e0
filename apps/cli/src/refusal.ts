import type { Problem } from '@guicheng/policy-model';

/** One problem as a line for people: Chinese first, then place and code, then English. */
export function problemLine({ code, pointer, zh, en }: Problem): string {
  return `${zh}［${code}${pointer === '' ? '' : ` ${pointer}`}］ ${en}`;
}

/** Something on the command line that cannot be read. Pointer: the option or argument. */
export function usageProblem(pointer: string, zh: string, en: string): Problem {
  return { code: 'usage', pointer, zh, en };
}
