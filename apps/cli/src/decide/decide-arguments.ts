import { civilDateAt, err, formatCivilDate, ok } from '@guicheng/kernel';
import type { Clock, Result } from '@guicheng/kernel';
import { decodeDocument, parseJsonDocument, parseRequest } from '@guicheng/policy-model';
import type { DecisionRequest, JsonValue, Problem } from '@guicheng/policy-model';
import { readNamedFile } from '../named-file.ts';
import { usageProblem } from '../refusal.ts';
import { statedFacts } from './stated-facts.ts';
import type { FactMeaning } from './stated-facts.ts';

/** Options of `guicheng decide`, for `util.parseArgs`. */
export const decideOptions = {
  district: { type: 'string', short: 'd' },
  question: { type: 'string', short: 'q' },
  'as-of': { type: 'string' },
  mode: { type: 'string' },
  id: { type: 'string' },
  facts: { type: 'string' },
  'facts-file': { type: 'string' },
  json: { type: 'boolean' },
  trace: { type: 'boolean' },
  tree: { type: 'boolean' },
  batch: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What was given on the command line. */
export interface DecideValues {
  readonly district?: string | undefined;
  readonly question?: string | undefined;
  readonly 'as-of'?: string | undefined;
  readonly mode?: string | undefined;
  readonly id?: string | undefined;
  readonly facts?: string | undefined;
  readonly 'facts-file'?: string | undefined;
}

/** Makes the request: facts from JSON, a file and `name=value`, each fact from one place only. `asOf` defaults to today in Shanghai. */
export async function requestOf(
  values: DecideValues,
  pairs: readonly string[],
  meaning: FactMeaning,
  clock: Clock,
): Promise<Result<DecisionRequest, Problem[]>> {
  const absent = (['district', 'question'] as const).filter((name) => values[name] === undefined);
  if (absent.length > 0) return err(absent.map((name) => usageProblem(`--${name}`, `缺少 --${name}。`, `--${name} is missing.`)));
  const sources = [await factsFile(values['facts-file']), factsText(values.facts, '--facts'), statedFacts(pairs, meaning)];
  const merged = mergeFacts(sources);
  if (!merged.ok) return merged;
  return parseRequest({
    ...(values.id === undefined ? {} : { id: values.id }),
    district: values.district,
    question: values.question,
    asOf: values['as-of'] ?? formatCivilDate(civilDateAt(clock.now())),
    ...(values.mode === undefined ? {} : { mode: values.mode }),
    facts: merged.value,
  });
}

type Facts = Readonly<Record<string, JsonValue>>;

function mergeFacts(sources: readonly Result<Facts, Problem[]>[]): Result<Facts, Problem[]> {
  const problems = sources.flatMap((source) => (source.ok ? [] : source.error));
  const facts = Object.create(null) as Record<string, JsonValue>;
  for (const source of sources) {
    for (const [name, value] of Object.entries(source.ok ? source.value : {})) {
      if (name in facts) problems.push(usageProblem(name, `事实“${name}”给了两次。`, `The fact "${name}" is stated twice.`));
      facts[name] = value;
    }
  }
  return problems.length > 0 ? err(problems) : ok(facts);
}

async function factsFile(path: string | undefined): Promise<Result<Facts, Problem[]>> {
  if (path === undefined) return ok({});
  const bytes = await readNamedFile(path);
  const text = bytes.ok ? decodeDocument(bytes.value, path, { zh: `${path} `, en: path }) : bytes;
  return text.ok ? factsText(text.value, path) : err([text.error]);
}

function factsText(text: string | undefined, place: string): Result<Facts, Problem[]> {
  if (text === undefined) return ok({});
  const read = parseJsonDocument(text, place, { zh: `${place} `, en: place });
  if (!read.ok) return err([read.error]);
  const facts = read.value;
  if (typeof facts === 'object' && facts !== null && !Array.isArray(facts)) return ok(facts as Facts);
  return err([{ code: 'wrong-type', pointer: place, zh: `${place} 应为 JSON 对象。`, en: `${place} should be a JSON object.` }]);
}
