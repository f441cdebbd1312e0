// Injection tokens of what is made once when the server starts.

/** The use cases, wired: `Application`. */
export const APPLICATION = Symbol('application');
/** The use cases of files of projects: `ProjectFileUseCases`. */
export const PROJECT_FILES = Symbol('project files');
/** Whether the server can answer, and why not: `Readiness`. */
export const READINESS = Symbol('readiness');
/** Tells who asks from the credential that was sent: `Recognition`. */
export const RECOGNITION = Symbol('recognition');
/** The deployment's secret key, bytes; see `SECRET_KEY` in the README. */
export const SECRET_KEY = Symbol('secret key');
/** Where people and programs reach the server: `PublicAddress`. */
export const PUBLIC_ADDRESS = Symbol('public address');
/** What the server counts and measures: `Metrics`. */
export const METRICS = Symbol('metrics');
/** The token that reading the metrics takes; null: they are read on this machine only. */
export const METRICS_TOKEN = Symbol('metrics token');
/** Takes the points of a request from its caller: `RateLimiter`. */
export const RATE_LIMITER = Symbol('rate limiter');
/** How long a request may take, ms. */
export const REQUEST_DEADLINE = Symbol('request deadline');
/** Networks of proxies whose word about where a request came from is taken. */
export const TRUSTED_PROXIES = Symbol('trusted proxies');
/** The log: a pino `Logger`. */
export const LOG = Symbol('log');
/** The files of the page on which queries are tried: `PageFiles`. */
export const GRAPHIQL_FILES = Symbol('graphiql files');
