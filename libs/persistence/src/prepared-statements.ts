import { Client } from 'pg';
import type { QueryConfig } from 'pg';

/** Texts that each connection prepares once, with their names. */
const NAMES = new Map<string, string>();

/**
 * A text of every mutation or request: each connection plans it once and not each time. Gives the text back. Not for texts that are put together from what is
 * asked: a connection keeps each for its whole life.
 */
export const prepared = (name: string, text: string): string => {
  NAMES.set(text, name);
  return text;
};

type Send = (statement: string | QueryConfig, ...rest: unknown[]) => unknown;

/** A connection that prepares those texts; the pool's. */
export class PreparingClient extends Client {
  constructor(...args: ConstructorParameters<typeof Client>) {
    super(...args);
    const send = this.query.bind(this) as Send;
    const query: Send = (statement, values, ...rest) => {
      const name = typeof statement === 'string' && Array.isArray(values) ? NAMES.get(statement) : undefined;
      if (name === undefined) return values === undefined ? send(statement, ...rest) : send(statement, values, ...rest);
      return send({ name, text: statement as string, values: values as unknown[] }, ...rest);
    };
    this.query = query as typeof this.query;
  }
}
