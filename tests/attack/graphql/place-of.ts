const ROOTS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

/** The root field that a document asks for, as the table of authorisation names it: `Query.project`. */
export const placeOf = ({ document, field }: { readonly document: string; readonly field: string }): string => {
  const kind = /^(?!#)\s*(query|mutation|subscription)\b/m.exec(document)?.[1] as keyof typeof ROOTS | undefined;
  return `${ROOTS[kind ?? 'query']}.${field}`;
};
