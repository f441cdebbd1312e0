import { checkReferences } from './check-references.ts';
import { checkFiles, type PackFiles } from './pack-files.ts';
import { at } from './pointer.ts';
import type { Clause, Contradiction, DeclaredFact, Definition, PackManifest, Policy, QuestionRules } from './policy.ts';
import { problem, type Problem } from './problem.ts';
import type { Question } from './question.ts';
import type { FactDefinition, OutcomeFieldDefinition, ValueType, Vocabulary } from './vocabulary.ts';

/** What became of a pack's files: all problems, and the policy when its files could be read at all. Only without problems may it be used. */
export interface Assembly {
  readonly policy: Policy | undefined;
  readonly problems: readonly Problem[];
}

type FactsFile = { readonly properties: Readonly<Record<string, FactEntry>> };
type FactEntry =
  | { readonly $ref: string; readonly 'x-questions': readonly Question[] }
  | {
      readonly 'x-type': ValueType;
      readonly title: string;
      readonly description: string;
      readonly 'x-unit'?: string;
      readonly 'x-nullable'?: boolean;
      readonly 'x-enum'?: NonNullable<FactDefinition['enum']>;
      readonly 'x-fields'?: NonNullable<FactDefinition['fields']>;
      readonly 'x-choosable'?: boolean;
      readonly 'x-questions': readonly Question[];
    };

/** Joins a pack's files and the vocabulary they refer to into one self-contained policy; reports everything that is wrong with them. */
export function assemblePolicy(files: PackFiles, vocabulary: Vocabulary): Assembly {
  const { problems, readable } = checkFiles(files);
  if (!readable) return { policy: undefined, problems };
  const found: Problem[] = [...problems];
  const { definitions, contradictions } = files.definitions as { definitions: Record<string, Definition>; contradictions: Contradiction[] };
  const questions = files.questions as Partial<Record<Question, QuestionRules>>;
  const policy: Policy = {
    manifest: files.pack as PackManifest,
    facts: declareFacts(files.facts as FactsFile, vocabulary, found),
    outcomes: outcomesOf(questions, vocabulary),
    blockers: vocabulary.codes.blockers,
    warnings: vocabulary.codes.warnings,
    definitions,
    contradictions,
    questions,
    clauses: files.clauses as Clause[],
  };
  found.push(...checkReferences(policy));
  return { policy: onlyUsedCodes(policy), problems: found };
}

function declareFacts(file: FactsFile, vocabulary: Vocabulary, found: Problem[]): Record<string, DeclaredFact> {
  const facts: Record<string, DeclaredFact> = {};
  for (const [name, entry] of Object.entries(file.properties)) {
    const questions = entry['x-questions'];
    if ('$ref' in entry) {
      const shared = entry.$ref.slice(entry.$ref.indexOf('#/') + 2);
      const definition = Object.hasOwn(vocabulary.facts, shared) ? vocabulary.facts[shared] : undefined;
      if (definition === undefined || shared !== name)
        found.push(
          problem(
            'fact-not-in-vocabulary',
            at('/facts', name),
            `公共词汇表中没有事实“${shared}”，或名称与“${name}”不一致。`,
            `The vocabulary has no fact "${shared}", or it is not named "${name}".`,
          ),
        );
      else {
        // The vocabulary is no pack's file and has no shape check of its own; a mark that is no mark would make every fact choosable.
        if (definition.choosable !== undefined && typeof definition.choosable !== 'boolean')
          found.push(
            problem(
              'wrong-type',
              at('/facts', name, 'choosable'),
              `公共词汇表中“${name}”的 choosable 应为 true 或 false。`,
              `In the vocabulary, choosable of "${name}" should be true or false.`,
            ),
          );
        facts[name] = { ...definition, questions };
      }
    } else facts[name] = ownFact(entry);
  }
  return facts;
}

const ownFact = (entry: Exclude<FactEntry, { $ref: string }>): DeclaredFact => ({
  type: entry['x-type'],
  titleZh: entry.title,
  meaning: entry.description,
  ...(entry['x-unit'] === undefined ? {} : { unit: entry['x-unit'] }),
  ...(entry['x-nullable'] === undefined ? {} : { nullable: entry['x-nullable'] }),
  ...(entry['x-enum'] === undefined ? {} : { enum: entry['x-enum'] }),
  ...(entry['x-fields'] === undefined ? {} : { fields: entry['x-fields'] }),
  ...(entry['x-choosable'] === undefined ? {} : { choosable: entry['x-choosable'] }),
  questions: entry['x-questions'],
});

function outcomesOf(questions: Policy['questions'], vocabulary: Vocabulary): Policy['outcomes'] {
  const outcomes: Partial<Record<Question, Readonly<Record<string, OutcomeFieldDefinition>>>> = {};
  for (const rules of Object.values(questions)) {
    const known = vocabulary.outcomes[rules.question] ?? {};
    const used = new Set(
      rules.groups.flatMap((group) => [
        ...(group.lists ?? []),
        ...Object.keys(group.otherwise?.then ?? {}),
        ...group.rules.flatMap((rule) => [
          ...Object.keys(rule.then ?? {}),
          ...Object.keys(rule.adds ?? {}),
          ...(rule.contested ?? []).flatMap((reading) => Object.keys(reading.alternative)),
        ]),
      ]),
    );
    outcomes[rules.question] = Object.fromEntries(Object.entries(known).filter(([field]) => used.has(field)));
  }
  return outcomes;
}

/** Keeps only the blocker and warning codes that rules name, so that a policy's digest does not hang on codes it never uses. */
function onlyUsedCodes(policy: Policy): Policy {
  const rules = Object.values(policy.questions).flatMap((question) => question.groups.flatMap((group) => group.rules));
  const keep = <T>(codes: Readonly<Record<string, T>>, used: Set<string>) =>
    Object.fromEntries(Object.entries(codes).filter(([code]) => used.has(code)));
  return {
    ...policy,
    blockers: keep(policy.blockers, new Set(rules.flatMap((rule) => rule.blockers ?? []))),
    warnings: keep(policy.warnings, new Set(rules.flatMap((rule) => rule.warnings ?? []))),
  };
}
