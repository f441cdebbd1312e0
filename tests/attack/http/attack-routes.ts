import { PROJECT_READERS, PROJECT_WRITERS } from '@guicheng/application';
import { SETUPS } from '../../graphql/example-setups.ts';
import type { TestApi } from '../../graphql/test-api.ts';
import { leaksOf, type Cell, type Leak } from '../cell.ts';
import type { Attackers } from '../graphql/graphql-cells.ts';
import { madeUp } from '../graphql/made-up-id.ts';

/** A route beside GraphQL that gives or takes a district's data. */
interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** What it is sent; left out: nothing. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** True: it names what belongs to the district, which is to be told apart from nothing by nobody else. */
  readonly names: boolean;
}

/** What was tried on the routes and what got through. */
export interface RoutesReport {
  readonly cells: number;
  readonly leaks: readonly Leak[];
}

const CANARY = 'canary.pdf';
const PDF = '%PDF-1.7 canary of the attacked district';

const send = (api: TestApi, { method, path, body }: Route, credential: string | null, key: string): Promise<Response> =>
  fetch(`${api.url}${path}`, {
    method,
    headers: {
      'idempotency-key': `${key} ${method} ${path}`.slice(0, 200),
      ...(credential === null ? {} : { authorization: `Bearer ${credential}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/octet-stream' }),
    },
    ...(body === undefined ? {} : { body }),
  });

/** Every route, by everybody who must not get at the district, then by whom it is meant for. */
export async function attackRoutes(api: TestApi, attackers: Attackers): Promise<RoutesReport> {
  const prepared = await SETUPS['changeProject']?.(api);
  const project = prepared?.values?.['project'] ?? '';
  const credential = prepared?.credential ?? null;
  const wrongReader = await attackers.withEveryRoleBut(PROJECT_READERS);
  const wrongWriter = await attackers.withEveryRoleBut(PROJECT_WRITERS);
  const files = `/files/projects/${project}`;
  const kept = await send(api, { method: 'POST', path: `${files}?name=${CANARY}`, body: PDF, names: true }, credential, 'canary');
  const { id } = (await kept.json()) as { readonly id: string };
  const exported = await send(api, { method: 'GET', path: '/files/projects.xlsx', names: false }, credential, 'ledger');
  const ledger = new Uint8Array(await exported.arrayBuffer());
  const routes: readonly Route[] = [
    { method: 'GET', path: '/files/projects.xlsx', names: false },
    { method: 'GET', path: '/files/projects.jsonl', names: false },
    { method: 'POST', path: '/files/projects/import?dryRun=true', body: ledger, names: false },
    { method: 'GET', path: files, names: true },
    { method: 'GET', path: `${files}/${id}`, names: true },
    { method: 'POST', path: `${files}?name=second.pdf`, body: PDF, names: true },
    { method: 'DELETE', path: `${files}/${id}`, names: true },
  ];
  const tells = (text: string): boolean => text.includes('canary') || text.includes(id);
  const cells = routes.flatMap((route): Cell[] => {
    const subject = `${route.method} ${route.path.split('?')[0]?.replace(project, '<project>').replace(id, '<file>') ?? ''}`;
    const cell = (as: string, run: () => Promise<string | null>): Cell => ({ subject, attempt: 'request', as, run });
    const refused = (as: string, shown: string | null, ...statuses: readonly number[]): Cell =>
      cell(as, async () => {
        const reply = await send(api, route, shown, as);
        if (!statuses.includes(reply.status)) return `answered ${reply.status}`;
        return tells(await reply.text()) ? 'it tells what is there' : null;
      });
    return [
      refused('none', null, 401),
      refused('expired', attackers.expired, 401),
      refused('revoked', attackers.revoked, 401),
      refused('tampered', attackers.tampered, 401),
      refused('no post', attackers.withoutPost, 403, 404),
      refused('wrong role', route.method === 'GET' ? wrongReader : wrongWriter, 403, 404),
      cell('other district', async () => {
        const reply = await send(api, route, attackers.other, 'other');
        const text = await reply.text();
        if (!route.names) return tells(text) || text.includes(project) ? 'it holds what is not theirs' : null;
        const nothing = await send(api, { ...route, path: route.path.replace(project, madeUp(project) ?? '') }, attackers.other, 'nothing');
        const plain = (one: string): string => one.replace(/"requestId":"[^"]*"/, '');
        return reply.status === nothing.status && plain(text) === plain(await nothing.text())
          ? null
          : 'it is told apart from what does not exist';
      }),
      cell('own', async () => {
        const reply = await send(api, route, credential, 'own');
        await reply.arrayBuffer();
        return reply.ok ? null : `the control is refused: ${reply.status}`;
      }),
    ];
  });
  return { cells: cells.length, leaks: await leaksOf(cells) };
}
