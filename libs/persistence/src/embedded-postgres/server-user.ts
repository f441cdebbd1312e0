import { readFile, stat } from 'node:fs/promises';

/** A user the server runs as in place of root: PostgreSQL refuses to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const PREFERRED = ['postgres', '_postgres', 'nobody'];

const userNamed = (passwd: string, name: string): ServerUser | undefined => {
  const fields = passwd
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.split(':');
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
};

/**
 * Whom root hands the server to: the owner of the cluster that is already there, else `postgres`, else `nobody`.
 * Undefined: we are not root (or on Windows) and the server runs as ourselves.
 */
export async function chooseServerUser(clusterDirectory: string): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(clusterDirectory).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const passwd = await readFile('/etc/passwd', 'utf8');
  for (const name of PREFERRED) {
    const user = userNamed(passwd, name);
    if (user) return user;
  }
  throw new Error(
    '以 root 启动内置 PostgreSQL 需要系统用户 postgres 或 nobody，/etc/passwd 中均未找到。\n' +
      'Starting the bundled PostgreSQL as root needs a system user postgres or nobody; /etc/passwd has neither.',
  );
}
