import { defaultFieldResolver, getNamedType, GraphQLError, isNonNullType, isObjectType, isUnionType } from 'graphql';
import type { GraphQLField, GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { refused, type Refusal } from '../errors/problem-view.ts';
import type { RequestContext } from '../request-context.ts';
import { refusalOf, type IdentityRule } from './identity-rule.ts';

type Field = GraphQLField<unknown, RequestContext>;
type Resolve = GraphQLFieldResolver<unknown, RequestContext>;

/** What a subscription that is refused gives in place of its events. */
class RefusedEvent {
  readonly answer: ReturnType<typeof refused>;

  constructor(refusal: Refusal) {
    this.answer = refused([refusal]);
  }
}

const canSayRefused = ({ type }: Field): boolean => {
  const named = getNamedType(type);
  return isUnionType(named) && (type === named || (isNonNullType(type) && type.ofType === named)) && hasRefusal(named.getTypes());
};
const hasRefusal = (types: readonly GraphQLObjectType[]): boolean => types.some(({ name }) => name === 'RequestRefused');

const errorOf = ({ code, zh, en, requires }: Refusal): GraphQLError =>
  new GraphQLError(`${zh} · ${en}`, { extensions: { code, messageZh: zh, messageEn: en, requires } });

const guardedResolve = (field: Field, rule: IdentityRule): Resolve => {
  const resolve = field.resolve ?? defaultFieldResolver;
  const typed = canSayRefused(field);
  return (source, args, context, info) => {
    const refusal = refusalOf(rule, context.caller, context.at);
    if (refusal === undefined) return resolve(source, args, context, info);
    context.onRefused({ place: `${info.parentType.name}.${info.fieldName}`, code: refusal.code });
    if (typed) return refused([refusal]);
    throw errorOf(refusal);
  };
};

/** A refused subscription is one answer that says so, then its end. */
const guardSubscription = (field: Field, rule: IdentityRule): void => {
  const { subscribe, resolve = defaultFieldResolver } = field;
  if (subscribe === undefined) throw new Error(`Subscription.${field.name} has no events: give it a subscribe function`);
  field.subscribe = (source, args, context, info) => {
    const refusal = refusalOf(rule, context.caller, context.at);
    if (refusal === undefined) return subscribe(source, args, context, info);
    context.onRefused({ place: `${info.parentType.name}.${info.fieldName}`, code: refusal.code });
    return (async function* () {
      yield new RefusedEvent(refusal);
    })();
  };
  field.resolve = (source, args, context, info) => (source instanceof RefusedEvent ? source.answer : resolve(source, args, context, info));
};

const fieldOf = (schema: GraphQLSchema, place: string): Field | undefined => {
  const [typeName = '', fieldName = ''] = place.split('.');
  const type = schema.getType(typeName);
  return isObjectType(type) && Object.hasOwn(type.getFields(), fieldName) ? type.getFields()[fieldName] : undefined;
};

/** What stands between a table and a schema; empty: each root field has its line, each line its field, and each protected field a way to say that it is. */
export const authorisationGaps = (schema: GraphQLSchema, table: Readonly<Record<string, IdentityRule>>): readonly string[] => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const missing = roots
    .flatMap((type) => Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name ?? ''}.${field}`))
    .filter((place) => !Object.hasOwn(table, place))
    .map((place) => `${place} has no line in the table: who may use it?`);
  const wrong = Object.entries(table).flatMap(([place, rule]) => {
    const field = fieldOf(schema, place);
    if (field === undefined) return [`${place} is no field of the schema`];
    if (rule === 'anyone' || canSayRefused(field)) return [];
    const isRoot = roots.some((root) => root !== undefined && root !== null && place.startsWith(`${root.name}.`));
    if (isRoot) return [`${place} cannot say that it is refused: its result should be a union with RequestRefused`];
    return isNonNullType(field.type) ? [`${place} is protected and not nullable: what would it be to others?`] : [];
  });
  return [...missing, ...wrong];
};

/**
 * Puts each rule of the table in front of its field, the one place that does. A root field that is refused answers `RequestRefused`; a field of another type the same
 * where its type allows it, else null and an error with the code. Throws, naming all of it, while table and schema do not fit.
 */
export const guardSchema = (schema: GraphQLSchema, table: Readonly<Record<string, IdentityRule>>): GraphQLSchema => {
  const gaps = authorisationGaps(schema, table);
  if (gaps.length > 0) throw new Error(`authorisation:\n${gaps.join('\n')}`);
  for (const [place, rule] of Object.entries(table)) {
    const field = fieldOf(schema, place);
    if (field === undefined || rule === 'anyone') continue;
    if (schema.getSubscriptionType()?.getFields()[field.name] === field) guardSubscription(field, rule);
    else field.resolve = guardedResolve(field, rule);
  }
  return schema;
};
