import type { Policy } from '@guicheng/policy-model';
import type { Words } from '../wording/value-words.ts';

/** 《…》第…条、第…条；《…》…: where clauses stand, each article once. Empty where none is known. */
export function citationWords(policy: Policy, ids: Iterable<string>): Words {
  const wanted = new Set(ids);
  const cited = policy.clauses.filter(({ id }) => wanted.has(id));
  const documents = policy.manifest.documents
    .map(({ id, titleZh }) => ({
      titleZh,
      articles: [...new Set(cited.filter(({ document }) => document === id).map(({ article }) => article))],
    }))
    .filter(({ articles }) => articles.length > 0)
    .map(({ titleZh, articles }) => `${titleWords(titleZh, articles)}${articleWords(articles)}`);
  return { zh: documents.join('；'), en: documents.join('; ') };
}

/** A document by its title; an annex that each of its articles names again, by those. */
function titleWords(title: string, articles: readonly string[]): string {
  const annex = /^附件\d*/u.exec(title)?.[0];
  if (annex === undefined) return `《${title}》`;
  return articles.every((article) => article.startsWith(annex)) ? '' : `“${title}”`;
}

/** Articles as printed; headings that hold signs or blanks of their own stand in quotes, so that it is seen where each ends. */
function articleWords(articles: readonly string[]): string {
  const printed = articles.map((article) => article.replace(/\s*\/\s*(?=（)/gu, '').replace(/\s*\/\s*/gu, '·'));
  return printed.some((article) => /[、\s·]/u.test(article)) ? printed.map((article) => `“${article}”`).join('、') : printed.join('、');
}

/** Clauses that stand at articles of which none was named yet. */
export function clausesElsewhere(policy: Policy, ids: Iterable<string>, named: Iterable<string>): string[] {
  const place = (id: string): string | undefined => {
    const clause = policy.clauses.find((one) => one.id === id);
    return clause === undefined ? undefined : `${clause.document} ${clause.article}`;
  };
  const known = new Set([...named].map(place));
  return [...new Set(ids)].filter((id) => !known.has(place(id)));
}
