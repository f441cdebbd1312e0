import { mkdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { availableParallelism, cpus } from 'node:os';
import { figure, median, tableOf } from '../figures.ts';
import type { Figure } from '../figures.ts';
import { chartOf } from './chart.ts';
import { bulkRate, ownDifferences, ownWays } from './ours.ts';
import { PEERS } from './peers/index.ts';
import { benchQuestion, compileTimes, isDetermined, SEED } from './question.ts';
import { interleaved } from './timing.ts';

/** Rounds of the bulk measurement; one round decides 200,000 rows. */
const BULK_ROUNDS = 9;
/** Samples for a program that takes a millisecond for one. */
const SLOW_SAMPLES = 20;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const question = await benchQuestion();
const peers = PEERS.map((make) => make(question));
const own = ownWays(question);
const cases = question.samples.filter(({ isCase }) => isCase);
const measured = cases.filter(isDetermined);
say(
  `${question.title}: ${cases.length} cases and ${question.samples.length - cases.length} random facts (seed ${SEED}); measured on ${measured.length} determined cases`,
);

const differences = new Map<string, readonly string[]>([['closures', ownDifferences(question, question.samples)]]);
for (const peer of peers)
  differences.set(peer.name, await peer.differences(peer.isSlow ? question.samples.slice(0, 200) : question.samples));
const isIdentical = [...differences.values()].every((lines) => lines.length === 0);

const times = await interleaved([
  ...own.map(({ name, pass }) => ({ name, size: measured.length, isSlow: false, pass: () => pass(measured) })),
  ...peers.map(({ name, pass, isSlow = false }) => {
    const samples = isSlow ? measured.slice(0, SLOW_SAMPLES) : measured;
    return { name, size: samples.length, isSlow, pass: () => pass(samples) };
  }),
]);
const bulk = Array.from({ length: BULK_ROUNDS }, () => bulkRate(question));
const of = (name: string): number => median(times.get(name) ?? []);

const bars = [
  ...['fast', 'traced'].map((name) => ({ name: `guicheng ${name}`, microseconds: of(name), isOurs: true })),
  ...peers.map(({ name }) => ({ name, microseconds: of(name), isOurs: false })),
].sort((a, b) => a.microseconds - b.microseconds);
const chart = await writeChart(chartOf(`One decision of ${question.title}, µs (median of interleaved rounds)`, bars));

if (process.argv.includes('--json')) {
  const rounded = (name: string): number => Number(of(name).toPrecision(4));
  const result = {
    ours: { fast: rounded('fast'), traced: rounded('traced') },
    peers: Object.fromEntries(peers.map(({ name }) => [name, rounded(name)])),
    identical: isIdentical,
    bulkPerSecond: Math.round(median(bulk)),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
} else {
  const machine = `Node ${process.version}, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}); processor time; medians, least – most of interleaved rounds`;
  process.stdout.write([machine, '', ...report()].join('\n'));
}

function report(): string[] {
  const fast = { name: 'fast', values: times.get('fast') ?? [] };
  const timesOf = (names: readonly string[]): Figure[] =>
    names.map((name) =>
      figure(
        name,
        'µs',
        times.get(name) ?? [],
        ...(name === 'fast' ? [] : [{ ...fast, values: fast.values.slice(0, times.get(name)?.length) }]),
      ),
    );
  const ratios = peers.flatMap(({ name }) => [
    `  ${name.padEnd(30)} ${ratio(of(name), of('fast'))} × fast   ${ratio(of(name), of('traced'))} × traced`,
  ]);
  return [
    tableOf('the engine, a decision', timesOf(own.map(({ name }) => name))),
    tableOf('beside it, a pass over all rules or a call', timesOf(peers.map(({ name }) => name))),
    ['how many times as long as ours', ...ratios, ''].join('\n'),
    tableOf('many decisions, facts parsed beforehand', [figure('decideAll', 'decisions/s', bulk)]),
    tableOf(
      'compiling',
      compileTimes(question).map(({ name, values }) => figure(name, 'ms', values)),
    ),
    [
      'identical results',
      ...[...differences].flatMap(([name, lines]) => [
        `  ${name}: ${lines.length === 0 ? 'yes' : 'NO'}`,
        ...lines.map((line) => `    ${line}`),
      ]),
      '',
    ].join('\n'),
    ['what the others do', ...peers.map(({ name, note }) => `  ${name}: ${note}`), ''].join('\n'),
    `chart: ${chart}\n`,
  ];
}

function ratio(a: number, b: number): string {
  return (a / b).toPrecision(3).padStart(6);
}

/** Puts the chart where nothing is committed; its path from the root. */
async function writeChart(svg: string): Promise<string> {
  let root = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(root, 'nx.json'))) root = dirname(root);
  const path = join('.guicheng', 'bench', 'engine.svg');
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), svg);
  return path;
}
