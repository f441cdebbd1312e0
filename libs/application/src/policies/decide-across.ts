import { err, ok, type Result } from '@guicheng/kernel';
import { problem, type JsonValue, type Problem } from '@guicheng/policy-model';
import { answerQuestion, type Answer } from './answer-question.ts';
import type { Holdings, PolicyLibrary } from './policy-library.ts';

/** As many columns as can be compared; also bounds the work of one call. */
export const MOST_PLACES = 50;

/** A district and the day to ask about. */
export interface Place {
  readonly district: string;
  readonly asOf: string;
}

/** One set of facts, asked in several places. */
export interface QuestionAcross {
  readonly question: string;
  readonly mode: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly places: readonly Place[];
}

/** The answer of one place. */
export interface PlaceAnswer {
  readonly place: Place;
  /** Facts that the place's policy does not take for the question. */
  readonly factsLeftAside: readonly string[];
  readonly result: Result<Answer, Problem[]>;
}

/** Asks the same facts side by side; refuses facts that no place takes. */
export type DecideAcross = (question: QuestionAcross) => Result<readonly PlaceAnswer[], Problem[]>;

const isUndeclared = ({ code, pointer }: Problem): boolean => code === 'undeclared-fact' && pointer.startsWith('/facts/');

/** The fact that a pointer `/facts/<name>` names. */
const factOf = ({ pointer }: Problem): string => pointer.slice('/facts/'.length).replaceAll('~1', '/').replaceAll('~0', '~');

/** Districts declare different facts: what one does not take is left aside there, and said. */
const answerAt = (holdings: Holdings, { question, mode, facts }: QuestionAcross, place: Place): PlaceAnswer => {
  const ask = (stated: Readonly<Record<string, JsonValue>>): Result<Answer, Problem[]> =>
    answerQuestion(holdings, { ...place, question, mode, facts: stated });
  const first = ask(facts);
  if (first.ok || !first.error.some(isUndeclared)) return { place, factsLeftAside: [], result: first };
  const aside = new Set(first.error.filter(isUndeclared).map(factOf));
  const taken = Object.fromEntries(Object.entries(facts).filter(([name]) => !aside.has(name)));
  return { place, factsLeftAside: [...aside], result: ask(taken) };
};

/** Facts that every place with a policy left aside: a slip of the pen, not a difference between districts. */
const takenNowhere = (facts: readonly string[], answers: readonly PlaceAnswer[]): readonly string[] => {
  const asked = answers.filter(({ result, factsLeftAside }) => factsLeftAside.length > 0 || !result.ok || result.value.held !== undefined);
  return asked.length === 0 ? [] : facts.filter((name) => asked.every(({ factsLeftAside }) => factsLeftAside.includes(name)));
};

/** The use case on this library. */
export const decideAcrossWith =
  (library: PolicyLibrary): DecideAcross =>
  (question) => {
    const count = question.places.length;
    if (count === 0 || count > MOST_PLACES)
      return err([
        problem(
          'places-out-of-range',
          '/places',
          `请给出 1 至 ${MOST_PLACES} 个地点，本次为 ${count} 个。`,
          `Give 1 to ${MOST_PLACES} places; this call has ${count}.`,
        ),
      ]);
    const holdings = library.holdings();
    const answers = question.places.map((place) => answerAt(holdings, question, place));
    const unknown = takenNowhere(Object.keys(question.facts), answers);
    if (unknown.length === 0) return ok(answers);
    return err(
      unknown.map((name) =>
        problem(
          'undeclared-fact',
          `/facts/${name}`,
          `所列各地均未声明事实“${name}”：请核对名称。`,
          `None of the places declares a fact "${name}": check its name.`,
        ),
      ),
    );
  };
