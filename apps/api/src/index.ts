export type { Config } from './config/config.ts';
export { createLog } from './log.ts';
export type { OnProgress, ProgressLine } from './start/progress.ts';
export { StartRefused } from './start/start-refused.ts';
export { startServer } from './start/start-server.ts';
export type { RunningServer, StartOptions } from './start/start-server.ts';
