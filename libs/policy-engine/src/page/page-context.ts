import { err, ok, WorkingDayCalendar, type Result } from '@guicheng/kernel';
import { at, canonicalJson, digestOf, type Clause, type Policy, type PolicyDocument, type Problem } from '@guicheng/policy-model';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { ExpressionCompiler } from '../expression-compiler.ts';
import type { Node } from '../node.ts';
import { compilePolicy } from '../policy-compiler.ts';
import { Speaker } from '../wording/sentence.ts';
import { anchors } from './anchors.ts';
import { separated } from './lines.ts';
import type { Inline } from './page.ts';

/** What the parts of one page are made from. */
export interface PageContext {
  readonly policy: Policy;
  readonly compiled: CompiledPolicy;
  readonly digest: string;
  readonly speaker: Speaker;
  /** Every named notion with its compiled body, in the pack's order. */
  readonly definitions: ReadonlyMap<string, Node>;
  readonly clauses: ReadonlyMap<string, Clause>;
}

/** Compiles a policy for reading. How a rule reads hangs on no calendar, so none is needed. Refuses with the problems of its expressions. */
export function pageContext(policy: Policy): Result<PageContext, readonly Problem[]> {
  const digest = digestOf(canonicalJson(policy));
  const calendar = WorkingDayCalendar.of([]);
  const compiled = compilePolicy(policy, digest, calendar);
  if (!compiled.ok) return err(compiled.error);
  const expressions = new ExpressionCompiler(policy, calendar);
  const definitions = new Map<string, Node>();
  for (const name of Object.keys(policy.definitions)) {
    const definition = expressions.definition(name, at('/definitions', name));
    if (definition !== undefined) definitions.set(name, definition.body);
  }
  const clauses = new Map(policy.clauses.map((clause) => [clause.id, clause]));
  return ok({ policy, compiled: compiled.value, digest, speaker: new Speaker(policy), definitions, clauses });
}

/** A document's title as it is cited. */
export const documentTitle = ({ titleZh }: PolicyDocument): string => (titleZh.startsWith('附件') ? `“${titleZh}”` : `《${titleZh}》`);

/** 《…》第…条、第…条；《…》…: each article a reference to the clause. An article named several times points to each of its clauses. */
export function citation({ policy, clauses }: PageContext, ids: readonly string[]): Inline[] {
  const cited = ids.flatMap((id) => clauses.get(id) ?? []);
  const byDocument = policy.manifest.documents
    .map((document) => ({ document, found: cited.filter((clause) => clause.document === document.id) }))
    .filter(({ found }) => found.length > 0);
  return separated(
    byDocument.map(({ document, found }) => [
      documentTitle(document),
      ...separated(
        found.map((clause) => [clauseLink(clause, found)]),
        '、',
      ),
    ]),
    '；',
  );
}

/** Clauses of one article that are cited together are told apart by a small number. */
function clauseLink(clause: Clause, cited: readonly Clause[]): Inline {
  const same = cited.filter(({ article }) => article === clause.article);
  const number = same.length > 1 ? `［${same.indexOf(clause) + 1}］` : '';
  return { text: `${clause.article}${number}`, to: anchors.clause(clause.id) };
}
