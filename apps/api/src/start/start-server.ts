import { randomBytes } from 'node:crypto';
import { authenticateWith, createApplication, type PolicyLibrary } from '@guicheng/application';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { readPageFiles } from '../graphiql/graphiql-files.ts';
import { readinessOf } from '../health/readiness.ts';
import { createHttpServer } from '../http-server.ts';
import { countDecisions } from '../metrics/count-decisions.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { systemClock } from '../system-clock.ts';
import { drain } from './drain.ts';
import { foldersOf, type Folders } from './folders.ts';
import { checkAnchorKey, keepAnchored } from './keep-anchored.ts';
import { loadPolicies } from './load-policies.ts';
import { asOperatorError } from './operator-errors.ts';
import { openDatabase, type OpenDatabase } from './open-database.ts';
import type { OnProgress } from './progress.ts';

/** Another copy of the server may publish: how soon this one knows, ms. */
const REFRESH_INTERVAL = 5_000;

/** A server that answers. */
export interface RunningServer {
  /** Without a slash at the end. */
  readonly url: string;
  /** Answers what is in flight, then lets go of everything; may be called more than once. */
  close(): Promise<void>;
  /** Resolves when the server cannot go on: its database is gone for good. */
  readonly lost: Promise<Error>;
}

const keepFresh = (library: PolicyLibrary, log: Logger): NodeJS.Timeout =>
  setInterval(() => {
    library.refresh().then(
      (changed) => (changed ? log.info('publications changed') : undefined),
      (error: unknown) => log.error({ err: error }, 'publications could not be read'),
    );
  }, REFRESH_INTERVAL).unref();

const listenOn = async (app: NestFastifyApplication, { host, port }: Config): Promise<string> => {
  await app.listen(port, host);
  const address = app.getHttpServer().address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${address.port}`;
};

const serve = async (
  config: Config,
  folders: Folders,
  { database, close, lost }: OpenDatabase,
  log: Logger,
  onProgress: OnProgress,
  pageDirectory: string | undefined,
): Promise<RunningServer> => {
  const anchorPlaces = { dataDirectory: folders.data, keyFile: config.anchorKeyFile };
  await checkAnchorKey(anchorPlaces);
  const library = await loadPolicies(folders.policies, database, systemClock, onProgress);
  const metrics = createMetrics();
  const application = createApplication({ database, library, clock: systemClock, random: randomBytes });
  const readiness = readinessOf({ database, policyCount: () => library.holdings().policies.length });
  const app = await createHttpServer({
    application: countDecisions(application, metrics),
    // No kind of credential yet: whatever is shown is refused.
    authenticate: authenticateWith([]),
    clock: systemClock,
    secretKey: randomBytes(32),
    readiness,
    metrics,
    log,
    graphiqlFiles: pageDirectory === undefined ? new Map() : await readPageFiles(pageDirectory),
  });
  const url = await listenOn(app, config);
  const refreshing = keepFresh(library, log);
  const anchoring = keepAnchored(database, systemClock, log, anchorPlaces);
  let closed: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    clearInterval(refreshing);
    await drain(app, readiness, config.drain);
    await anchoring.stop();
    await close();
  };
  return { url, lost, close: () => (closed ??= stop()) };
};

/**
 * Starts the server: database, schema, policies, HTTP. `pageDirectory`: the built GraphiQL page; undefined: there is none. Throws `StartRefused` for what its
 * operator can mend.
 */
export const startServer = async (config: Config, log: Logger, onProgress: OnProgress, pageDirectory?: string): Promise<RunningServer> => {
  const folders = foldersOf(config);
  let opened: OpenDatabase | undefined;
  try {
    opened = await openDatabase(config.database, folders.data, onProgress);
    return await serve(config, folders, opened, log, onProgress, pageDirectory);
  } catch (error) {
    await opened?.close();
    throw asOperatorError(error);
  }
};
