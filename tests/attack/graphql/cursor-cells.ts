import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUTHORISATION, isPublic } from '@guicheng/graphql-api';
import { civilDateAt, formatCivilDate, instantOf, type Instant } from '@guicheng/kernel';
import { buildSchema, getNamedType, isRequiredArgument, isUnionType } from 'graphql';
import type { SignedInCaller } from '../../graphql/test-api.ts';
import { workspaceRoot } from '../../server/workspace-root.ts';
import type { Cell } from '../cell.ts';

/** A day on which what is prepared for the attack is there. */
const TODAY = formatCivilDate(civilDateAt(instantOf(Date.now()) as Instant));

/** A list that is paged, with the type of its pages and the arguments that it needs. */
interface List {
  readonly field: string;
  readonly page: string;
  readonly needs: string;
}

/** Read by operators of the platform alone, from every district's books. */
const OF_THE_PLATFORM: readonly string[] = ['districts'];

/** Lists of a district's own. An argument that is needed and is no day stops the attack: it would leave the list out. */
export const listsOfDistricts = (): readonly List[] => {
  const schema = buildSchema(readFileSync(join(workspaceRoot(), 'libs/graphql-api/schema.graphql'), 'utf8'));
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap(({ name, args, type }) => {
    const union = getNamedType(type);
    const page = isUnionType(union) ? union.getTypes().find((member) => member.name.endsWith('Connection'))?.name : undefined;
    if (page === undefined || isPublic(AUTHORISATION[`Query.${name}`] ?? 'anyone') || OF_THE_PLATFORM.includes(name)) return [];
    if (!args.some((one) => one.name === 'after')) return [];
    const needs = args.filter(isRequiredArgument).map((one) => {
      if (getNamedType(one.type).name !== 'Date') throw new Error(`${name}(${one.name}:) has no value to try`);
      return `${one.name}: "${TODAY}"`;
    });
    return [{ field: name, page, needs: ['first: 1', ...needs].join(', ') }];
  });
};

/** A cursor of one district's list, shown there and by a caller of another district: it goes on here, and is no cursor there. */
export const cursorCells = (own: SignedInCaller, other: SignedInCaller): Cell[] =>
  listsOfDistricts().flatMap(({ field, page, needs }): Cell[] => {
    const cursorOf = async (): Promise<string | null> => {
      const first = await own.ask(`{ ${field}(${needs}) { __typename ... on ${page} { pageInfo { endCursor } } } }`);
      return (first.body.data?.[field] as { pageInfo?: { endCursor: string | null } } | undefined)?.pageInfo?.endCursor ?? null;
    };
    const shownBy = async (who: SignedInCaller, after: string) => {
      const document = `query ($after: String) { ${field}(${needs}, after: $after) { __typename ... on RequestRefused { problems { code } } } }`;
      const { body } = await who.ask(document, { after });
      const answer = body.data?.[field] as { __typename: string; problems?: { code: string }[] } | undefined;
      return { member: answer?.__typename, codes: (answer?.problems ?? []).map(({ code }) => code), text: JSON.stringify(body) };
    };
    const cell = (as: string, judge: (cursor: string) => Promise<string | null>): Cell => ({
      ...{ subject: `Query.${field}`, attempt: 'a cursor of the attacked district', as },
      run: async () => {
        const cursor = await cursorOf();
        return cursor === null ? 'the list gives no cursor: nothing was tried' : judge(cursor);
      },
    });
    return [
      cell('own', async (cursor) => {
        const { member, text } = await shownBy(own, cursor);
        return member === page ? null : `the control is refused: ${text}`;
      }),
      cell('other district', async (cursor) => {
        const { codes, text } = await shownBy(other, cursor);
        return codes.includes('cursor-not-valid') ? null : `taken: ${text}`;
      }),
    ];
  });
