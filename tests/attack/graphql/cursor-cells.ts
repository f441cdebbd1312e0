import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUTHORISATION } from '@guicheng/graphql-api';
import { buildSchema, getNamedType, isRequiredArgument, isUnionType } from 'graphql';
import type { SignedInCaller } from '../../graphql/test-api.ts';
import { workspaceRoot } from '../../server/workspace-root.ts';
import type { Cell } from '../cell.ts';

/** Lists of a district's own that can be read without further arguments, with the type of their pages. */
const lists = (): readonly { readonly field: string; readonly page: string }[] => {
  const schema = buildSchema(readFileSync(join(workspaceRoot(), 'libs/graphql-api/schema.graphql'), 'utf8'));
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap(({ name, args, type }) => {
    const union = getNamedType(type);
    const page = isUnionType(union) ? union.getTypes().find((member) => member.name.endsWith('Connection'))?.name : undefined;
    const isOpen =
      AUTHORISATION[`Query.${name}`] === 'anyone' || args.some(isRequiredArgument) || !args.some((one) => one.name === 'after');
    return page === undefined || isOpen ? [] : [{ field: name, page }];
  });
};

/** A cursor of one district's list, shown by a caller of another: it is no cursor there. */
export const cursorCells = (own: SignedInCaller, other: SignedInCaller): Cell[] =>
  lists().map(({ field, page }) => ({
    subject: `Query.${field}`,
    attempt: 'a cursor of the other district',
    as: 'other district',
    run: async () => {
      const first = await own.ask(`{ ${field}(first: 1) { __typename ... on ${page} { pageInfo { endCursor } } } }`);
      const cursor = (first.body.data?.[field] as { pageInfo?: { endCursor: string | null } } | undefined)?.pageInfo?.endCursor;
      if (cursor === undefined || cursor === null) return null;
      const answer = await other.ask(
        `query ($after: String) { ${field}(first: 1, after: $after) { __typename ... on RequestRefused { problems { code } } } }`,
        { after: cursor },
      );
      const codes = ((answer.body.data?.[field] as { problems?: { code: string }[] } | undefined)?.problems ?? []).map(({ code }) => code);
      return codes.includes('cursor-not-valid') || codes.includes('not-permitted') ? null : `taken: ${JSON.stringify(answer.body)}`;
    },
  }));
