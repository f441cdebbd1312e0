import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/**
 * `npm test [vitest arguments]`: build, lint, types, then every vitest test. All sections run even when one fails.
 * The last line counts the tests, plus each section that failed without a test to show for it.
 */
const report = join(root, 'node_modules/.cache/guicheng-tests.json');
const children = new Set();

function run(command, args) {
  return new Promise((resolve, reject) => {
    const output = [];
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NX_DAEMON: 'false' } });
    children.add(child);
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      children.delete(child);
      resolve({ ok: code === 0, signal, output: Buffer.concat(output).toString('utf8').trim() });
    });
  });
}

function runLive(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NX_DAEMON: 'false' } });
    children.add(child);
    child.on('error', reject);
    child.on('close', (code) => {
      children.delete(child);
      resolve({ ok: code === 0, output: '' });
    });
  });
}

async function section(title, work) {
  const started = performance.now();
  const result = await work();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  return { title, seconds, ...result };
}

function show({ title, seconds, ok, output }) {
  process.stdout.write(`── ${title}: ${ok ? '通过 ok' : '未通过 FAILED'} (${seconds} s)\n`);
  if (output !== '') process.stdout.write(`${output}\n`);
}

/** Tests that ran, and files that broke before any of their tests could. */
function counts() {
  if (!existsSync(report)) return { passed: 0, failed: 0, skipped: 0 };
  const json = JSON.parse(readFileSync(report, 'utf8'));
  const broken = json.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return { passed: json.numPassedTests, failed: json.numFailedTests + broken, skipped: json.numPendingTests + json.numTodoTests };
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
    process.exit(130);
  });
}

const node = process.execPath;
const vitestArguments = process.argv.slice(2);
mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
rmSync(report, { force: true });

const sections = [];
const add = async (title, work) => {
  const result = await section(title, work);
  sections.push(result);
  show(result);
};
await add('构建 build', () => run(node, ['.config/tasks/build.mjs']));
await Promise.all([
  add('代码规范 lint', () => run('npm', ['run', '--silent', 'lint'])),
  add('类型 types', () => run('npm', ['run', '--silent', 'typecheck'])),
]);
process.stdout.write('── 测试 tests\n');
await add('测试 tests', () =>
  runLive(node, [
    'node_modules/vitest/vitest.mjs',
    'run',
    '-c',
    '.config/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...vitestArguments,
  ]),
);

const tests = counts();
const tested = sections.at(-1);
const failedGates = sections.slice(0, -1).filter((one) => !one.ok).length + (!tested.ok && tests.failed === 0 ? 1 : 0);
process.stdout.write(`\n${sections.map((one) => `${one.title} ${one.ok ? 'ok' : 'FAILED'} ${one.seconds} s`).join(' · ')}\n`);
process.stdout.write(`${tests.passed} passed, ${tests.failed + failedGates} failed, ${tests.skipped} skipped\n`);
process.exitCode = sections.every((one) => one.ok) && tests.passed > 0 ? 0 : 1;
