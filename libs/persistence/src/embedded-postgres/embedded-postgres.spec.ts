import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  cp,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddedPostgresOptions } from './embedded-postgres.ts';
import { installedNativeDirectory } from './native-binaries.ts';
import { isAlive } from './postmaster-pid.ts';

/** Nobody's user and group on Debian; any user with an entry in /etc/passwd would do. */
const NOBODY = 65_534;
const ROOT = process.getuid?.() === 0;

/** Whom the launcher is run as: root drops to another user by itself; a plain user is what we are, or what root can make of a child. */
const USERS = ROOT
  ? [
      { name: 'root', uid: 0 },
      { name: 'a plain user', uid: NOBODY },
    ]
  : [{ name: 'a plain user', uid: process.getuid?.() ?? 0 }];

interface Started {
  readonly port: number;
  readonly adopted: boolean;
  readonly url: string;
  readonly steps: readonly string[];
}

let home: string;
let program: string;
/** A readable copy of the installed package, to take links and rights away from. */
let native: string;
const processes = new Set<ChildProcess>();

/** One process that runs the launcher. */
class Launcher {
  readonly process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(uid: number, options: EmbeddedPostgresOptions & { idle?: boolean }) {
    this.process = spawn(process.execPath, [program, JSON.stringify({ nativeDirectory: native, ...options })], {
      stdio: ['pipe', 'pipe', 'inherit'],
      cwd: '/',
      ...(ROOT && { uid, gid: uid }),
    });
    processes.add(this.process);
    this.#lines = createInterface({ input: this.process.stdout! })[Symbol.asyncIterator]();
  }

  async event<T = Started>(): Promise<T> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('the launcher ended without a word');
    const event = JSON.parse(value) as T & { failed?: string; refused?: string };
    if (event.failed !== undefined) throw new Error(event.failed);
    if (event.refused !== undefined) throw new Error(event.refused);
    return event;
  }

  async query(statement: string): Promise<unknown[]> {
    this.process.stdin!.write(`${statement}\n`);
    return (await this.event<{ rows: unknown[] }>()).rows;
  }

  async leave(): Promise<void> {
    this.process.stdin!.write('stop\n');
    await this.event();
    await this.ended();
  }

  async ended(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended();
  }
}

const pidFile = (directory: string): string => join(directory, 'cluster/data/postmaster.pid');
const postmasterOf = async (directory: string): Promise<number> => Number((await readFile(pidFile(directory), 'utf8')).split('\n')[0]);
const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
/** Whether a launcher's server can be asked; not while it recovers. */
const answersOn = (launcher: Launcher): Promise<boolean> =>
  launcher.query('select 1 as one').then(
    () => true,
    () => false,
  );
/** Returns once `holds` does; the test's own limit ends a wait in vain. */
const until = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await holds())) await pause(5);
};

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'guicheng-launcher-'));
  await chmod(home, 0o755);
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['pg-native'] },
    build: {
      ssr: fileURLToPath(new URL('launcher-process.fixture.ts', import.meta.url)),
      outDir: join(home, 'program'),
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'launcher.mjs' } },
    },
  });
  program = join(home, 'program/launcher.mjs');
  native = join(home, 'package/native');
  await cp(installedNativeDirectory(), native, { recursive: true, verbatimSymlinks: true });
  await cp(join(installedNativeDirectory(), '../package.json'), join(home, 'package/package.json'));
});

afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

describe.each(USERS)('the bundled PostgreSQL, started by $name', ({ name, uid }) => {
  let base: string;
  /** Lived in by one test after the other; each leaves it stopped. */
  let directory: string;
  const directories: string[] = [];

  const launch = (options: Partial<EmbeddedPostgresOptions> & { directory: string; idle?: boolean }): Launcher => {
    if (!directories.includes(options.directory)) directories.push(options.directory);
    return new Launcher(uid, { binariesCache: join(base, 'cache'), ...options });
  };

  /** A folder that belongs to the user. */
  const ownFolder = async (path: string, mode = 0o755): Promise<string> => {
    await mkdir(path);
    await chmod(path, mode);
    if (ROOT) await chown(path, uid, uid);
    return path;
  };

  beforeAll(async () => {
    base = await ownFolder(join(home, name.replaceAll(' ', '-')));
    directory = join(base, 'postgres');
  });

  // Nothing that a failed test started outlives it.
  afterEach(async () => {
    for (const one of processes) one.kill('SIGKILL');
    processes.clear();
    for (const directory of directories.splice(0)) {
      const pid = await postmasterOf(directory).catch(() => 0);
      const cwd = join(directory, 'cluster/data');
      const comm = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
      if (pid !== process.pid && comm.trim() === 'postgres' && (await isThere(cwd))) {
        process.kill(pid, 'SIGQUIT');
        await until(() => !isAlive(pid));
      }
    }
  });

  it('is initialised the first time, keeps its data, and stops cleanly', async () => {
    const first = launch({ directory });
    const started = await first.event();
    expect(started).toMatchObject({ adopted: false, steps: ['initialise', 'start'] });
    const superuser = new Client({ connectionString: started.url });
    await superuser.connect();
    await superuser.query('create table kept as select 42 as answer');
    await superuser.query('grant select on kept to guicheng_app');
    await superuser.end();
    await first.leave();
    expect(await isThere(pidFile(directory))).toBe(false);
    expect(await readFile(join(directory, 'cluster/server.log'), 'utf8')).toMatch(/database system is shut down\n$/);

    const second = launch({ directory });
    expect(await second.event()).toMatchObject({ adopted: false, steps: ['start'] });
    expect(await second.query('select answer from kept')).toEqual([{ answer: 42 }]);
    await second.leave();
  });

  it('a cluster from before the auditor and backup roles gets them, by several starts at once as by one', async () => {
    const passwords = join(directory, 'cluster/passwords.json');
    const older = launch({ directory });
    const session = new Client({ connectionString: (await older.event()).url });
    await session.connect();
    await session.query('drop owned by guicheng_auditor, guicheng_backup; drop role guicheng_auditor, guicheng_backup');
    await session.query('revoke guicheng_publisher from guicheng_app');
    await session.end();
    await older.leave();
    const { superuser, owner, app } = JSON.parse(await readFile(passwords, 'utf8')) as Record<string, string>;
    await writeFile(passwords, JSON.stringify({ superuser, owner, app }));

    const starts = [launch({ directory }), launch({ directory }), launch({ directory })];
    const [{ url }] = await Promise.all([starts[0]!.event(), starts[1]!.event(), starts[2]!.event()]);
    const all = JSON.parse(await readFile(passwords, 'utf8')) as Record<string, string>;
    expect(all).toMatchObject({ superuser, owner, app });
    const { uid, mode } = await stat(passwords);
    expect({ uid, mode: mode & 0o777 }).toEqual({ uid: (await stat(join(directory, 'cluster'))).uid, mode: 0o600 });
    for (const role of ['auditor', 'backup']) {
      const login = new Client({ connectionString: url.replace(/\/\/[^@]+@/, `//guicheng_${role}:${all[role] ?? ''}@`) });
      await login.connect();
      // What was taken from a role that was there stays taken.
      const member = `select pg_has_role('guicheng_app', 'guicheng_publisher', 'set') as still`;
      expect((await login.query(member)).rows).toEqual([{ still: false }]);
      await login.end();
    }
    await Promise.all(starts.map((start) => start.leave()));
    expect((await readdir(join(directory, 'cluster'))).filter((name) => name.startsWith('passwords'))).toEqual(['passwords.json']);
  });

  it('keeps random passwords to its user, listens on 127.0.0.1 only, and compares text by code point', async () => {
    const launcher = launch({ directory });
    const { url } = await launcher.event();
    const passwords = join(directory, 'cluster/passwords.json');
    expect((await stat(passwords)).mode & 0o777).toBe(0o600);
    expect((await stat(join(directory, 'cluster'))).mode & 0o777).toBe(0o700);
    expect(new Set(Object.values(JSON.parse(await readFile(passwords, 'utf8')) as object)).size).toBe(5);
    expect((await stat(`/proc/${await postmasterOf(directory)}`)).uid).not.toBe(0);

    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(`
      select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets, datlocprovider as provider,
        datlocale as locale, datcollate as collate, pg_encoding_to_char(encoding) as encoding, current_setting('fsync') as fsync,
        (select array_agg(distinct auth_method) from pg_hba_file_rules) as auth
      from pg_database where datname = current_database()`);
    expect(rows).toEqual([
      {
        addresses: '127.0.0.1',
        sockets: '',
        provider: 'b',
        locale: 'C.UTF-8',
        collate: 'C',
        encoding: 'UTF8',
        fsync: 'on',
        auth: ['scram-sha-256'],
      },
    ]);
    await client.end();
    const wrong = new Client({ connectionString: url.replace(/:[^:@]+@/, ':wrong@') });
    await expect(wrong.connect()).rejects.toThrow('password authentication failed');
    await launcher.leave();
  });

  it('stands below a folder that others cannot walk through', async () => {
    const closed = await ownFolder(join(base, 'closed'), 0o700);
    const launcher = launch({ directory: join(closed, 'postgres') });
    expect(await launcher.event()).toMatchObject({ adopted: false });
    expect(await launcher.query('select 1 as one')).toEqual([{ one: 1 }]);
    await launcher.leave();
  });

  it('has its library links restored that an install without scripts leaves out', async () => {
    const bare = await ownFolder(join(base, 'bare'));
    await linkTree(dirname(native), bare);
    const library = join(bare, 'native/lib');
    for (const entry of await readdir(library)) {
      if ((await lstat(join(library, entry))).isSymbolicLink()) await unlink(join(library, entry));
    }
    if (ROOT) await chown(library, uid, uid);
    const launcher = launch({ directory, nativeDirectory: join(bare, 'native') });
    expect((await launcher.event()).steps).not.toContain('copy-binaries');
    await launcher.leave();
    expect((await readdir(library)).sort()).toEqual((await readdir(join(native, 'lib'))).sort());
  });

  it('outlives its parent killed with SIGKILL, and the next start takes it over and may stop it', async () => {
    const first = launch({ directory });
    const { port } = await first.event();
    const pid = await postmasterOf(directory);
    await first.kill();

    const second = launch({ directory });
    expect(await second.event()).toMatchObject({ adopted: true, port, steps: ['adopt'] });
    expect(await postmasterOf(directory)).toBe(pid);
    await second.leave();
    expect(await isThere(pidFile(directory))).toBe(false);
  });

  it('is back after its postmaster was killed with SIGKILL, where it was, for those who held it and for the next', async () => {
    const first = launch({ directory });
    const { port } = await first.event();
    const killed = await postmasterOf(directory);
    process.kill(killed, 'SIGKILL');
    // Nobody starts it but the process that holds it.
    const restarted = async (): Promise<number> => {
      const pid = await postmasterOf(directory).catch(() => killed);
      return pid === killed || Number.isNaN(pid) ? 0 : pid;
    };
    await until(async () => (await restarted()) !== 0 && (await answersOn(first)));

    // Two at once: one of them starts it, the other joins.
    process.kill(await restarted(), 'SIGKILL');
    const second = launch({ directory });
    expect(await second.event()).toMatchObject({ port });
    expect(await second.query('select 1 as one')).toEqual([{ one: 1 }]);
    await until(() => answersOn(first));
    await second.leave();
    expect(await first.query('select 1 as one')).toEqual([{ one: 1 }]);
    await first.leave();
    expect(await isThere(pidFile(directory))).toBe(false);
  });

  it('started by four processes at once where one was killed while it initialised is one server, which the last to leave stops', async () => {
    const directory = await ownFolder(join(base, 'four'));
    const ended = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
    await once(ended, 'exit');
    await ownFolder(join(directory, `initialising-${ended.pid}-0123456789ab`));
    const launchers = [1, 2, 3, 4].map(() => launch({ directory }));
    const started = await Promise.all(launchers.map((launcher) => launcher.event()));
    expect(new Set(started.map(({ port }) => port)).size).toBe(1);
    expect(started.filter(({ adopted }) => !adopted)).toHaveLength(1);
    expect(await readdir(directory)).toEqual(['cluster']);

    const first = started.findIndex(({ adopted }) => !adopted);
    await launchers[first]!.leave();
    const rest = launchers.filter((_, index) => index !== first);
    for (const launcher of rest) expect(await launcher.query('select 1 as one')).toEqual([{ one: 1 }]);
    await Promise.all(rest.map((launcher) => launcher.leave()));
    expect(await isThere(pidFile(directory))).toBe(false);

    // Again, now that there is a cluster: starting meets stopping and starting.
    for (let round = 0; round < 3; round += 1) {
      const again = [1, 2, 3].map(() => launch({ directory }));
      await Promise.all(
        again.map(async (launcher) => {
          await launcher.event();
          expect(await launcher.query('select 1 as one')).toEqual([{ one: 1 }]);
          await launcher.leave();
        }),
      );
    }
    expect(await isThere(pidFile(directory))).toBe(false);
  });

  it('is not stopped by one who joined it and leaves', async () => {
    const first = launch({ directory });
    await first.event();
    const second = launch({ directory });
    expect(await second.event()).toMatchObject({ adopted: true });
    await second.leave();
    expect(await first.query('select 1 as one')).toEqual([{ one: 1 }]);
    await first.leave();
    expect(await isThere(pidFile(directory))).toBe(false);
  });

  it('stays held over the crash of one of its sessions', async () => {
    const first = launch({ directory });
    const { url } = await first.event();
    const victim = new Client({ connectionString: url });
    victim.on('error', () => undefined);
    await victim.connect();
    const ended = new Promise((resolve) => victim.once('end', resolve));
    const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid');
    process.kill(rows[0]!.pid, 'SIGKILL');
    const holds = async (): Promise<boolean> => {
      const client = new Client({ connectionString: url });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return (await client.query(`select from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and granted`)).rowCount === 1;
      } catch {
        return false; // recovering
      } finally {
        await client.end();
      }
    };
    await ended;
    await until(holds);

    const second = launch({ directory });
    expect(await second.event()).toMatchObject({ adopted: true });
    await second.leave();
    expect(await first.query('select 1 as one')).toEqual([{ one: 1 }]);
    await first.leave();
  });

  describe('finding a pid file', () => {
    let valid: string;
    let bystander: ChildProcess;

    const leaveBehind = async (text: string): Promise<void> => {
      const { uid: owner, gid } = await stat(join(directory, 'cluster'));
      await writeFile(pidFile(directory), text, { mode: 0o600 });
      if (ROOT) await chown(pidFile(directory), owner, gid);
    };

    const startsOver = async (): Promise<void> => {
      const launcher = launch({ directory });
      expect(await launcher.event()).toMatchObject({ adopted: false, steps: ['set-aside-pid-file', 'start'] });
      expect(await launcher.query('select 1 as one')).toEqual([{ one: 1 }]);
      await launcher.leave();
      expect((await readdir(join(directory, 'cluster/data'))).filter((entry) => entry.startsWith('postmaster.pid'))).toEqual([]);
    };

    beforeAll(async () => {
      const launcher = launch({ directory });
      await launcher.event();
      valid = await readFile(pidFile(directory), 'utf8');
      await launcher.leave();
    });
    afterEach(() => {
      bystander?.kill('SIGKILL');
    });

    it.each([
      ['empty', ''],
      ['of noise', '\u0000\u0001\ufffd not a pid file \n\n\n'],
      ['cut off after its first line', '1\n'],
    ])('%s, it starts', async (_, text) => {
      await leaveBehind(text);
      await startsOver();
    });

    it('with the number of a living process that is no server, it starts and leaves that process alone', async () => {
      // As the server's own user: PostgreSQL itself then believes the file and refuses to start.
      const { uid: owner, gid } = await stat(join(directory, 'cluster'));
      bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'], {
        cwd: '/',
        stdio: 'ignore',
        ...(ROOT && { uid: owner, gid }),
      });
      await once(bystander, 'spawn');
      await leaveBehind(valid.replace(/^\d+/, String(bystander.pid)));
      await startsOver();
      expect(isAlive(bystander.pid!)).toBe(true);
    });

    it('with the number of the server of another directory, it starts its own and leaves that one alone', async () => {
      const other = join(base, 'four');
      const neighbour = launch({ directory: other });
      const { port } = await neighbour.event();
      await leaveBehind(await readFile(pidFile(other), 'utf8'));
      const launcher = launch({ directory });
      const started = await launcher.event();
      expect(started.adopted).toBe(false);
      expect(started.port).not.toBe(port);
      await launcher.leave();
      expect(await neighbour.query('select 1 as one')).toEqual([{ one: 1 }]);
      await neighbour.leave();
    });

    it('copied with its directory from under a running server, it starts a server of its own', async () => {
      const original = launch({ directory });
      const { port } = await original.event();
      const copy = await ownFolder(join(base, 'copy'));
      await cp(directory, copy, { recursive: true, preserveTimestamps: true });
      if (ROOT) await chownLike(join(directory, 'cluster'), join(copy, 'cluster'));
      await chmod(join(copy, 'cluster/data'), 0o700);
      const launcher = launch({ directory: copy });
      const started = await launcher.event();
      expect(started.adopted).toBe(false);
      expect(started.port).not.toBe(port);
      await launcher.leave();
      expect(await original.query('select 1 as one')).toEqual([{ one: 1 }]);
      await original.leave();
    });

    it('with the number of a process that has ended, it starts', async () => {
      bystander = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
      await once(bystander, 'exit');
      await leaveBehind(valid.replace(/^\d+/, String(bystander.pid)));
      const launcher = launch({ directory });
      expect(await launcher.event()).toMatchObject({ adopted: false, steps: ['start'] });
      await launcher.leave();
    });
  });

  it('does not keep its parent alive, and is there for the next', async () => {
    const idle = launch({ directory, idle: true });
    const { port } = await idle.event();
    await idle.ended();
    expect(idle.process.exitCode).toBe(0);
    const next = launch({ directory });
    expect(await next.event()).toMatchObject({ adopted: true, port });
    await next.leave();
  });

  it('says why it does not start, in the server’s words', async () => {
    const launcher = launch({ directory });
    await launcher.event();
    await launcher.leave();
    const control = join(directory, 'cluster/data/global/pg_control');
    await rename(control, `${control}.gone`);
    await expect(launch({ directory }).event()).rejects.toThrow('pg_control');
    await rename(`${control}.gone`, control);
  });
});

/** A copy of a folder whose files are the same files: its links and the rights of its folders can be changed. */
async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else await link(source, target);
  }
}

async function chownLike(model: string, path: string): Promise<void> {
  const { uid, gid } = await stat(model);
  await chown(path, uid, gid);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) await chownLike(model, join(path, entry.name));
    else await chown(join(path, entry.name), uid, gid);
  }
}

describe('binaries that cannot be used where they are', () => {
  const plain = USERS.at(-1)!.uid;

  it('are copied beside the cluster when the links cannot be restored in place', async () => {
    const base = join(home, 'read-only');
    await mkdir(base);
    await linkTree(dirname(native), join(base, 'package'));
    const library = join(base, 'package/native/lib');
    await unlink(join(library, 'libicuuc.so.60')).catch(() => undefined);
    await chmod(library, 0o555);
    const directory = join(home, 'a-plain-user/postgres');
    const launcher = new Launcher(plain, { directory, nativeDirectory: join(base, 'package/native') });
    expect((await launcher.event()).steps).toEqual(['copy-binaries', 'start']);
    await launcher.leave();
    const again = new Launcher(plain, { directory, nativeDirectory: join(base, 'package/native') });
    expect((await again.event()).steps).toEqual(['start']);
    await again.leave();
    await chmod(library, 0o755);
  });

  it('are copied to the cache when whoever serves cannot read them', async () => {
    const base = join(home, 'unreadable');
    await mkdir(base);
    await chmod(base, 0o700);
    await linkTree(dirname(native), join(base, 'package'));
    const cache = join(home, 'cache');
    const directory = join(home, USERS[0]!.name.replaceAll(' ', '-'), 'postgres');
    const two = [1, 2].map(
      () => new Launcher(USERS[0]!.uid, { directory, nativeDirectory: join(base, 'package/native'), binariesCache: cache }),
    );
    const steps = (await Promise.all(two.map((launcher) => launcher.event()))).map((started) => started.steps);
    // A plain user is who serves, and reads them in place.
    expect(steps.flat().includes('copy-binaries')).toBe(ROOT);
    if (ROOT) expect(await readdir(cache)).toHaveLength(1);
    await Promise.all(two.map((launcher) => launcher.leave()));
  });
});

describe('a data directory of another user', () => {
  it('is refused to a plain user with the reason', async () => {
    // As a plain user we have no other: a cluster nobody can read stands for it.
    const directory = join(home, 'others');
    await mkdir(join(directory, 'cluster'), { recursive: true });
    await writeFile(join(directory, 'cluster/passwords.json'), '{}');
    await chmod(join(directory, 'cluster'), 0o000);
    await expect(new Launcher(USERS.at(-1)!.uid, { directory }).event()).rejects.toThrow('belongs to another user');
    await chmod(join(directory, 'cluster'), 0o700);
  });
});
