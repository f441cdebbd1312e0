import { nonBlankCharacters, isFilled, rowsWithPlaces } from './answer-value.ts';
import { rowOf, type FactLink, type Form, type FormAnswers, type FormField } from './form.ts';

/** Facts as a request states them; a fact that the answers say nothing about is absent. */
export type StatedFacts = Readonly<Record<string, unknown>>;

/**
 * What the answers say about the pack's facts, in the form a request states them. List facts gather what this form adds: several forms of one project
 * are joined by union. Answers that `checkForm` refuses give facts that the request's own parser refuses.
 */
export function factsOfAnswers(form: Form, answers: FormAnswers): StatedFacts {
  const facts = Object.create(null) as Record<string, unknown>;
  const add = (fact: string, item?: unknown): void => {
    const so = (facts[fact] as unknown[] | undefined) ?? [];
    facts[fact] = item === undefined || so.includes(item) ? so : [...so, item];
  };
  for (const link of form['x-facts'] ?? []) {
    if (link.as === 'constant') facts[link.fact] = link.value;
    else add(link.fact, link.item);
  }
  const give = (field: FormField, link: FactLink, answer: unknown, filled: boolean): void => {
    if (link.as === 'item') add(link.fact, filled ? link.item : undefined);
    else if (link.as === 'filled') {
      if (filled) facts[link.fact] = true;
    } else {
      const value = countedOrGiven(field, link.as, answer);
      if (value !== undefined) facts[link.fact] = value;
    }
  };
  for (const [name, field] of Object.entries(form.properties)) {
    const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
    for (const link of field['x-facts'] ?? []) give(field, link, answer, isFilled(field, answer));
    const rows = rowsWithPlaces(answer, '').map(({ row }) => row);
    for (const [column, cell] of Object.entries(rowOf(field)?.properties ?? {}))
      for (const link of cell['x-facts'] ?? [])
        give(
          cell,
          link,
          undefined,
          rows.some((row) => Object.hasOwn(row, column) && isFilled(cell, row[column])),
        );
  }
  return facts;
}

function countedOrGiven(field: FormField, as: 'value' | 'character-count' | 'row-count' | 'answers-per-row', answer: unknown): unknown {
  switch (as) {
    case 'value':
      return answer;
    case 'character-count':
      return typeof answer === 'string' ? nonBlankCharacters(answer) : undefined;
    case 'row-count':
      return Array.isArray(answer) ? answer.length : undefined;
    case 'answers-per-row': {
      const columns = Object.entries(rowOf(field)?.properties ?? {}).filter(([, cell]) => cell['x-type'] !== 'text');
      return Array.isArray(answer)
        ? rowsWithPlaces(answer, '').map(
            ({ row }) => columns.filter(([column, cell]) => Object.hasOwn(row, column) && isFilled(cell, row[column])).length,
          )
        : undefined;
    }
  }
}

/** Answers that known facts already give: the fields that are a fact's value. Nothing is computed backwards. */
export function answersOfFacts(form: Form, facts: StatedFacts): FormAnswers {
  const answers = Object.create(null) as Record<string, unknown>;
  for (const [name, field] of Object.entries(form.properties))
    for (const { fact, as } of field['x-facts'] ?? [])
      if (as === 'value' && Object.hasOwn(facts, fact) && facts[fact] !== null) answers[name] = facts[fact];
  return answers;
}
