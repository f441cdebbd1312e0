import type { Policy } from '@guicheng/policy-model';
import { documentTitle } from '../page/page-context.ts';

/** Clauses as they are cited in running text: 《…》第七条、第八条；《…》第二条. */
export function citedText({ clauses, manifest }: Policy, ids: readonly string[]): string {
  const cited = clauses.filter(({ id }) => ids.includes(id));
  return manifest.documents
    .map((document) => ({
      document,
      articles: [...new Set(cited.filter((clause) => clause.document === document.id).map(({ article }) => article))],
    }))
    .filter(({ articles }) => articles.length > 0)
    .map(({ document, articles }) => `${documentTitle(document)}${articles.join('、')}`)
    .join('；');
}
