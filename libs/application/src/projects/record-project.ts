import { civilDateAt, uuidV7, yearOf, type CivilDate, type Result } from '@guicheng/kernel';
import {
  refuse,
  type Change,
  type ChangeResult,
  type DistrictRepositories,
  type ProjectFacts,
  type ProjectRecord,
  type RevisionNote,
} from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../tenancy/caller.ts';
import { mayWrite, notPermitted, scopeOf, writesFor, type ProjectScope } from './project-access.ts';
import { projectEvent } from './project-events.ts';
import { checkFacts, factsTaken, listedFacts, tooManyFacts } from './project-facts.ts';
import type { ProjectParts } from './project-parts.ts';
import { checkCode, checkTitle, codeOfNumber, codeTaken } from './project-words.ts';

/** A project to record. */
export interface NewProjectInput {
  /** The unit's own code; null: the next running number of the year. */
  readonly code: string | null;
  readonly title: string;
  readonly unitId: string;
  /** As a request states facts. */
  readonly facts: ProjectFacts;
}

/** Records a project (登记项目) as a draft. */
export type RecordProject = (caller: Caller, input: NewProjectInput, change: Change) => Promise<Result<ProjectRecord, Problem[]>>;

/** Why the unit cannot have a project recorded by the caller; undefined: it can. */
export const unitProblem = async (
  scope: ProjectScope,
  { units }: Pick<DistrictRepositories, 'units'>,
  unitId: string,
  day: CivilDate,
): Promise<Problem | undefined> => {
  if ((await units.on(unitId, day)) === undefined)
    return problem('unknown-unit', '/unitId', '当日没有这个单位：请核对编号。', 'There is no such unit on this day: check the id.');
  if (mayWrite(scope, unitId)) return undefined;
  return problem(
    'unit-not-yours',
    '/unitId',
    '您只能为本单位及其下级单位办理项目。',
    'You record and change projects of your own unit and of those below it only.',
  );
};

/** The first running number whose code nobody chose before. */
const freeCode = async ({ projects }: Pick<DistrictRepositories, 'projects'>, year: number): Promise<string> => {
  for (;;) {
    const code = codeOfNumber(year, await projects.takeNumbers(year, 1));
    if (!(await projects.codesTaken([code])).has(code)) return code;
  }
};

/** The use case on these parts. */
export const recordProjectWith =
  ({ database, library, random }: ProjectParts): RecordProject =>
  (caller, input, change) =>
    database.change(change, async (repositories): Promise<ChangeResult<ProjectRecord>> => {
      const day = civilDateAt(change.at);
      const scope = await scopeOf(caller, repositories, day);
      if (!scope.writesAll && scope.applicantUnits.size === 0) return refuse(notPermitted);
      const title = input.title.trim();
      const given = input.code?.trim() ?? null;
      const facts = checkFacts(factsTaken(library.holdings(), caller.district, day), input.facts, '/facts');
      const unit = await unitProblem(scope, repositories, input.unitId, day);
      const wrong = [
        ...checkTitle(title),
        ...(given === null ? [] : checkCode(given)),
        ...(unit === undefined ? [] : [unit]),
        ...(facts.ok ? tooManyFacts(facts.value) : facts.error),
      ];
      if (wrong.length > 0 || !facts.ok) return refuse(...wrong);
      const projectWith = (code: string): ProjectRecord => ({
        projectId: uuidV7(change.at, random(10)),
        code,
        title,
        unitId: input.unitId,
        status: 'draft',
        facts: facts.value,
        revision: 1,
        pinned: null,
        ...listedFacts(facts.value),
        createdAt: change.at,
        createdBy: change.actor.id,
        updatedAt: change.at,
        updatedBy: change.actor.id,
      });
      const onBehalfOf = writesFor(scope, [input.unitId]);
      const note: RevisionNote = { act: 'recorded', changed: [], actor: { ...change.actor, onBehalfOf } };
      const keep = async (code: string): Promise<ProjectRecord | undefined> => {
        const project = projectWith(code);
        return (await repositories.projects.add([{ project, note }])).has(code) ? undefined : project;
      };
      let project = given === null ? undefined : await keep(given);
      if (given !== null && project === undefined) return refuse(codeTaken(given));
      // A running number that somebody is just choosing as a code is passed over.
      while (project === undefined) project = await keep(await freeCode(repositories, yearOf(day)));
      const details = { code: project.code, unitId: project.unitId, facts: Object.keys(facts.value).length };
      return {
        kind: 'done',
        value: project,
        audit: { action: 'project.record', subjectKind: 'project', subjectId: project.projectId, details, onBehalfOf },
        events: [projectEvent('project.recorded', project)],
      };
    });
