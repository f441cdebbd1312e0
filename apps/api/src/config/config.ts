import { err, ok, type Result } from '@guicheng/kernel';
import { PASSWORD_COST, type PasswordCost, type PortRange } from '@guicheng/application';
import type { RateConfig } from '../graphql/rate-limits.ts';
import {
  integerSetting,
  keySetting,
  networksSetting,
  oneOf,
  originSetting,
  portsSetting,
  postgresUrl,
  text,
  tokenSetting,
  type Environment,
  type SettingProblem,
} from './settings.ts';
import { s3Settings, type S3Config } from './s3-settings.ts';

/** Levels of the log, quietest last. */
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
/** The least level that is logged, one of `LOG_LEVELS`. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Where the data are: a PostgreSQL of one's own, or the one that comes along. */
export type DatabaseConfig =
  | { readonly kind: 'embedded' }
  /** `ownerUrl` null: the schema was brought up to date beforehand (`guicheng db migrate`). */
  | { readonly kind: 'external'; readonly appUrl: string; readonly ownerUrl: string | null };

/** How the server stops, ms. */
export interface DrainConfig {
  /** It says that it is not ready for this long before it takes nobody new, so that a balancer turns away first. */
  readonly delay: number;
  /** What is in flight then gets this long. */
  readonly limit: number;
}

/** The server's configuration, read once. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly database: DatabaseConfig;
  /** Absolute or relative to the working directory; null: `.guicheng` beside `policies/`. */
  readonly dataDirectory: string | null;
  /** null: the `policies/` that comes along. */
  readonly policiesDirectory: string | null;
  /** PEM of the Ed25519 key that signs anchors of the audit chains; null: one of its own in the data directory. */
  readonly anchorKeyFile: string | null;
  readonly logLevel: LogLevel;
  readonly drain: DrainConfig;
  readonly rate: RateConfig;
  /** A GraphQL request is answered within this time, ms; what it does in the database is cancelled then. */
  readonly requestDeadline: number;
  /** Where people reach the server, e.g. `https://rules.example.cn`; null: where it listens. */
  readonly publicUrl: string | null;
  /** Networks of proxies that may say whom they pass on (`X-Forwarded-For`); none: nobody is believed. */
  readonly trustedProxies: readonly string[];
  /** Networks beside the public internet where identity providers of districts may be reached, by plain http as well. */
  readonly identityNetworks: readonly string[];
  /** What whoever reads `/metrics` shows; null: it is read on this machine only. */
  readonly metricsToken: string | null;
  /** The deployment's key; null: the one in the data folder. */
  readonly secretKey: Uint8Array | null;
  /** Whether events are relayed and delivered in this process, or in others (`apps/worker`). */
  readonly worker: 'inside' | 'outside';
  /** Addresses and networks besides the public internet that webhooks may lead to, over http too. */
  readonly outboundAllowed: readonly string[];
  /** Ports that webhooks may lead to. */
  readonly webhookPorts: readonly PortRange[];
  /** Where files of projects are kept; left out: in the data directory. */
  readonly s3?: S3Config | undefined;
  /** What a password hash costs; not to be set from outside. */
  readonly passwordCost: PasswordCost;
}

const DEFAULT_PORT = 4000;

const databaseOf = (appUrl: string | null, ownerUrl: string | null, problems: SettingProblem[]): DatabaseConfig => {
  if (appUrl !== null) return { kind: 'external', appUrl, ownerUrl };
  if (ownerUrl !== null)
    problems.push({ name: 'OWNER_DATABASE_URL', zh: '须与 DATABASE_URL 一同设置', en: 'needs DATABASE_URL beside it' });
  return { kind: 'embedded' };
};

/** Reads the configuration from the environment; every setting that is wrong is named. Values are never repeated: they may be secrets. */
export const parseConfig = (environment: Environment): Result<Config, readonly SettingProblem[]> => {
  const problems: SettingProblem[] = [];
  const config: Config = {
    // Who wants to be reached from other machines says so.
    host: text(environment, 'HOST') ?? '127.0.0.1',
    port: integerSetting(environment, 'PORT', { least: 0, most: 65_535, otherwise: DEFAULT_PORT }, problems),
    database: databaseOf(
      postgresUrl(environment, 'DATABASE_URL', problems),
      postgresUrl(environment, 'OWNER_DATABASE_URL', problems),
      problems,
    ),
    dataDirectory: text(environment, 'DATA_DIRECTORY'),
    policiesDirectory: text(environment, 'POLICIES_DIRECTORY'),
    anchorKeyFile: text(environment, 'ANCHOR_KEY_FILE'),
    logLevel: oneOf(environment, 'LOG_LEVEL', LOG_LEVELS, 'info', problems),
    drain: {
      delay: integerSetting(environment, 'DRAIN_DELAY_SECONDS', { least: 0, most: 300, otherwise: 0 }, problems) * 1_000,
      limit: integerSetting(environment, 'DRAIN_LIMIT_SECONDS', { least: 1, most: 300, otherwise: 10 }, problems) * 1_000,
    },
    rate: {
      caller: integerSetting(environment, 'CALLER_POINTS_PER_MINUTE', { least: 0, most: 10_000_000, otherwise: 12_000 }, problems),
      address: integerSetting(environment, 'ADDRESS_POINTS_PER_MINUTE', { least: 0, most: 10_000_000, otherwise: 12_000 }, problems),
    },
    requestDeadline: integerSetting(environment, 'REQUEST_DEADLINE_SECONDS', { least: 1, most: 25, otherwise: 10 }, problems) * 1_000,
    publicUrl: originSetting(environment, 'PUBLIC_URL', problems),
    trustedProxies: networksSetting(environment, 'TRUSTED_PROXIES', problems),
    identityNetworks: networksSetting(environment, 'IDENTITY_NETWORKS', problems),
    metricsToken: tokenSetting(environment, 'METRICS_TOKEN', problems),
    secretKey: keySetting(environment, 'SECRET_KEY', problems),
    worker: oneOf(environment, 'WORKER', ['inside', 'outside'], 'inside', problems),
    outboundAllowed: networksSetting(environment, 'OUTBOUND_ALLOWED', problems),
    webhookPorts: portsSetting(environment, 'WEBHOOK_PORTS', problems),
    s3: s3Settings(environment, problems),
    passwordCost: PASSWORD_COST,
  };
  return problems.length > 0 ? err(problems) : ok(config);
};
