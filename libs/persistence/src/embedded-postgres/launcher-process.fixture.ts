/**
 * A program that starts the bundled PostgreSQL and does as standard input tells it, a line at a time; bundled by the launcher's tests and
 * run in processes of its own, which can then be killed and run as another user. Argument: EmbeddedPostgresOptions as JSON.
 * One JSON line out per event.
 */
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import type { EmbeddedPostgresOptions } from './embedded-postgres.ts';

const say = (event: Record<string, unknown>): void => void process.stdout.write(`${JSON.stringify(event)}\n`);

const { idle, ...options } = JSON.parse(process.argv[2] ?? '{}') as EmbeddedPostgresOptions & { idle?: boolean };
const steps: string[] = [];
try {
  const server = await startEmbeddedPostgres({
    ...options,
    onProgress: ({ step }) => steps.push(step),
  });
  say({ port: server.port, adopted: server.adopted, url: server.url('superuser'), steps });
  // Idle: nothing is left to do, the process ends by itself unless the launcher keeps it.
  for await (const line of idle ? [] : createInterface({ input: process.stdin })) {
    if (line === 'stop') {
      await server.stop();
      say({ done: line });
      break;
    }
    const client = new Client({ connectionString: server.url('app') });
    client.on('error', () => undefined);
    try {
      await client.connect();
      say({ rows: (await client.query(line)).rows });
      await client.end();
    } catch (error) {
      say({ refused: String(error) });
    }
  }
} catch (error) {
  say({ failed: error instanceof Error ? error.message : String(error) });
}
process.stdin.destroy(); // what else keeps the process is the launcher's
