import type { HeldPolicy } from '@guicheng/application';

const viewOf = (held: HeldPolicy, id: string) => {
  const clause = held.clauses.get(id);
  if (clause === undefined) return null;
  const document = held.documents.get(clause.document);
  return { ...clause, documentTitleZh: document?.titleZh ?? null, documentNumber: document?.number ?? null };
};

type ClauseView = ReturnType<typeof viewOf>;

/** Published content never changes: each clause is put together once, as long as its policy is held. */
const known = new WeakMap<HeldPolicy, Map<string, ClauseView>>();

/** `Clause` of the schema; null: the policy has no clause of that id. */
export const clauseView = (held: HeldPolicy, id: string): ClauseView => {
  const views = known.get(held) ?? new Map<string, ClauseView>();
  known.set(held, views);
  const view = views.get(id) ?? viewOf(held, id);
  if (view !== null) views.set(id, view);
  return view;
};

/** The clauses of these ids, in order. */
export const clauseViews = (held: HeldPolicy, ids: readonly string[]) => ids.flatMap((id) => clauseView(held, id) ?? []);
