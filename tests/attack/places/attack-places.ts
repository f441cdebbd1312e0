import type { TestApi } from '../../graphql/test-api.ts';
import { leaksOf, type Leak } from '../cell.ts';
import { plantCanary, type Canary } from './canary.ts';
import { deliverAll } from './deliver-all.ts';
import { placeCells, type Place } from './place-cells.ts';
import { startReceiver } from './receiver.ts';

/** Texts of two districts' own, and where they went. */
export interface Planted {
  /** What the attacked district wrote: nobody else may be told it. */
  readonly secrets: readonly string[];
  /** When everything was tried: reads the places that they could have gone to. */
  look(): Promise<{ readonly cells: number; readonly leaks: readonly Leak[] }>;
  close(): void;
}

/** Lists of a district, and what of its own stands in each. */
const LISTS: readonly (readonly [name: string, query: string, own: 'text' | 'project'])[] = [
  ['projects', '{ projects(first: 100) { ... on ProjectConnection { nodes { id title } } } }', 'text'],
  ['webhooks', '{ webhooks(first: 50) { ... on WebhookConnection { nodes { id description } } } }', 'text'],
  ['events', '{ events(first: 100) { ... on EventConnection { nodes { subjectId details } } } }', 'project'],
  ['auditEntries', '{ auditEntries(last: 100) { ... on AuditEntryConnection { nodes { subjectId details } } } }', 'project'],
];

const exportsOf = async (api: TestApi, token: string): Promise<string> =>
  (await fetch(`${api.url}/files/projects.jsonl`, { headers: { authorization: `Bearer ${token}` } })).text();

/** Writes canaries in two districts, with a webhook each for all that happens. */
export async function plant(api: TestApi, attacked: string, other: string): Promise<Planted> {
  const receiver = await startReceiver();
  const [theirs, ours] = [await plantCanary(api, attacked, receiver.url), await plantCanary(api, other, receiver.url)];
  const written = ({ text, project, webhook }: Canary): readonly string[] => [text, project, webhook];
  const metrics = async (): Promise<string> => (await fetch(`${api.url}/metrics`)).text();
  const places = ([mine, foreign]: readonly [Canary, Canary]): readonly Place[] => {
    const shared = { as: 'other district', foreign: written(foreign) };
    return [
      { ...shared, subject: 'webhook', read: async () => receiver.heard(mine.district), own: mine.project },
      ...LISTS.map(([name, query, own]) => ({
        ...{ ...shared, subject: `answer of ${name}`, own: mine[own] },
        read: async () => JSON.stringify((await api.as(mine.token).ask(query)).body),
      })),
      { ...shared, subject: 'export', read: () => exportsOf(api, mine.token), own: mine.text },
    ];
  };
  const operators: readonly Place[] = [
    // Ids stand in the log, so that a request is found again; what people wrote does not.
    { subject: 'log', as: 'operator', read: async () => api.log.join('\n'), foreign: [theirs.text, ours.text], own: 'not permitted' },
    {
      subject: 'metrics',
      as: 'operator',
      read: metrics,
      foreign: [...written(theirs), ...written(ours)],
      own: 'operation="recordProject"',
    },
    // A webhook names what happened by its id; a title is read by whoever may.
    ...[theirs, ours].map((one) => ({
      ...{ subject: 'webhook', as: 'receiver', foreign: [one.text], own: one.webhook },
      read: async () => receiver.heard(one.district),
    })),
  ];
  return {
    secrets: written(theirs),
    look: async () => {
      for (const { webhook, token } of [theirs, ours]) await api.as(token).run('TestWebhook', { id: webhook, key: 'canary' });
      await deliverAll(api, [theirs.webhook, ours.webhook]);
      const cells = placeCells([...places([theirs, ours]), ...places([ours, theirs]), ...operators]);
      return { cells: cells.length, leaks: await leaksOf(cells) };
    },
    close: () => receiver.close(),
  };
}
