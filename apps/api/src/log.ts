import pino from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { LogLevel } from './config/config.ts';

/**
 * What a log line says of an error. Drivers hang the statement, its parameters and the row on their errors, and with them the facts of a
 * project: only these fields are taken.
 */
const SHOWN = ['code', 'severity', 'schema', 'table', 'constraint'] as const;

const errorFields = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { type: typeof error };
  const shown = SHOWN.flatMap((field) => (field in error ? [[field, (error as Error & Record<string, unknown>)[field]]] : []));
  return { type: error.name, message: error.message, stack: error.stack, ...(Object.fromEntries(shown) as Record<string, unknown>) };
};

/** JSON lines, on standard output unless told otherwise. Facts and bodies are never logged. */
export const createLog = (level: LogLevel, destination: DestinationStream = pino.destination(1)): Logger =>
  pino({ level, base: { service: 'guicheng-api' }, serializers: { err: errorFields } }, destination);
