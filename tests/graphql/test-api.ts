import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tenantPasses, WEB_PORTS, type Role } from '@guicheng/application';
import { graphqlClient, templateDatabase, type RunOperation } from '@guicheng/testing';
import { instantOf, type Clock, type Instant } from '@guicheng/kernel';
import { Database } from '@guicheng/persistence';
import { createLog, startServer, type Config } from '@guicheng/api';
import { LOW_COST, makePerson, signInPerson, type SessionOptions, type SignedInPerson } from './signed-in.ts';

/** A part of a reply, of the shape that the query in the test gives it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape is the query's, which is a text
export type Data = Record<string, any>;

/** What a GraphQL request came to. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly data?: Data | null;
    readonly errors?: readonly { readonly message: string; readonly extensions: Data }[];
  };
}

/** How somebody asks. */
export interface Asking {
  /** Runs an operation of the reference through the typed client. */
  readonly run: RunOperation;
  ask(query: string, variables?: Record<string, unknown>): Promise<Reply>;
  post(body: BodyInit, headers?: Record<string, string>): Promise<Reply>;
}

/** Somebody who is signed in, and asks. */
export interface SignedInCaller extends SignedInPerson, Asking {}

/** A server over real HTTP, on a database of its own. */
export interface TestApi extends Asking {
  readonly url: string;
  readonly databaseUrl: {
    readonly app: string;
    readonly owner: string;
    readonly superuser: string;
    readonly auditor: string;
    readonly backup: string;
  };
  /** Its data folder, removed at the end. */
  readonly dataDirectory: string;
  /** Lines of the server's log. */
  readonly log: readonly string[];
  /** A new person who holds these roles in one unit of the district (`unit`, or one that is made), signed in. */
  signedIn(district: string, roles?: readonly Role[], unit?: string, session?: SessionOptions): Promise<SignedInCaller>;
  /** A person that there is, signed in; once for each person. */
  signInAs(district: string, personId: string, session?: SessionOptions): Promise<SignedInCaller>;
  /** Who holds the token asks. */
  as(token: string): Asking;
  /** Of the link that the start told of, for setting up. */
  setupToken(): string;
  /** A connection of the app role beside the server, to prepare what tests need. */
  database(): Promise<Database>;
  close(): Promise<void>;
}

/** The deployment's key of a test's server. */
export const TEST_KEY = new Uint8Array(32).fill(7);
const MACHINE_CLOCK: Clock = { now: () => instantOf(Date.now()) as Instant };

/** What asks a server, showing a credential or none. */
const askingOf = (url: string, authorization: Readonly<Record<string, string>>): Asking => {
  const post = async (body: BodyInit, headers: Record<string, string> = {}): Promise<Reply> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization, ...headers },
      body,
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Reply['body'] };
  };
  const send: typeof fetch = (input, init = {}) => fetch(input, { ...init, headers: { ...(init.headers as object), ...authorization } });
  return {
    run: graphqlClient(`${url}/graphql`, send),
    post,
    ask: (query, variables) => post(JSON.stringify({ query, variables })),
  };
};

/** What a test may change of its server. */
export interface TestApiOptions {
  readonly policiesDirectory?: string;
  readonly logLevel?: Config['logLevel'];
  readonly publicUrl?: string;
  /** Points a minute; left out: no limit, tests ask as fast as they can. */
  readonly rate?: Config['rate'];
  /** Milliseconds; left out: those in service. */
  readonly requestDeadline?: number;
  /** Whether events are delivered; left out: they are not. */
  readonly worker?: Config['worker'];
  readonly trustedProxies?: readonly string[];
  readonly identityNetworks?: readonly string[];
  readonly metricsToken?: string;
  /** Of the server and of who signs in; left out: the machine's. */
  readonly clock?: Clock;
}

/** Starts the server from its sources, with the packs of the repository or of another folder. */
export async function startTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const database = await templateDatabase();
  const dataDirectory = await mkdtemp(join(tmpdir(), 'guicheng-api-'));
  const { logLevel = 'info', clock = MACHINE_CLOCK } = options;
  const log: string[] = [];
  const told: string[] = [];
  const server = await startServer(
    {
      host: '127.0.0.1',
      port: 0,
      database: { kind: 'external', appUrl: database.appUrl, ownerUrl: null },
      dataDirectory,
      policiesDirectory: options.policiesDirectory ?? null,
      anchorKeyFile: null,
      logLevel,
      drain: { delay: 0, limit: 10_000 },
      rate: options.rate ?? { caller: 0, address: 0 },
      requestDeadline: options.requestDeadline ?? 10_000,
      publicUrl: options.publicUrl ?? null,
      trustedProxies: options.trustedProxies ?? [],
      identityNetworks: options.identityNetworks ?? [],
      metricsToken: options.metricsToken ?? null,
      secretKey: TEST_KEY,
      worker: options.worker ?? 'outside',
      outboundAllowed: ['127.0.0.1'],
      webhookPorts: WEB_PORTS,
      passwordCost: LOW_COST,
    },
    createLog(logLevel, { write: (line: string) => void log.push(line) }),
    ({ zh }) => void told.push(zh),
    { clock },
  );
  let connected: Promise<Database> | undefined;
  const beside = (): Promise<Database> =>
    (connected ??= Database.connect(database.appUrl, { poolSize: 2, passOf: tenantPasses(TEST_KEY) }));
  const as = (token: string): Asking => askingOf(server.url, { authorization: `Bearer ${token}` });
  const signInAs: TestApi['signInAs'] = async (district, personId, session) => {
    const person = await signInPerson(await beside(), clock, district, personId, session);
    return { ...person, ...as(person.token) };
  };
  return {
    url: server.url,
    databaseUrl: {
      app: database.appUrl,
      owner: database.ownerUrl,
      superuser: database.superuserUrl,
      auditor: database.auditorUrl,
      backup: database.backupUrl,
    },
    dataDirectory,
    log,
    ...askingOf(server.url, {}),
    setupToken: () => /\/setup#(\S+)/.exec(told.join('\n'))?.[1] ?? '',
    database: beside,
    as,
    signInAs,
    signedIn: async (district, roles = [], unit, session) =>
      signInAs(district, await makePerson(await beside(), district, roles, unit), session),
    close: async () => {
      await (await connected)?.close();
      await server.close();
      await database.close();
      await rm(dataDirectory, { recursive: true });
    },
  };
}

/** Facts that decide Yangpu's routing but for the amount. */
export const YANGPU_ROUTING_FACTS = {
  applicantType: 'GOVERNMENT_DEPARTMENT',
  projectFundedByDistrict: true,
  projectNature: 'NEW',
  isPureSoftwareDevelopment: false,
  constructionAmountYuan: 1_000_000,
  hardwareAmountYuan: 200_000,
  isClassified: false,
  isPettyHardware: false,
  isCommunicationFeeOrNetworkRent: false,
  isInformationRelease: false,
  superiorApproved: false,
  isUrgentKeyWork: false,
  buildsPrivateNetwork: false,
  buildsOwnWebsite: false,
  constructionAmountIncludesMlpsFee: false,
  secondClassFeesYuan: 0,
};

/** A question about Yangpu's routing on a day of the present policy. */
export const yangpuRouting = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  district: 'yangpu',
  question: 'ROUTING',
  asOf: '2024-03-18',
  facts: YANGPU_ROUTING_FACTS,
  ...over,
});
