import pino from 'pino';
import type { Logger } from 'pino';
import type { LogLevel } from './config/config.ts';

/** Where secrets could slip into a log line: never written. Facts and bodies are not logged at all. */
const SECRETS = ['*.authorization', '*.cookie', '*.password', 'err.parameters', 'err.query', 'err.detail', 'err.driverError', 'err.config'];

/** JSON lines on standard output. */
export const createLog = (level: LogLevel): Logger =>
  pino({ level, base: { service: 'guicheng-api' }, redact: { paths: SECRETS, remove: true } });
