import { createHash, randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addDays, civilDateAt, civilDateOf, uuidV7, type CivilDate, type Clock, type Instant, type Result } from '@guicheng/kernel';
import type { Database, PostRecord } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import { allowedNetworks } from '../../../integration/outbound/address-guard.ts';
import { httpOutbound } from '../../../integration/outbound/http-outbound.ts';
import type { Caller } from '../../caller.ts';
import { secretBox } from '../secret-box.ts';
import { createFederation, type Federation } from './federation.ts';
import type { CasSettings, OidcSettings, SignInSettings } from './sign-in-settings.ts';

/** The machine's time, ms since 1970: providers and the library that asks them know no other. */
export const machineNow = (): number => Math.floor(performance.timeOrigin + performance.now());

/** A server of the test's own on a free port. */
export const listen = async (handler: RequestListener): Promise<{ readonly url: string; readonly server: Server }> => {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

export const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });

const TEST_AT = Date.UTC(2026, 0, 5) as Instant;
const TEST_FROM = civilDateOf(2020, 1, 1) as CivilDate;
const idOf = (district: string, name: string): string =>
  uuidV7(TEST_AT, createHash('sha256').update(`${district}/${name}`).digest().subarray(0, 10));

/** A person of a district of tests who may be linked. */
export const personId = (district: string): string => idOf(district, 'wang');

/** Opens a district with two units and the person. */
export const openDistrict = async (database: Database, district: string): Promise<void> => {
  const days = { from: TEST_FROM, to: null, recordedAt: TEST_AT };
  const actor = { kind: 'system', id: 'tests', onBehalfOf: null } as const;
  await database.change<null>({ district, actor, requestId: 'r', at: TEST_AT, idempotency: null }, async ({ districts, units, people }) => {
    await districts.open(`试验区 ${district}`, TEST_AT);
    for (const code of ['bureau', 'office']) {
      const unitId = idOf(district, code);
      const period = { periodId: idOf(district, `${code} period`), unitId, nameZh: code, parentUnitId: null, ...days };
      await units.add({ unitId, code, kind: 'office', recordedAt: TEST_AT }, period);
    }
    await people.add({ personId: personId(district), nameZh: '王', phone: null, email: null, ...days });
    return { kind: 'done', value: null, audit: { action: 'test.prepare', subjectKind: 'district', subjectId: district, details: {} } };
  });
};

/** The use cases with real HTTP to this machine only. */
export const federationOf = (database: Database, clock: Clock): Federation =>
  createFederation({
    database,
    clock,
    random: randomBytes,
    box: secretBox(new Uint8Array(32).fill(5), randomBytes),
    outbound: httpOutbound({
      resolve: async () => [],
      allowed: allowedNetworks(['127.0.0.1'])!,
      clock,
      timeout: 5_000,
      keep: 256 * 1024,
    }),
  });

/** A district administrator with a fresh second factor. */
export const administratorOf = (district: string, clock: Clock): Caller => ({
  district,
  kind: 'person',
  id: 'p-admin',
  posts: [{ role: 'district-admin', unit: idOf(district, 'office'), onBehalfOf: null }],
  scopes: null,
  sessionId: 's',
  steppedUpUntil: (clock.now() + 3_600_000) as Instant,
});

export const POSTS = [
  { claim: 'groups', value: 'bureau-clerks', unit: 'bureau', role: 'applicant' },
  { claim: 'groups', value: 'experts', unit: 'office', role: 'reviewer' },
] as const;

export const oidcSettings = (issuer: string, over: Partial<OidcSettings> = {}): OidcSettings => ({
  protocol: 'oidc',
  issuer,
  clientId: 'guicheng',
  authentication: 'client_secret_basic',
  scopes: ['openid'],
  origins: [],
  userInfo: false,
  person: 'employee_no',
  posts: POSTS,
  ...over,
});
export const casSettings = (url: string): CasSettings => ({ protocol: 'cas', url, person: 'user', posts: POSTS });

export const trace = { requestId: 'r', idempotency: null };
export const callbackOf = (district: string, protocol: 'oidc' | 'cas'): string =>
  `http://127.0.0.1:4999/sign-in/${protocol}/${district}/callback`;

const must = <T>(result: Result<T, Problem[]>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** Configures a district and links its person. */
export const configure = async (
  federation: Federation,
  clock: Clock,
  district: string,
  settings: SignInSettings,
  subject = '0042',
): Promise<void> => {
  const admin = administratorOf(district, clock);
  must(await federation.configure(admin, { settings, secret: settings.protocol === 'cas' ? null : 'a secret of the client' }, trace));
  const linked = await federation.linkPerson(admin, { protocol: settings.protocol, subject, personId: personId(district) }, trace);
  if (!linked.ok && linked.error[0]?.code !== 'subject-linked') throw new Error(JSON.stringify(linked.error));
};

/** A sign-in that has begun: what the browser has. */
export const begin = async (federation: Federation, district: string, protocol: 'oidc' | 'cas', returnTo?: string) => {
  const begun = await federation.begin({ district, protocol, callback: callbackOf(district, protocol), returnTo });
  if (!begun.ok) throw new Error(begun.error.code);
  return { location: new URL(begun.value.location), browser: begun.value.browser };
};

/** What coming back comes to: the session, or the code of the refusal. */
export const finish = async (
  federation: Federation,
  district: string,
  protocol: 'oidc' | 'cas',
  query: string,
  browser: string | undefined,
): Promise<{ readonly token: string; readonly returnTo: string } | string> => {
  const callback = callbackOf(district, protocol);
  const result = await federation.finish({ district, protocol, callback, query, browser, client: 'test', replaces: null, requestId: 'r' });
  return result.ok ? result.value : result.error.code;
};

/** Posts of the district's person on a day counted from today, as `role unit`. */
export const heldIn = (database: Database, clock: Clock, district: string, days: number): Promise<readonly string[]> =>
  database.inDistrict(district, async ({ posts, units }) => {
    const held = await posts.heldOn(personId(district), addDays(civilDateAt(clock.now()), days));
    return Promise.all(held.map(async ({ role, unitId }) => `${role} ${(await units.byId(unitId))?.code ?? ''}`));
  });

export const ownPosts = (database: Database, district: string): Promise<readonly PostRecord[]> =>
  database.inDistrict(district, ({ posts }) => posts.ofPerson(personId(district)));
