/** Injection tokens of what is made once when the server starts. */
export const APPLICATION = Symbol('application');
export const PROJECT_FILES = Symbol('project files');
export const READINESS = Symbol('readiness');
export const RECOGNITION = Symbol('recognition');
export const SECRET_KEY = Symbol('secret key');
export const PUBLIC_ADDRESS = Symbol('public address');
export const METRICS = Symbol('metrics');
export const METRICS_TOKEN = Symbol('metrics token');
export const RATE_LIMITER = Symbol('rate limiter');
export const REQUEST_DEADLINE = Symbol('request deadline');
export const TRUSTED_PROXIES = Symbol('trusted proxies');
export const LOG = Symbol('log');
export const GRAPHIQL_FILES = Symbol('graphiql files');
