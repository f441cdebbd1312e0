import { makeExecutableSchema } from '@graphql-tools/schema';
import type { Application } from '@guicheng/application';
import type { GraphQLSchema } from 'graphql';
import { pointAtArguments } from './errors/refusal-places.ts';
import { noteMutationOutcomes } from './http/mutation-outcomes.ts';
import { holdToDeadline } from './limits/request-deadline.ts';
import { cursorsWith } from './paging/cursors.ts';
import { keysetConnection } from './paging/keyset-connection.ts';
import { resolversOf } from './resolvers.ts';
import { AUTHORISATION } from './tenancy/authorisation.ts';
import { refuseClosedDistricts } from './tenancy/closed-districts.ts';
import { guardSchema } from './tenancy/guard-schema.ts';
import type { IdentityRule } from './tenancy/identity-rule.ts';
import { TYPE_DEFS } from './type-defs.ts';

type ResolverMap = NonNullable<Parameters<typeof makeExecutableSchema>[0]['resolvers']>;

/** A root type that no file extends is not in the schema. */
const filled = (resolvers: ReturnType<typeof resolversOf>): ResolverMap =>
  Object.fromEntries(Object.entries(resolvers).filter(([, fields]) => Object.keys(fields).length > 0)) as ResolverMap;

/** What the schema stands on. */
export interface SchemaParts {
  readonly application: Application;
  /** The deployment's key, 32 bytes: cursors are signed under one derived from it. */
  readonly secretKey: Uint8Array;
  /** Who may use which field; left out: the table in service. */
  readonly authorisation?: Readonly<Record<string, IdentityRule>>;
}

/** The schema on these parts, every protected field behind its rule. Throws while a root field has no line in the table of authorisation. */
export const executableSchema = ({ application, secretKey, authorisation = AUTHORISATION }: SchemaParts): GraphQLSchema => {
  const cursors = cursorsWith(secretKey);
  return holdToDeadline(
    noteMutationOutcomes(
      guardSchema(
        pointAtArguments(
          refuseClosedDistricts(
            makeExecutableSchema({
              typeDefs: TYPE_DEFS,
              resolvers: filled(resolversOf(application, keysetConnection(cursors), cursors)),
            }),
          ),
        ),
        authorisation,
      ),
    ),
  );
};
