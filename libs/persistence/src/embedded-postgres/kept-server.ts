import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import type { Hold } from './hold.ts';
import { joinServer } from './join-server.ts';
import type { Joined } from './join-server.ts';
import { leaveServer } from './leave-server.ts';
import type { NativeBinaries } from './native-binaries.ts';
import type { ServerSettings } from './postmaster.ts';
import type { OnProgress } from './progress.ts';

/** Pauses before each try to bring a lost server back, ms. A try itself launches it up to five times, and waits for as long as it recovers. */
const BACK_OFF = [0, 500, 1_000, 2_000];

/** How a share is taken again when its session ends. */
export interface KeepOptions {
  readonly settings: ServerSettings;
  readonly patienceMilliseconds: number;
  readonly onProgress: OnProgress;
  /** Told once, when every try was in vain: the server is gone for this process. */
  readonly onLost: (error: Error) => void;
}

/**
 * A share in a running server that is taken again when it is lost: the server is joined where it still runs (the crash of one session ends all, then it
 * recovers) and started anew where it was killed.
 */
export class KeptServer {
  readonly #cluster: Cluster;
  readonly #binaries: NativeBinaries;
  readonly #options: KeepOptions;
  readonly #port: number;
  #hold: Hold;
  #given = false;
  #restoring: Promise<void> = Promise.resolve();

  constructor(cluster: Cluster, binaries: NativeBinaries, { hold, port }: Joined, options: KeepOptions) {
    this.#cluster = cluster;
    this.#binaries = binaries;
    this.#options = options;
    this.#port = port;
    this.#hold = hold;
    this.#watch();
  }

  /** Gives the share up; the last to do so stops the server. */
  async leave(): Promise<void> {
    this.#given = true;
    await this.#restoring;
    await leaveServer(this.#hold, this.#cluster, this.#binaries);
  }

  #watch(): void {
    this.#hold.unref();
    this.#hold.whenLost(() => {
      if (!this.#given) this.#restoring = this.#restore();
    });
  }

  async #restore(): Promise<void> {
    const { onProgress, onLost } = this.#options;
    onProgress({ step: 'restore', zh: '数据库中断，正在恢复', en: 'the database is gone; bringing it back' });
    let lately: unknown;
    for (const [index, milliseconds] of BACK_OFF.entries()) {
      await pause(milliseconds, undefined, { ref: false });
      if (this.#given) return;
      try {
        if (await this.#joinAgain()) return;
        lately = new Error(`数据库已在另一端口运行，请重新启动本程序。\nThe database runs on another port now: start this program again.`);
        break;
      } catch (error) {
        lately = error;
        const count = `${index + 1}/${BACK_OFF.length}`;
        onProgress({ step: 'restore', zh: `第 ${count} 次恢复未成功`, en: `try ${count} to bring it back failed` });
      }
    }
    onLost(lately instanceof Error ? lately : new Error(String(lately)));
  }

  /** False: it runs where our connections do not lead. Throws when it neither runs nor starts. */
  async #joinAgain(): Promise<boolean> {
    const { settings, patienceMilliseconds, onProgress } = this.#options;
    const { hold, port } = await joinServer(this.#cluster, this.#binaries, settings, patienceMilliseconds, onProgress);
    this.#hold = hold;
    if (port !== this.#port) return false;
    this.#watch();
    onProgress({ step: 'restore', zh: '数据库已恢复', en: 'the database is back' });
    return true;
  }
}
