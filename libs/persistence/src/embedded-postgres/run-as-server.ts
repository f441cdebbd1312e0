import { execFile } from 'node:child_process';
import type { SpawnOptions } from 'node:child_process';
import type { ServerUser } from './server-user.ts';

/** The servers' whole environment: no PG* variable and no locale of ours reaches it. */
const ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

/** Spawn options of everything that runs as the server's user. */
export const serverSpawnOptions = (user: ServerUser | undefined, cwd?: string): SpawnOptions => ({
  env: ENVIRONMENT,
  windowsHide: true,
  ...(cwd !== undefined && { cwd }),
  ...(user && { uid: user.uid, gid: user.gid }),
});

/**
 * How the server names its own data directory, `data`, when it is started there. A user that root drops to may be unable to walk the
 * parents (a home directory of mode 0700); on Linux the working directory, entered while still root, is then named without walking them.
 */
export const dataDirectoryArgument = (data: string, user: ServerUser | undefined): string =>
  user && process.platform === 'linux' ? '/proc/self/cwd' : data;

/** How a program that ran to its end, or could not be run, came out. */
export interface RunResult {
  readonly succeeded: boolean;
  /** Standard error, or why it could not be run. */
  readonly complaint: string;
}

/** Runs a program of the server's to its end as the server's user. */
export const runAsServer = (file: string, args: readonly string[], user: ServerUser | undefined, cwd?: string): Promise<RunResult> =>
  new Promise((resolve) => {
    execFile(file, [...args], { ...serverSpawnOptions(user, cwd), encoding: 'utf8' }, (error, _stdout, stderr) => {
      resolve({ succeeded: error === null, complaint: stderr.trim() || (error?.message ?? '') });
    });
  });
