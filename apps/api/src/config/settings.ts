import { allowedNetworks, portRanges, WEB_PORTS, type PortRange } from '@guicheng/application';

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

/** A key of 32 bytes, written in hex; null: not set. */
export const keySetting = (environment: Environment, name: string, problems: SettingProblem[]): Uint8Array | null => {
  const value = text(environment, name);
  if (value === null) return null;
  if (/^[0-9a-fA-F]{64}$/.test(value)) return Uint8Array.from(Buffer.from(value, 'hex'));
  problems.push({ name, zh: '应为 64 个十六进制字符（openssl rand -hex 32）', en: '64 hexadecimal digits (openssl rand -hex 32)' });
  return null;
};

/** A text that is shown as `Bearer`, too long to be guessed; null: not set. */
export const tokenSetting = (environment: Environment, name: string, problems: SettingProblem[]): string | null => {
  const value = text(environment, name);
  if (value === null || /^[\x21-\x7e]{32,200}$/.test(value)) return value;
  problems.push({
    name,
    zh: '应为 32 至 200 个可见的 ASCII 字符，不含空格（openssl rand -hex 32）',
    en: '32 to 200 printable ASCII characters without spaces (openssl rand -hex 32)',
  });
  return null;
};

/** Where people reach the server, without a slash at the end; null: not set. */
export const originSetting = (environment: Environment, name: string, problems: SettingProblem[]): string | null => {
  const value = text(environment, name);
  if (value === null) return null;
  if (URL.canParse(value)) {
    const { protocol, origin, pathname, search, hash } = new URL(value);
    if (['http:', 'https:'].includes(protocol) && pathname === '/' && search === '' && hash === '') return origin;
  }
  problems.push({
    name,
    zh: '应为 http:// 或 https:// 开头的网址，不带路径',
    en: 'an address that begins with http:// or https://, without a path',
  });
  return null;
};

const listed = (environment: Environment, name: string): readonly string[] =>
  (text(environment, name) ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** Ports and ranges of ports, separated by commas; not set: `WEB_PORTS`. */
export const portsSetting = (environment: Environment, name: string, problems: SettingProblem[]): readonly PortRange[] => {
  const ranges = portRanges(listed(environment, name));
  if (ranges === undefined)
    problems.push({
      name,
      zh: '应为以逗号分隔的端口或端口范围，如 443,8000-8999',
      en: 'ports or ranges of ports, separated by commas, such as 443,8000-8999',
    });
  return ranges === undefined || ranges.length === 0 ? WEB_PORTS : ranges;
};

/** Addresses and networks, separated by commas; empty: not set. */
export const networksSetting = (environment: Environment, name: string, problems: SettingProblem[]): readonly string[] => {
  const entries = listed(environment, name);
  if (allowedNetworks(entries) !== undefined) return entries;
  problems.push({
    name,
    zh: '应为以逗号分隔的地址或网段，如 10.20.0.0/16',
    en: 'addresses or networks, separated by commas, such as 10.20.0.0/16',
  });
  return [];
};
