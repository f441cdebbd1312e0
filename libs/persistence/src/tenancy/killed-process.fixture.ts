/**
 * A program that publishes and mutates many times at once, each time up to another statement, and then waits to be killed. Arguments: connection URL; a policy as JSON,
 * which each district publishes as its own.
 * One JSON line out per event: how many statements each operation is, then that all stand still.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { instantOf, type Instant } from '@guicheng/kernel';
import { canonicalJson, digestOf, type Policy } from '@guicheng/policy-model';
import { Client } from 'pg';
import { Database } from '../database.ts';
import { mutationOf } from './killed-operation.fixture.ts';

/** How far an operation comes: to its `at`th statement, sent and carried out or not. */
interface Halt {
  readonly at: number;
  readonly sent: boolean;
  count: number;
  readonly reached: () => void;
}

const halts = new AsyncLocalStorage<Halt>();
const send = Client.prototype.query as (...args: unknown[]) => unknown;
const forever = new Promise<never>(() => undefined);

Client.prototype.query = function (this: Client, ...args: unknown[]): unknown {
  const halt = halts.getStore();
  if (halt === undefined || typeof args.at(-1) === 'function') return send.apply(this, args);
  halt.count += 1;
  if (halt.count < halt.at) return send.apply(this, args);
  const answered = halt.sent && halt.count === halt.at ? (send.apply(this, args) as Promise<unknown>) : Promise.resolve();
  return answered.then(() => {
    halt.reached();
    return forever;
  });
} as typeof Client.prototype.query;

const url = process.argv[2]!;
const now = instantOf(Date.UTC(2026, 0, 5)) as Instant;
const template = JSON.parse(process.argv[3]!) as Policy;
const publicationOf = (district: string): { policy: Policy; canonical: string; digest: string } => {
  const { manifest } = template;
  const policy: Policy = { ...template, manifest: { ...manifest, id: `${district}/1`, district: { ...manifest.district, id: district } } };
  const canonical = canonicalJson(policy);
  return { policy, canonical, digest: digestOf(canonical) };
};
const say = (event: object): void => void process.stdout.write(`${JSON.stringify(event)}\n`);

const OPERATIONS = {
  publish: (database: Database, district: string) => database.policies.publishAll([publicationOf(district)], now),
  mutate: (database: Database, district: string) => mutationOf(database, district, now),
};

/** Statements of an operation that nothing stops. */
const lengthOf = async (database: Database, name: keyof typeof OPERATIONS): Promise<number> => {
  const halt: Halt = { at: Infinity, sent: false, count: 0, reached: () => undefined };
  await halts.run(halt, () => OPERATIONS[name](database, `${name}-whole`));
  return halt.count;
};

const database = await Database.connect(url, { poolSize: 60, applicationName: 'to be killed' });
const lengths = { publish: await lengthOf(database, 'publish'), mutate: await lengthOf(database, 'mutate') };
const variants = (['publish', 'mutate'] as const).flatMap((name) =>
  Array.from({ length: lengths[name] }, (_, index) => [false, true].map((sent) => ({ name, at: index + 1, sent }))).flat(),
);
say({ lengths });
await Promise.all(
  variants.map(
    ({ name, at, sent }) =>
      new Promise<void>((reached) => {
        const district = `${name}-${at}-${sent ? 'sent' : 'unsent'}`;
        void halts.run({ at, sent, count: 0, reached }, () => OPERATIONS[name](database, district));
      }),
  ),
);
say({ halted: variants.length });
await forever;
