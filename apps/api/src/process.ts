/** What a process of this deployment is made of besides its server: the worker is configured, logs and reaches the database as the server does. */
export { parseConfig } from './config/config.ts';
export { createLog } from './log.ts';
export { foldersOf } from './start/folders.ts';
export { openDatabase } from './start/open-database.ts';
export { asOperatorError } from './start/operator-errors.ts';
export { runWorker } from './start/run-worker.ts';
export { StartRefused } from './start/start-refused.ts';
export { stopSignal } from './stop-signal.ts';
export { systemClock } from './system-clock.ts';
