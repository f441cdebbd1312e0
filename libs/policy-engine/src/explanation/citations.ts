import type { Policy } from '@guicheng/policy-model';
import type { Words } from '../wording/value-words.ts';

/** 《…》第…条、第…条；《…》…: where clauses stand, each article once. Empty where none is known. */
export function citationWords(policy: Policy, ids: Iterable<string>): Words {
  const wanted = new Set(ids);
  const cited = policy.clauses.filter(({ id }) => wanted.has(id));
  const documents = policy.manifest.documents
    .map(({ id, titleZh }) => ({
      title: titleZh.startsWith('附件') ? `“${titleZh}”` : `《${titleZh}》`,
      articles: [...new Set(cited.filter(({ document }) => document === id).map(({ article }) => article))],
    }))
    .filter(({ articles }) => articles.length > 0)
    .map(({ title, articles }) => `${title}${articles.join('、')}`);
  return { zh: documents.join('；'), en: documents.join('; ') };
}
