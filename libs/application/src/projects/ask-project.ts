import { civilDateAt, err, formatCivilDate, ok, parseCivilDate, type CivilDate, type Result } from '@guicheng/kernel';
import type { ProjectFacts, ProjectRecord } from '@guicheng/persistence';
import { choosePolicy, createShelf } from '@guicheng/policy-engine';
import { asOfNotValid, problem, type Problem } from '@guicheng/policy-model';
import type { ReceiptBook } from '../audit/receipt-book.ts';
import { answerQuestion, type Answer } from '../policies/answer-question.ts';
import type { Answered } from '../policies/decide.ts';
import type { Holdings } from '../policies/policy-library.ts';
import type { Caller } from '../tenancy/caller.ts';
import type { ProjectParts, ReadMark } from './project-parts.ts';
import type { ShowProject } from './show-project.ts';

/** Which policy answers: the one that the project was submitted under, or the one in force on the day. */
export type AnsweringPolicy = 'pinned' | 'in-force';

/** A question about a project. */
export interface ProjectQuestion {
  readonly question: string;
  /** Civil date; null: the day of the submission where the pinned policy answers, else today. */
  readonly asOf: string | null;
  /** Null: the pinned one where there is one. */
  readonly under: AnsweringPolicy | null;
  /** Facts besides those recorded, for this question alone; one that is recorded too is taken from here. */
  readonly facts: ProjectFacts;
}

/** An answer about a project. */
export interface ProjectAnswer extends Answered {
  readonly under: AnsweringPolicy;
  /** Recorded facts that the answering policy does not take for the question. */
  readonly factsLeftAside: readonly string[];
  /** Recorded facts in whose place others were asked with. */
  readonly factsReplaced: readonly string[];
}

const notSubmitted: Problem = problem(
  'project-not-submitted',
  '/under',
  '项目尚未申报，没有锁定的政策：请按所问日期施行的政策提问。',
  'The project was not submitted and has no pinned policy: ask under the policy in force.',
);

/** The shelf the question is put to. On a day on which the pinned policy is not in force it answers alone, as a simulation, and says what it is that day. */
const groundOf = (holdings: Holdings, district: string, project: ProjectRecord, under: AnsweringPolicy, day: CivilDate) => {
  if (under === 'in-force') return { holdings, mode: 'in-force' as const };
  const held = project.pinned === null ? undefined : holdings.byDigest(project.pinned.digest);
  if (held === undefined) throw new Error(`the policy of project ${project.projectId} is not held: what is published stays so`);
  const choice = choosePolicy(holdings.shelf, district, day, 'in-force');
  if (choice !== undefined && 'policy' in choice && choice.policy.digest === held.digest) return { holdings, mode: 'in-force' as const };
  return { holdings: { ...holdings, shelf: createShelf([held.compiled]) }, mode: 'simulate' as const };
};

const factNamed = ({ pointer }: Problem): string => pointer.slice('/facts/'.length).replaceAll('~1', '/').replaceAll('~0', '~');
const isUndeclared = ({ code, pointer }: Problem): boolean => code === 'undeclared-fact' && pointer.startsWith('/facts/');

/** Answers a question with a project's facts; nothing is read or written. Facts recorded for other questions are left aside, and named. */
const answerOnProject = (
  holdings: Holdings,
  district: string,
  project: ProjectRecord,
  asked: ProjectQuestion,
  today: CivilDate,
): Result<Omit<ProjectAnswer, 'receipt'> & Answer, Problem[]> => {
  const under = asked.under ?? (project.pinned === null ? 'in-force' : 'pinned');
  if (under === 'pinned' && project.pinned === null) return err([notSubmitted]);
  const asOf = asked.asOf ?? (under === 'pinned' ? project.pinned!.submittedOn : formatCivilDate(today));
  const day = parseCivilDate(asOf);
  if (day === undefined) return err([asOfNotValid]);
  const ground = groundOf(holdings, district, project, under, day);
  const id = `project/${project.projectId}/${project.revision}`;
  const ask = (facts: ProjectFacts) =>
    answerQuestion(ground.holdings, { id, district, question: asked.question, asOf, mode: ground.mode, facts });
  const facts = { ...project.facts, ...asked.facts };
  const first = ask(facts);
  const factsReplaced = Object.keys(asked.facts).filter((name) => Object.hasOwn(project.facts, name));
  const made = (answer: Answer, factsLeftAside: readonly string[]) => ok({ ...answer, under, factsLeftAside, factsReplaced });
  if (first.ok) return made(first.value, []);
  const aside = new Set(
    first.error
      .filter(isUndeclared)
      .map(factNamed)
      .filter((name) => !Object.hasOwn(asked.facts, name)),
  );
  if (aside.size === 0) return first;
  const second = ask(Object.fromEntries(Object.entries(facts).filter(([name]) => !aside.has(name))));
  return second.ok ? made(second.value, [...aside]) : second;
};

/** Answers a question about a project that was shown to the caller (项目问答); reads nothing more, keeps nothing. */
export type DecideOnProject = (
  caller: Caller,
  project: ProjectRecord,
  asked: ProjectQuestion,
  mark: ReadMark,
) => Result<ProjectAnswer, Problem[]>;

/** The use case on this library. */
export const decideOnProjectWith =
  ({ library }: Pick<ProjectParts, 'library'>): DecideOnProject =>
  ({ district }, project, asked, { at }) => {
    const answer = answerOnProject(library.holdings(), district, project, asked, civilDateAt(at));
    return answer.ok ? ok({ ...answer.value, receipt: null }) : answer;
  };

/** Which project is asked about, and whether a receipt is kept: its request names project and revision. */
export interface AskInput extends ProjectQuestion {
  readonly projectId: string;
  readonly receipt: boolean;
}

/** Answers any question about a project (项目问答). */
export type AskProject = (caller: Caller, input: AskInput, mark: ReadMark) => Promise<Result<ProjectAnswer, Problem[]>>;

/** The use case on these parts. */
export const askProjectWith =
  ({ library }: Pick<ProjectParts, 'library'>, showProject: ShowProject, receipts: ReceiptBook): AskProject =>
  async (caller, { projectId, receipt, ...asked }, mark) => {
    const shown = await showProject(caller, projectId, mark);
    if (!shown.ok) return shown;
    const answer = answerOnProject(library.holdings(), caller.district, shown.value, asked, civilDateAt(mark.at));
    if (!answer.ok) return answer;
    const [id] = receipt ? await receipts.keep(caller, [answer.value]) : [];
    return ok({ ...answer.value, receipt: id ?? null });
  };
