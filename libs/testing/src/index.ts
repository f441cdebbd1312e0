export { publicationOf } from './builders/publication.ts';
export type { Publication } from './builders/publication.ts';
export { templateDatabase } from './database/template-database.ts';
export type { TestDatabase } from './database/template-database.ts';
export { graphqlClient, RequestFailed } from './client/client.ts';
export type { RunOperation, ServerError } from './client/client.ts';
export type { Operations } from './client/operations.generated.ts';
