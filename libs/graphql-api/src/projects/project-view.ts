import type { AnsweringPolicy, Application, ProjectFacts, ProjectRecord, ProjectRevision } from '@guicheng/application';
import { formatInstant, ok, yuanNumber } from '@guicheng/kernel';
import type { JsonValue, Question } from '@guicheng/policy-model';
import { refused } from '../errors/problem-view.ts';
import { signedIn } from '../integration/idempotency/new-change.ts';
import type { KeysetConnection } from '../paging/keyset-connection.ts';
import type { PageArguments } from '../paging/page-arguments.ts';
import { decideResultView } from '../policies/decision-view.ts';
import { policyView } from '../policies/policy-view.ts';
import { typedValueView } from '../policies/typed-value-view.ts';
import type { RequestContext } from '../request-context.ts';
import { filesOf, filesOfProjects, type FilesOfProjects } from './project-file-view.ts';

interface DecideArguments {
  readonly question: Question;
  readonly asOf?: string | null;
  readonly under?: AnsweringPolicy | null;
}

/** What the view of a project draws on. */
export interface ProjectViewing {
  readonly application: Application;
  readonly connection: KeysetConnection;
}

const factsView = ({ application }: ProjectViewing, facts: ProjectFacts, context: RequestContext) => {
  const taken = application.projectFactsTaken(signedIn(context), context);
  return Object.entries(facts).map(([name, value]: [string, JsonValue]) => {
    const definition = taken.get(name);
    return { name, titleZh: definition?.titleZh ?? null, value: typedValueView(definition?.type ?? 'text', value, definition?.fields) };
  });
};

const revisionView = ({ unitId, facts, actor, madeAt, ...same }: ProjectRevision) => ({
  ...same,
  unit: unitId,
  factsJson: facts,
  actor: actor.id,
  onBehalfOf: actor.onBehalfOf,
  at: formatInstant(madeAt),
});

const historyOf = ({ application, connection }: ProjectViewing, projectId: string, page: PageArguments, context: RequestContext) => {
  const caller = signedIn(context);
  return connection<ProjectRevision>({
    typename: 'ProjectRevisionConnection',
    scope: { district: caller.district, filter: { projectId }, order: 'revision' },
    page,
    positionOf: ({ revision }) => [revision],
    nodeOf: revisionView,
    read: async ({ from, limit }) => {
      const before = from === null ? null : Number(from[0]);
      const found = await application.showProjectHistory(caller, { projectId, before, limit }, context);
      return found.ok ? ok({ rows: found.value.revisions, more: found.value.more, total: null }) : found;
    },
  });
};

/** `Project` of the schema; what costs something is worked out when it is selected. `files`: of projects that are shown together; left out: it is shown alone. */
export const projectView = (viewing: ProjectViewing, project: ProjectRecord, files?: FilesOfProjects) => {
  const { projectId, unitId, facts, amount, pinned, createdAt, updatedAt, ...same } = project;
  return {
    __typename: 'Project',
    ...same,
    id: projectId,
    unit: unitId,
    facts: (_: unknown, context: RequestContext) => factsView(viewing, facts, context),
    factsJson: facts,
    amount: amount === null ? null : yuanNumber(amount),
    policy: () => {
      const held = pinned === null ? undefined : viewing.application.showPolicy(pinned.policyId, '');
      return held?.ok === true ? policyView(viewing.application, held.value) : null;
    },
    submittedOn: pinned?.submittedOn ?? null,
    createdAt: formatInstant(createdAt),
    updatedAt: formatInstant(updatedAt),
    files: (page: PageArguments, context: RequestContext) =>
      filesOf({ ...viewing, files: files ?? filesOfProjects(viewing.application, [projectId]) }, projectId, page, context),
    history: (page: PageArguments, context: RequestContext) => historyOf(viewing, projectId, page, context),
    decide: ({ question, asOf = null, under = null }: DecideArguments, context: RequestContext) => {
      const budget = context.questions.take(1, '');
      if (!budget.ok) return refused(budget.error);
      return decideResultView(
        viewing.application.decideOnProject(signedIn(context), project, { question, asOf, under, facts: {} }, context),
      );
    },
  };
};
