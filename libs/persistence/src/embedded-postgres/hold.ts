import { randomBytes } from 'node:crypto';
import { chown, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { SUPERUSER } from './cluster.ts';
import type { Cluster } from './cluster.ts';

/** Advisory lock that every process using the server holds shared, in the database `postgres`; whoever gets it alone may stop the server. */
const IN_USE = 0x67_75_69; // "gui"

/** @types/pg does not know them; pg has both. */
type Socket = Client & { ref(): void; unref(): void };

const connect = async (cluster: Cluster, port: number): Promise<Socket> => {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password: cluster.passwords.superuser,
    database: 'postgres',
    application_name: 'guicheng launcher',
    connectionTimeoutMillis: 5_000,
  }) as Socket;
  client.on('error', () => undefined); // what follows of it is in 'end'
  await client.connect();
  return client;
};

/** Whether the server on the other end works in this very data directory (a copied directory has the same passwords and pid file). */
async function worksIn(client: Client, cluster: Cluster): Promise<boolean> {
  const name = `launcher-${randomBytes(12).toString('hex')}`;
  const path = join(cluster.data, name);
  await writeFile(path, name, { mode: 0o600, flag: 'wx' });
  try {
    if (cluster.user) await chown(path, cluster.user.uid, cluster.user.gid);
    const { rows } = await client.query<{ text: string | null }>('select pg_read_file($1, true) as text', [name]);
    return rows[0]?.text === name;
  } finally {
    await rm(path, { force: true });
  }
}

/**
 * This process's share in a running server: a connection that holds an advisory lock. It ends with the process, however the process ends,
 * so that "does anyone else use it?" needs no file that a killed process would leave behind.
 */
export class Hold {
  readonly #client: Socket;
  #given = false;
  #kept = true;
  #onLost: () => void = () => undefined;

  private constructor(client: Socket) {
    this.#client = client;
    client.once('error', () => (this.#kept = false));
    client.once('end', () => {
      this.#kept = false;
      if (!this.#given) this.#onLost();
    });
  }

  /** Undefined: that server is stopping, or is not this cluster's. Throws as `pg` does when it cannot be reached. */
  static async take(cluster: Cluster, port: number): Promise<Hold | undefined> {
    const client = await connect(cluster, port);
    let lost: Error | undefined;
    client.on('error', (error: Error) => (lost = error));
    try {
      const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock_shared($1) as taken', [IN_USE]);
      const ours = rows[0]?.taken === true && (await worksIn(client, cluster));
      if (lost) throw lost;
      if (ours) return new Hold(client);
    } catch (error) {
      await client.end();
      throw error;
    }
    await client.end();
    return undefined;
  }

  /** The launcher's own session, as superuser, in the database `postgres`. */
  get session(): Client {
    return this.#client;
  }

  /** Lets the process end while the hold is kept. */
  unref(): void {
    this.#client.unref();
  }

  /** Told once when the session is ended from outside: a crash, an administrator, the end of the server. At once where that has happened. */
  whenLost(tell: () => void): void {
    if (this.#kept) this.#onLost = tell;
    else tell();
  }

  /** False: the session was ended from outside. */
  get isKept(): boolean {
    return this.#kept;
  }

  /** Whether the session still answers: a statement may have been its last. */
  async answers(): Promise<boolean> {
    if (!this.#kept) return false;
    return this.#client.query('select').then(
      () => true,
      () => false,
    );
  }

  /** Gives the share back. True: nobody else has one, and until `end` nobody can take one. */
  async giveBack(): Promise<boolean> {
    this.#given = true;
    this.#client.ref();
    await this.#client.query('select pg_advisory_unlock_shared($1)', [IN_USE]);
    const { rows } = await this.#client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [IN_USE]);
    return rows[0]?.alone === true;
  }

  /** Ends the session. */
  async end(): Promise<void> {
    this.#given = true;
    await this.#client.end();
  }
}
