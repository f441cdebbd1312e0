import type { CodeLabels, DeclaredFact, FieldDefinition, Policy, Question } from '@guicheng/policy-model';

const codes = (labels: CodeLabels | undefined) => Object.entries(labels ?? {}).map(([code, titleZh]) => ({ code, titleZh }));

const fields = (definitions: Readonly<Record<string, FieldDefinition>> | undefined) =>
  Object.entries(definitions ?? {}).map(([name, field]) => ({ name, ...field, codes: codes(field.enum) }));

/** `FactDefinition` of the schema. */
export const factView = (name: string, fact: DeclaredFact) => ({
  ...fact,
  name,
  nullable: fact.nullable === true,
  choosable: fact.choosable === true,
  codes: codes(fact.enum),
  fields: fields(fact.fields),
});

/** The facts that a policy takes, by name; for one question or for all. */
export const factViews = ({ facts }: Policy, question: Question | null | undefined) =>
  Object.keys(facts)
    .sort()
    .flatMap((name) => {
      const fact = facts[name];
      return fact === undefined || (question !== null && question !== undefined && !fact.questions.includes(question))
        ? []
        : [factView(name, fact)];
    });

/** These facts of a policy, in this order; a name that is no fact is left out. */
export const namedFactViews = ({ facts }: Policy, names: readonly string[]) =>
  names.flatMap((name) => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    return fact === undefined ? [] : [factView(name, fact)];
  });
