import { getNamedType, isInterfaceType, isObjectType, Kind, OperationTypeNode, valueFromASTUntyped } from 'graphql';
import type { ASTNode, DocumentNode, FieldNode, GraphQLField, GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { DEFAULT_PAGE, LARGEST_PAGE } from '../../paging/page-arguments.ts';
import { MOST_QUESTIONS_AN_OPERATION } from '../question-budget.ts';
import { lengthOf, QUESTIONS_ASKED } from './questions-asked.ts';

type Variables = Readonly<Record<string, unknown>>;

/** How many entries a field's list has at most, from the variables. */
type SizeOf = (variables: Variables) => number;

/** What a selection costs for one object that it is asked of. */
interface SelectionPlan {
  /** Fields of the selection and below, but for those within lists that are paged or as long as what was given. */
  readonly fields: number;
  readonly lists: readonly { readonly size: SizeOf; readonly of: SelectionPlan }[];
  /** What its fields ask of policies, but for those within lists. */
  readonly questions: readonly SizeOf[];
}

/** What an operation costs, worked out once from its document; the variables are put in for each request. */
export interface CostPlan {
  /** Points of the mutations alone. */
  readonly mutations: number;
  readonly selection: SelectionPlan;
  /** What variables are where they are not given. */
  readonly defaults: Variables;
}

const argumentOf = (field: FieldNode, name: string, variables: Variables): unknown => {
  const value = field.arguments?.find((each) => each.name.value === name)?.value;
  return value === undefined ? undefined : valueFromASTUntyped(value, variables);
};

const pageSize =
  (field: FieldNode): SizeOf =>
  (variables) => {
    const asked = argumentOf(field, 'last', variables) ?? argumentOf(field, 'first', variables) ?? DEFAULT_PAGE;
    // A larger page is refused by its list.
    return typeof asked === 'number' && asked > 0 ? Math.min(asked, LARGEST_PAGE) : DEFAULT_PAGE;
  };

/** Of questions put at once: more than an operation may ask are refused whole, whatever else it asks. */
const answered = (questions: number): number => (questions > MOST_QUESTIONS_AN_OPERATION ? 0 : questions);

/** A page is as long as was asked for, an answer to a list of inputs as that list; what else is a list within an answer is counted once. */
const sizeOf = (node: FieldNode, field: GraphQLField<unknown, unknown> | undefined): SizeOf | undefined => {
  if (field?.args.some(({ name }) => name === 'first') === true) return pageSize(node);
  if (field?.args.some(({ name }) => name === 'inputs') !== true) return undefined;
  return (variables) => answered(lengthOf(argumentOf(node, 'inputs', variables)));
};

const questionsOf = (typeName: string, field: FieldNode): readonly SizeOf[] => {
  const key = `${typeName}.${field.name.value}`;
  const asked = Object.hasOwn(QUESTIONS_ASKED, key) ? QUESTIONS_ASKED[key] : undefined;
  if (asked === undefined) return [];
  return [typeof asked === 'number' ? () => asked : (variables) => asked((name) => argumentOf(field, name, variables))];
};

class Planner {
  private readonly schema: GraphQLSchema;
  private readonly document: DocumentNode;
  private readonly fragments = new Map<string, SelectionPlan>();

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.schema = schema;
    this.document = document;
  }

  selection(set: SelectionSetNode | undefined, typeName: string): SelectionPlan {
    const type = this.schema.getType(typeName);
    const known = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
    const parts = (set?.selections ?? []).map((node) => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return this.fragment(node.name.value);
      if (node.kind === Kind.INLINE_FRAGMENT) return this.selection(node.selectionSet, node.typeCondition?.name.value ?? typeName);
      const field = known[node.name.value];
      const inner = this.selection(node.selectionSet, field === undefined ? '' : getNamedType(field.type).name);
      const size = sizeOf(node, field);
      const own = questionsOf(typeName, node);
      if (size === undefined) return { ...inner, fields: inner.fields + 1, questions: [...own, ...inner.questions] };
      return { fields: 1, lists: [{ size, of: inner }], questions: own };
    });
    return {
      fields: parts.reduce((sum, { fields }) => sum + fields, 0),
      lists: parts.flatMap(({ lists }) => lists),
      questions: parts.flatMap(({ questions }) => questions),
    };
  }

  private fragment(name: string): SelectionPlan {
    const known = this.fragments.get(name);
    if (known !== undefined) return known;
    const is = (node: ASTNode) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name;
    const definition = this.document.definitions.find(is);
    if (definition?.kind !== Kind.FRAGMENT_DEFINITION) return { fields: 0, lists: [], questions: [] };
    const plan = this.selection(definition.selectionSet, definition.typeCondition.name.value);
    this.fragments.set(name, plan);
    return plan;
  }
}

/** Fields of the root type, fragments opened. */
const rootFields = (document: DocumentNode, set: SelectionSetNode): readonly FieldNode[] =>
  set.selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node];
    if (node.kind === Kind.INLINE_FRAGMENT) return rootFields(document, node.selectionSet);
    const found = document.definitions.find((each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === node.name.value);
    return found?.kind === Kind.FRAGMENT_DEFINITION ? rootFields(document, found.selectionSet) : [];
  });

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Variables =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );

/** A mutation is a transaction with an audit entry: so many decisions take its time. */
const POINTS_A_MUTATION = 10;

/**
 * Mutations that are shown a password, a code or a link. A password is hashed at the price of a thousand decisions, and whoever guesses over many accounts is paused by none
 * of them: an address gets 240 a minute by default, for an office behind one address enough. Our choice.
 */
export const PROVING: readonly string[] = [
  ...['signIn', 'completeSetup', 'acceptInvitation', 'changePassword', 'beginSecondFactor', 'confirmSecondFactor'],
  ...['stepUp', 'renewRecoveryCodes', 'removeSecondFactor'],
];
const POINTS_A_PROOF = 50;

const pointsOf = (mutation: string): number => (PROVING.includes(mutation) ? POINTS_A_PROOF : POINTS_A_MUTATION);

/** The plan of a valid operation. */
export const costPlan = (schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): CostPlan => {
  const root = schema.getRootType(operation.operation);
  const fields = rootFields(document, operation.selectionSet);
  return {
    mutations: operation.operation === OperationTypeNode.MUTATION ? fields.reduce((sum, { name }) => sum + pointsOf(name.value), 0) : 0,
    selection: new Planner(schema, document).selection(operation.selectionSet, root?.name ?? ''),
    defaults: defaultsOf(operation),
  };
};

const valuesOf = ({ fields, lists }: SelectionPlan, variables: Variables): number =>
  lists.reduce((sum, { size, of }) => sum + size(variables) * valuesOf(of, variables), fields);

const askedOf = ({ questions, lists }: SelectionPlan, variables: Variables): number =>
  lists.reduce(
    (sum, { size, of }) => sum + size(variables) * askedOf(of, variables),
    questions.reduce((sum, asked) => sum + answered(asked(variables)), 0),
  );

/** Field values that make up a point: so many are worked out in the time that a decision takes. */
const VALUES_A_POINT = 50;

/** What a request costs before it runs. */
export interface RequestCost {
  /** What it is charged: its questions, a point for each fifty values, ten for each mutation, fifty for one that is shown a password, a code or a link. */
  readonly points: number;
  /** Values of fields that its answer may hold. */
  readonly values: number;
  /** Whether it asks a policy, pages a list or changes something, and not just reads what is at hand. */
  readonly notable: boolean;
}

/** The cost of a request with these variables. */
export const costOf = ({ mutations, selection, defaults }: CostPlan, given: Variables): RequestCost => {
  const variables = { ...defaults, ...given };
  const values = valuesOf(selection, variables);
  const asked = askedOf(selection, variables);
  return {
    points: asked + Math.ceil(values / VALUES_A_POINT) + mutations,
    values,
    notable: asked > 0 || mutations > 0 || selection.lists.length > 0,
  };
};
