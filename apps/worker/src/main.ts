// Says that this is service before any package is loaded: packages check more of what they are handed while nobody says so.
process.env['NODE_ENV'] ??= 'production';
const { runProgram } = await import('./program.ts');
await runProgram();

export {};
