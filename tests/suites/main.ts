import { existsSync } from 'node:fs';
import { readSuites } from './read-suites.ts';
import { runCase } from './run-case.ts';

/**
 * `GUICHENG_SUITES=<folder> npm run suites`: public suites of JSON-Logic and CertLogic, in our language where it has what they use. Tells what passed, what the
 * language refuses by design and why, and what failed; ends with status 1 when anything failed.
 */
const folder = process.env['GUICHENG_SUITES'];
if (folder === undefined || !existsSync(folder)) {
  process.stderr.write('请用环境变量 GUICHENG_SUITES 指明存放测试集的文件夹 set GUICHENG_SUITES to a folder of suites\n');
  process.exit(2);
}

const nothing = { pass: 0, 'both-refuse': 0, refused: 0, fail: 0 };
type Counts = typeof nothing;
const byFile = new Map<string, Counts>();
const reasons = new Map<string, number>();
const failures: string[] = [];
for (const one of readSuites(folder)) {
  const count = byFile.get(one.file) ?? { ...nothing };
  byFile.set(one.file, count);
  const verdict = runCase(one);
  count[verdict.kind] += 1;
  if (verdict.kind === 'refused') reasons.set(verdict.code, (reasons.get(verdict.code) ?? 0) + 1);
  if (verdict.kind === 'fail')
    failures.push(
      `${one.file} ${one.title}: ${JSON.stringify(one.rule)} ${JSON.stringify(one.data)} -> ${JSON.stringify(verdict.ours)}, ${JSON.stringify(one.isError ? 'error' : one.expected)}`,
    );
}

const total = { ...nothing };
const KINDS = ['pass', 'both-refuse', 'refused', 'fail'] as const;
const row = (name: string, counts: Counts): string => `${KINDS.map((kind) => String(counts[kind]).padStart(12)).join('')}  ${name}`;
process.stdout.write('    通过 pass  都拒绝 both 不支持 refused  未过 fail\n');
for (const [file, count] of byFile) {
  for (const kind of KINDS) total[kind] += count[kind];
  process.stdout.write(`${row(file, count)}\n`);
}
process.stdout.write(`${row('合计 total', total)}\n拒绝的原因 refused by design, by code:\n`);
for (const [code, count] of [...reasons].sort(([, a], [, b]) => b - a)) process.stdout.write(`${String(count).padStart(6)}  ${code}\n`);
for (const failure of failures) process.stdout.write(`未过 FAIL ${failure}\n`);
process.exitCode = failures.length > 0 || total.pass === 0 ? 1 : 0;
