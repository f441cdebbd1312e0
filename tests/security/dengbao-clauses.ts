/**
 * The clauses of GB/T 22239-2019, third level (第三级安全通用要求), that bear on an application: clause, then its letters. Of 8.1.4 安全计算环境 all; of 8.1.5
 * 安全管理中心 all; numbers and letters as the standard gives them. 8.1.1–8.1.3 and 8.1.6–8.1.10 are rooms, networks, people and procedures.
 */
export const DENGBAO_CLAUSES: Readonly<Record<string, string>> = {
  '8.1.4.1': 'abcd',
  '8.1.4.2': 'abcdefg',
  '8.1.4.3': 'abcd',
  '8.1.4.4': 'abcdef',
  '8.1.4.5': '-',
  '8.1.4.6': '-',
  '8.1.4.7': 'ab',
  '8.1.4.8': 'ab',
  '8.1.4.9': 'abc',
  '8.1.4.10': 'ab',
  '8.1.4.11': 'ab',
  '8.1.5.1': 'ab',
  '8.1.5.2': 'ab',
  '8.1.5.3': 'ab',
  '8.1.5.4': 'abcdef',
};

/** How many there are. */
export const DENGBAO_COUNT = 46;
