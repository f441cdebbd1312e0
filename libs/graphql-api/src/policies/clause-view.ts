import type { HeldPolicy } from '@guicheng/application';

/** `Clause` of the schema; null: the policy has no clause of that id. */
export const clauseView = (held: HeldPolicy, id: string) => {
  const clause = held.clauses.get(id);
  if (clause === undefined) return null;
  const document = held.documents.get(clause.document);
  return { ...clause, documentTitleZh: document?.titleZh ?? null, documentNumber: document?.number ?? null };
};

/** The clauses of these ids, in order. */
export const clauseViews = (held: HeldPolicy, ids: readonly string[]) => ids.flatMap((id) => clauseView(held, id) ?? []);
