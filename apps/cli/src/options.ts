import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { err, ok } from '@guicheng/kernel';
import type { Result } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';
import { usageProblem } from './refusal.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>>;

const reasons: Readonly<Record<string, string>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: '没有这个选项',
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: '选项的值缺失或多余',
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: '多余的参数',
};

/** Reads options and the arguments beside them; an option that is not known is a refusal. */
export function readOptions<const O extends Options>(args: readonly string[], options: O): Result<Parsed<O>, Problem> {
  try {
    return ok(parseArgs({ args: [...args], options, allowPositionals: true, strict: true }));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const zh = reasons[code ?? ''];
    // What parseArgs throws for a wrong command line is what a person typed; anything else is a fault.
    if (zh === undefined) throw error;
    return err(usageProblem('', `${zh}。`, message));
  }
}
