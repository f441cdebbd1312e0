/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that cannot be used, and what it should be. */
export interface SettingProblem {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

/** A text; null: not set, or set to nothing. */
export const text = (environment: Environment, name: string): string | null => {
  const value = environment[name]?.trim();
  return value === undefined || value === '' ? null : value;
};

/** A whole number within bounds. */
export const integerSetting = (
  environment: Environment,
  name: string,
  { least, most, otherwise }: { readonly least: number; readonly most: number; readonly otherwise: number },
  problems: SettingProblem[],
): number => {
  const value = text(environment, name);
  if (value === null) return otherwise;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  problems.push({ name, zh: `应为 ${least} 至 ${most} 的整数`, en: `a whole number from ${least} to ${most}` });
  return otherwise;
};

/** One of a list of words. */
export const oneOf = <T extends string>(
  environment: Environment,
  name: string,
  words: readonly T[],
  otherwise: T,
  problems: SettingProblem[],
): T => {
  const value = text(environment, name);
  if (value === null) return otherwise;
  const found = words.find((word) => word === value);
  if (found === undefined) problems.push({ name, zh: `应为下列之一：${words.join('、')}`, en: `one of ${words.join(', ')}` });
  return found ?? otherwise;
};

/** A PostgreSQL connection URL; null: not set. */
export const postgresUrl = (environment: Environment, name: string, problems: SettingProblem[]): string | null => {
  const value = text(environment, name);
  if (value === null) return null;
  if (URL.canParse(value) && ['postgres:', 'postgresql:'].includes(new URL(value).protocol)) return value;
  problems.push({ name, zh: '应为 postgres:// 开头的连接地址', en: 'a connection URL that begins with postgres://' });
  return null;
};
