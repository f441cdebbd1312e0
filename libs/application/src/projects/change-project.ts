import { err, ok } from '@guicheng/kernel';
import type { Change, ProjectFacts } from '@guicheng/persistence';
import { at, problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../tenancy/caller.ts';
import { editProjectWith, type Edited, type ProjectEdit } from './edit-project.ts';
import { checkFacts, checkForgotten, factsChanged, factsTaken, listedFacts, tooManyFacts } from './project-facts.ts';
import type { ProjectParts } from './project-parts.ts';
import { checkTitle } from './project-words.ts';
import { unitProblem } from './record-project.ts';

/** What to change; null: stays as it is. */
export interface ProjectChange extends ProjectEdit {
  readonly title: string | null;
  readonly unitId: string | null;
  /** Facts to state anew; a fact that is not named stays. `null` as a value: known to be none. */
  readonly facts: ProjectFacts;
  /** Facts that are unknown again, declared by a policy of the district; one that was not stated stays so. */
  readonly forget: readonly string[];
}

/** Changes a project (修改项目). */
export type ChangeProject = (caller: Caller, input: ProjectChange, change: Change) => Promise<Edited>;

const forgottenAndStated = (names: readonly string[], facts: ProjectFacts): Problem[] =>
  names
    .filter((name) => Object.hasOwn(facts, name))
    .map((name) =>
      problem(
        'fact-forgotten-and-stated',
        at('/facts', name),
        `事实“${name}”不能既填写又清除。`,
        `The fact "${name}" cannot be stated and forgotten at once.`,
      ),
    );

const submitted: Problem = problem(
  'project-submitted',
  '/unitId',
  '项目申报后不能更换单位。',
  'A project that was submitted stays with its unit.',
);

/** The use case on these parts. A change that comes to nothing makes a revision all the same: the caller asked for it. */
export const changeProjectWith = (parts: ProjectParts): ChangeProject => {
  const editProject = editProjectWith(parts);
  return (caller, input, change) =>
    editProject(caller, input, change, async ({ project, scope, day, repositories }) => {
      const title = input.title?.trim() ?? project.title;
      const unitId = input.unitId ?? project.unitId;
      const taken = factsTaken(parts.library.holdings(), caller.district, day);
      const checked = checkFacts(taken, input.facts, '/facts');
      const stated = checked.ok ? checked.value : {};
      const kept = Object.fromEntries(Object.entries(project.facts).filter(([name]) => !input.forget.includes(name)));
      const facts: ProjectFacts = { ...kept, ...stated };
      const unit = unitId === project.unitId ? undefined : await unitProblem(scope, repositories, unitId, day);
      const wrong = [
        ...checkTitle(title),
        ...(unit === undefined ? [] : [unit]),
        ...(unitId !== project.unitId && project.status !== 'draft' ? [submitted] : []),
        ...checkForgotten(taken, project.facts, input.forget, '/forgetFacts'),
        ...forgottenAndStated(input.forget, input.facts),
        ...(checked.ok ? tooManyFacts(facts) : checked.error),
      ];
      if (wrong.length > 0) return err(wrong);
      const changed = [
        ...(title === project.title ? [] : ['title']),
        ...(unitId === project.unitId ? [] : ['unit']),
        ...factsChanged(project.facts, facts).map((name) => `facts/${name}`),
      ];
      return ok({
        act: 'changed',
        event: 'project.changed',
        action: 'project.change',
        next: { title, unitId, facts, ...listedFacts(facts) },
        changed,
      });
    });
};
