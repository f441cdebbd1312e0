/*
 * Says that this is service before any package is loaded: packages check more of what they are handed, at every field, while nobody says so; that
 * took an eighth of a decision's time here. Therefore the program itself is loaded after.
 */
process.env['NODE_ENV'] ??= 'production';
const { runProgram } = await import('./program.ts');
await runProgram(new URL('graphiql', import.meta.url));
