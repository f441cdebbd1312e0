/** A line for people who wait while the server starts. */
export interface ProgressLine {
  readonly zh: string;
  readonly en: string;
}

/** Told of each step as it begins or ends. */
export type OnProgress = (line: ProgressLine) => void;
