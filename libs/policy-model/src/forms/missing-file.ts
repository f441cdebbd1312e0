/** Whether a file or folder is simply not there: what a person can cause; anything else is a fault. */
export const isMissing = (cause: unknown): boolean => cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
