/** A backup or a restore that is not made, for a reason that its operator can mend; nothing was written. */
export class BackupRefused extends Error {
  constructor(
    /** Stable, kebab-case. */
    readonly code: string,
    readonly zh: string,
    readonly en: string,
    options?: ErrorOptions,
  ) {
    super(`${zh}\n${en}`, options);
    this.name = 'BackupRefused';
  }
}

/** Told of each step and of each table when it is done; waited for. */
export type OnBackupProgress = (progress: { readonly zh: string; readonly en: string }) => Promise<void> | void;

/** What both directions take. */
export interface BackupOptions {
  readonly onProgress?: OnBackupProgress;
  /** Ends the work between two batches; nothing is left behind. */
  readonly signal?: AbortSignal;
}
