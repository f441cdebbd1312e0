/** What the launcher is doing, for people who wait. */
export interface Progress {
  /** Stable, kebab-case. */
  readonly step: 'copy-binaries' | 'initialise' | 'start' | 'adopt' | 'restore' | 'set-aside-pid-file' | 'migrate' | 'migrate-waits';
  readonly zh: string;
  readonly en: string;
}

/** Told of each step as it begins. */
export type OnProgress = (progress: Progress) => void;
