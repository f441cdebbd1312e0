import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphqlClient, templateDatabase, type RunOperation } from '@guicheng/testing';
import { createLog, startServer, type Config } from '@guicheng/api';

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

/** A server over real HTTP, on a database of its own. */
export interface TestApi {
  readonly url: string;
  readonly databaseUrl: {
    readonly app: string;
    readonly owner: string;
    readonly superuser: string;
    readonly auditor: string;
    readonly backup: string;
  };
  /** Lines of the server's log. */
  readonly log: readonly string[];
  /** Runs an operation of the reference through the typed client. */
  readonly run: RunOperation;
  ask(query: string, variables?: Record<string, unknown>): Promise<Reply>;
  post(body: BodyInit, headers?: Record<string, string>): Promise<Reply>;
  close(): Promise<void>;
}

/** Starts the server from its sources, with the packs of the repository or of another folder. */
export async function startTestApi(
  options: { readonly policiesDirectory?: string; readonly logLevel?: Config['logLevel'] } = {},
): Promise<TestApi> {
  const database = await templateDatabase();
  const dataDirectory = await mkdtemp(join(tmpdir(), 'guicheng-api-'));
  const { logLevel = 'info' } = options;
  const log: string[] = [];
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
    },
    createLog(logLevel, { write: (line: string) => void log.push(line) }),
    () => undefined,
  );
  const post = async (body: BodyInit, headers: Record<string, string> = {}): Promise<Reply> => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Reply['body'] };
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
    log,
    run: graphqlClient(`${server.url}/graphql`),
    post,
    ask: (query, variables) => post(JSON.stringify({ query, variables })),
    close: async () => {
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
