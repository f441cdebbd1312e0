import {
  projectPositionOf,
  type AnsweringPolicy,
  type Application,
  type Edited,
  type ListInput,
  type ProjectEdit,
  type ProjectRecord,
} from '@guicheng/application';
import { ok } from '@guicheng/kernel';
import type { GraphQLResolveInfo } from 'graphql';
import { problemView, refused } from '../errors/problem-view.ts';
import { newChange, signedIn } from '../integration/idempotency/new-change.ts';
import type { KeysetConnection } from '../paging/keyset-connection.ts';
import type { PageArguments } from '../paging/page-arguments.ts';
import { selectedFields } from '../paging/selected-fields.ts';
import { decideResultView } from '../policies/decision-view.ts';
import { factsOf, type FactsArguments } from '../policies/request-input.ts';
import type { RequestContext } from '../request-context.ts';
import { filterOf, type FilterArguments } from './project-input.ts';
import { atArguments, atInput } from './project-pointers.ts';
import { filesOfProjects, type FilesOfProjects } from './project-file-view.ts';
import { projectView, type ProjectViewing } from './project-view.ts';

interface Mutation<Input> {
  readonly input: Input;
  readonly idempotencyKey: string;
  /** Arguments are hashed whole. */
  readonly [argument: string]: unknown;
}
interface RevisionInput {
  readonly id: string;
  readonly expectedRevision: number;
}
interface RecordInput extends FactsArguments {
  readonly code?: string | null;
  readonly title: string;
  readonly unit: string;
}
interface ChangeInput extends RevisionInput, FactsArguments {
  readonly title?: string | null;
  readonly unit?: string | null;
  readonly forgetFacts?: readonly string[] | null;
}
interface AskInput extends FactsArguments {
  readonly id: string;
  readonly question: string;
  readonly asOf?: string | null;
  readonly under?: AnsweringPolicy | null;
  readonly receipt?: boolean | null;
}
interface ProjectsArguments extends PageArguments {
  readonly filter?: FilterArguments | null;
  readonly orderBy: ListInput['order'];
  readonly direction: 'ascending' | 'descending';
}

const editOf = ({ id, expectedRevision }: RevisionInput): ProjectEdit => ({ projectId: id, expectedRevision });

const editedView = (viewing: ProjectViewing, edited: Edited) => {
  if (edited.ok) return projectView(viewing, edited.value);
  const { current } = edited.error;
  const problems = atInput(edited.error.problems);
  if (current === null) return refused(problems);
  return { __typename: 'ProjectConflict', problems: problems.map(problemView), current: projectView(viewing, current) };
};

const listOf = (
  { application, connection }: ProjectViewing,
  { filter: given, orderBy: order, direction, ...page }: ProjectsArguments,
  context: RequestContext,
  info: GraphQLResolveInfo,
) => {
  const caller = signedIn(context);
  const filter = filterOf(given);
  if (!filter.ok) return refused(filter.error);
  let files: FilesOfProjects | undefined;
  return connection<ProjectRecord>({
    typename: 'ProjectConnection',
    scope: { district: caller.district, filter: filter.value, order: [order, direction] },
    page,
    positionOf: (project) => {
      const { key, projectId } = projectPositionOf(order, project);
      return [key, projectId];
    },
    nodeOf: (project) => projectView({ application, connection }, project, files),
    read: async ({ from, ...range }) => {
      const position = from === null ? null : { key: from[0] as string | number, projectId: String(from[1]) };
      const window = { filter: filter.value, order, descending: direction === 'descending', from: position, ...range };
      const found = await application.listProjects(caller, { ...window, withTotal: selectedFields(info).has('totalCount') }, context);
      if (!found.ok) return found;
      const { projects, more, total } = found.value;
      files = filesOfProjects(
        application,
        projects.map(({ projectId }) => projectId),
      );
      return ok({ rows: projects, more, total });
    },
  });
};

const answered = async ({ application }: ProjectViewing, input: AskInput, context: RequestContext) => {
  const budget = context.questions.take(1, '');
  const facts = factsOf(input);
  if (!budget.ok) return refused(budget.error);
  if (!facts.ok) return refused(atInput(facts.error));
  const { id: projectId, question, asOf = null, under = null, receipt } = input;
  const asked = { projectId, question, asOf, under, facts: facts.value, receipt: receipt === true };
  const answer = await application.askProject(signedIn(context), asked, context);
  if (!answer.ok) return refused(atInput(answer.error));
  const { under: answering, factsLeftAside, factsReplaced } = answer.value;
  return { __typename: 'ProjectAnswer', decision: decideResultView(answer), under: answering, factsLeftAside, factsReplaced };
};

/** The project register: `Query.project`, `projects`, `askProject`, and what changes projects. */
export const projectsResolvers = (application: Application, connection: KeysetConnection) => {
  const viewing: ProjectViewing = { application, connection };
  const edit =
    (run: (application: Application) => Application['submitProject']) =>
    async (_: unknown, args: Mutation<RevisionInput>, context: RequestContext, info: GraphQLResolveInfo) =>
      editedView(viewing, await run(application)(signedIn(context), editOf(args.input), newChange(context, info, args)));
  return {
    Query: {
      project: async (_: unknown, { id }: { readonly id: string }, context: RequestContext) => {
        const found = await application.showProject(signedIn(context), id, context);
        return found.ok ? projectView(viewing, found.value) : refused(atArguments(found.error));
      },
      projects: (_: unknown, args: ProjectsArguments, context: RequestContext, info: GraphQLResolveInfo) =>
        listOf(viewing, args, context, info),
      askProject: (_: unknown, { input }: { readonly input: AskInput }, context: RequestContext) => answered(viewing, input, context),
    },
    Mutation: {
      recordProject: async (_: unknown, args: Mutation<RecordInput>, context: RequestContext, info: GraphQLResolveInfo) => {
        const { code = null, title, unit: unitId } = args.input;
        const facts = factsOf(args.input);
        if (!facts.ok) return refused(atInput(facts.error));
        const input = { code, title, unitId, facts: facts.value };
        const recorded = await application.recordProject(signedIn(context), input, newChange(context, info, args));
        return recorded.ok ? projectView(viewing, recorded.value) : refused(atInput(recorded.error));
      },
      changeProject: async (_: unknown, args: Mutation<ChangeInput>, context: RequestContext, info: GraphQLResolveInfo) => {
        const { title = null, unit: unitId = null, forgetFacts } = args.input;
        const facts = factsOf(args.input);
        if (!facts.ok) return refused(atInput(facts.error));
        const input = { ...editOf(args.input), title, unitId, facts: facts.value, forget: forgetFacts ?? [] };
        return editedView(viewing, await application.changeProject(signedIn(context), input, newChange(context, info, args)));
      },
      submitProject: edit((use) => use.submitProject),
      withdrawProject: edit((use) => use.withdrawProject),
    },
  };
};
