import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, visit } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { RequestContext } from '../request-context.ts';

const WORDS = {
  zh: '接口结构只对已登录的调用者开放查询；公开的接口定义见 /schema.graphql，无须登录。',
  en: 'The schema is shown to callers who are signed in; its text is at /schema.graphql for everybody.',
};

const introspects = (document: DocumentNode): boolean => {
  let found = false;
  visit(document, {
    Field: ({ name }) => {
      found ||= name.value === '__schema' || name.value === '__type';
    },
    // Neither stands in an argument.
    Argument: () => false,
  });
  return found;
};

/**
 * `__schema` and `__type` are for callers who are signed in: `sign-in-required` otherwise. `__typename` stays. The text of the schema is public; what is refused is
 * having it worked out again for anybody.
 */
export const introspectionPlugin = (): ApolloServerPlugin<RequestContext> => {
  // Documents are kept by Apollo: each is looked through once.
  const known = new WeakMap<DocumentNode, boolean>();
  const kind = (document: DocumentNode): boolean => {
    let found = known.get(document);
    if (found === undefined) known.set(document, (found = introspects(document)));
    return found;
  };
  return {
    requestDidStart: async ({ contextValue: { caller } }) => {
      if (caller !== null) return;
      return {
        didResolveOperation: async ({ document }) => {
          if (!kind(document)) return;
          throw new GraphQLError(`${WORDS.zh} · ${WORDS.en}`, {
            extensions: { code: 'sign-in-required', messageZh: WORDS.zh, messageEn: WORDS.en, http: { status: 400 } },
          });
        },
      };
    },
  };
};
