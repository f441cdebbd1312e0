import type { DecisionRequest } from '@guicheng/policy-model';

/** A word of a shell command that means itself. */
const quoted = (text: string): string => (/^[\w./:-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** The facts as JSON, and the commands that take them again. Ends with a line end. */
export function factsText({ district, question, asOf, mode, facts }: DecisionRequest, isWhole: boolean): string {
  const json = JSON.stringify(facts);
  const how = (command: string): string =>
    ['guicheng', command, '-d', district, '-q', question, '--as-of', asOf, ...(mode === undefined ? [] : ['--mode', mode]), '--facts', json]
      .map(quoted)
      .join(' ');
  return ['已知的事实（JSON）', json, '', isWhole ? '用这些事实直接求答' : '接着问', `  ${how(isWhole ? 'decide' : 'ask')}`, ''].join('\n');
}
