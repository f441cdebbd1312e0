import { randomBytes } from 'node:crypto';
import { allowedNetworks, createApplication, projectFileUseCases, type PolicyLibrary } from '@guicheng/application';
import type { Clock } from '@guicheng/kernel';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { rateLimits } from '../graphql/rate-limits.ts';
import { readPageFiles } from '../graphiql/graphiql-files.ts';
import { readinessOf } from '../health/readiness.ts';
import { createHttpServer } from '../http-server.ts';
import { countDecisions } from '../metrics/count-decisions.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { offerSetup } from '../sign-in/offer-setup.ts';
import { systemClock } from '../system-clock.ts';
import { drain } from './drain.ts';
import { fileStoreOf, keepSwept } from './file-store.ts';
import { foldersOf, type Folders } from './folders.ts';
import { identityOutbound } from './identity-outbound.ts';
import { checkAnchorKey, keepAnchored } from './keep-anchored.ts';
import { loadPolicies } from './load-policies.ts';
import { publicAddress } from './public-address.ts';
import { asOperatorError } from './operator-errors.ts';
import { openDatabase, type OpenDatabase } from './open-database.ts';
import type { OnProgress } from './progress.ts';
import { runWorker } from './run-worker.ts';

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

/** What a start may be given besides its configuration. */
export interface StartOptions {
  /** The built GraphiQL page; left out: there is none. */
  readonly pageDirectory?: string;
  /** Left out: the machine's. */
  readonly clock?: Clock;
}

const serve = async (
  config: Config,
  folders: Folders,
  { database, secretKey, close, lost }: OpenDatabase,
  log: Logger,
  onProgress: OnProgress,
  { pageDirectory, clock = systemClock }: StartOptions,
): Promise<RunningServer> => {
  const anchorPlaces = { dataDirectory: folders.data, keyFile: config.anchorKeyFile };
  await checkAnchorKey(anchorPlaces);
  const library = await loadPolicies(folders.policies, database, clock, onProgress);
  // A server with another key than the rest of the deployment is told so now, not at somebody's first mutation.
  for (const district of new Set(library.holdings().policies.map(({ policy }) => policy.manifest.district.id)))
    await database.enter(district);
  const metrics = createMetrics();
  const { passwordCost, outboundAllowed, webhookPorts } = config;
  const webhookNetworks = outboundAllowed.length > 0 ? (allowedNetworks(outboundAllowed) ?? null) : null;
  const application = createApplication({
    database,
    library,
    clock,
    random: randomBytes,
    secretKey,
    passwordCost,
    webhookNetworks,
    webhookPorts,
    identityOutbound: identityOutbound(config.identityNetworks, clock),
  });
  const address = publicAddress(config.publicUrl);
  const projectFiles = projectFileUseCases({ database, random: randomBytes, files: fileStoreOf(config.s3, folders.data) });
  const readiness = readinessOf({ database, policyCount: () => library.holdings().policies.length });
  const app = await createHttpServer({
    application: countDecisions(application, metrics),
    projectFiles,
    recognition: { authenticate: application.identity.authenticate, clock, secure: config.publicUrl?.startsWith('https:') ?? false },
    limiter: rateLimits(database, config.rate),
    requestDeadline: config.requestDeadline,
    secretKey,
    address,
    trustedProxies: config.trustedProxies,
    readiness,
    metrics,
    metricsToken: config.metricsToken,
    log,
    graphiqlFiles: pageDirectory === undefined ? new Map() : await readPageFiles(pageDirectory),
  });
  const url = await listenOn(app, config);
  await offerSetup(application, config.publicUrl ?? url, onProgress);
  address.listensAt(url);
  const refreshing = keepFresh(library, log);
  const sweeping = keepSwept(database, projectFiles, clock, log);
  const anchoring = keepAnchored(database, systemClock, log, anchorPlaces);
  const worker =
    config.worker === 'inside' ? await runWorker({ database, secretKey, outboundAllowed, webhookPorts, clock, log }) : undefined;
  let closed: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    clearInterval(refreshing);
    clearInterval(sweeping);
    await drain(app, readiness, config.drain);
    await worker?.stop();
    await anchoring.stop();
    await close();
  };
  return { url, lost, close: () => (closed ??= stop()) };
};

/** Starts the server: database, schema, policies, HTTP. Throws `StartRefused` for what its operator can mend. */
export const startServer = async (
  config: Config,
  log: Logger,
  onProgress: OnProgress,
  options: StartOptions = {},
): Promise<RunningServer> => {
  const folders = foldersOf(config);
  let opened: OpenDatabase | undefined;
  try {
    opened = await openDatabase(config.database, folders.data, config.secretKey, onProgress);
    return await serve(config, folders, opened, log, onProgress, options);
  } catch (error) {
    await opened?.close();
    throw asOperatorError(error);
  }
};
