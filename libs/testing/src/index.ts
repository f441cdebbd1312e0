export { templateDatabase } from './database/template-database.ts';
export type { TestDatabase } from './database/template-database.ts';
