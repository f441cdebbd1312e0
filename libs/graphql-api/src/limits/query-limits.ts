import { GraphQLError, Kind } from 'graphql';
import type { ASTVisitor, DocumentNode, FragmentDefinitionNode, SelectionSetNode, ValidationContext } from 'graphql';

/** What one operation may ask at most. Generous for people and programs, small enough that no document costs more than its answer. */
export interface QueryLimits {
  /** Fields within fields. The deepest useful query has 8 levels, the usual introspection query 15. */
  readonly depth: number;
  /** Fields in all, fragments counted wherever they are spread. A full decision is about 70. */
  readonly fields: number;
  /** Fields of `Query` in one operation: each may be a batch of questions. */
  readonly rootFields: number;
  /** Names under which one field is asked for in one selection: each may be an answer of its own. */
  readonly aliases: number;
}

/** The limits in service. */
export const QUERY_LIMITS: QueryLimits = { depth: 16, fields: 2000, rootFields: 10, aliases: 10 };

/** Tokens of a document; facts of a batch belong into variables. The introspection query has about 300. */
export const MOST_TOKENS = 4000;

interface Size {
  readonly depth: number;
  readonly fields: number;
  /** Fields of the set itself, fragments opened. */
  readonly width: number;
  /** The names that each field of the set itself is answered under, fragments opened. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
  /** Most names of one field, in this set or below. */
  readonly aliases: number;
}

const EMPTY: Size = { depth: 0, fields: 0, width: 0, names: new Map(), aliases: 0 };

/** Measures selections; each fragment once, however often it is spread. A fragment within itself is left to GraphQL's own rule. */
class Measure {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly measured = new Map<string, Size>();

  constructor(document: DocumentNode) {
    this.fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    );
  }

  /** The size of a selection set. */
  of(selections: SelectionSetNode): Size {
    let { depth, fields, width, aliases } = EMPTY;
    const names = new Map<string, Set<string>>();
    const note = (field: string, answered: Iterable<string>): void => {
      const known = names.get(field) ?? new Set();
      names.set(field, known);
      for (const name of answered) known.add(name);
      aliases = Math.max(aliases, known.size);
    };
    for (const selection of selections.selections) {
      const size = selection.kind === Kind.FRAGMENT_SPREAD ? this.fragment(selection.name.value) : this.inside(selection.selectionSet);
      const own = selection.kind === Kind.FIELD ? 1 : 0;
      depth = Math.max(depth, size.depth + own);
      fields += size.fields + own;
      width += own === 1 ? 1 : size.width;
      aliases = Math.max(aliases, size.aliases);
      if (selection.kind === Kind.FIELD) note(selection.name.value, [(selection.alias ?? selection.name).value]);
      else size.names.forEach((answered, field) => note(field, answered));
    }
    return { depth, fields, width, names, aliases };
  }

  private inside(selections: SelectionSetNode | undefined): Size {
    return selections === undefined ? EMPTY : this.of(selections);
  }

  private fragment(name: string): Size {
    const known = this.measured.get(name);
    if (known !== undefined) return known;
    this.measured.set(name, EMPTY);
    const size = this.inside(this.fragments.get(name)?.selectionSet);
    this.measured.set(name, size);
    return size;
  }
}

const exceeded = (what: string, zh: string, found: number, limit: number): GraphQLError =>
  new GraphQLError(`查询超出限制：${zh} ${found}，上限 ${limit} · The query has ${found} ${what}; the limit is ${limit}`, {
    extensions: { limit: what.replaceAll(' ', '-'), found, most: limit },
  });

/** What a document asks too much of; empty: it is within the limits. */
export const queryLimitErrors = (document: DocumentNode, limits: QueryLimits = QUERY_LIMITS): readonly GraphQLError[] => {
  const measure = new Measure(document);
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    const { depth, fields, width, aliases } = measure.of(definition.selectionSet);
    return [
      ...(depth > limits.depth ? [exceeded('levels', '层数', depth, limits.depth)] : []),
      ...(fields > limits.fields ? [exceeded('fields', '字段数', fields, limits.fields)] : []),
      ...(aliases > limits.aliases ? [exceeded('aliases of one field', '同一字段的别名数', aliases, limits.aliases)] : []),
      ...(width > limits.rootFields ? [exceeded('root fields', '顶层字段数', width, limits.rootFields)] : []),
    ];
  });
};

/** The limits as a validation rule. */
export const queryLimitsRule = (context: ValidationContext): ASTVisitor => ({
  Document: { enter: (document) => queryLimitErrors(document).forEach((error) => context.reportError(error)) },
});
