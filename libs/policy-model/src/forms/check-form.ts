import { at } from '../pointer.ts';
import { problem, type Problem } from '../problem.ts';
import { answerProblems, rowsWithPlaces } from './answer-value.ts';
import { shapeProblems } from './answer-shape.ts';
import { checkAcross } from './cross-checks.ts';
import { rowOf, type Form, type FormAnswers, type FormField } from './form.ts';

/**
 * Everything that is wrong with the answers to a form, with JSON Pointers into the answers; empty: the form can be handed in. All problems come at once;
 * a place that its JSON Schema already refuses is not judged again. Pure. The form's own definition must be sound (`checkFormDefinition`).
 */
export function checkForm(form: Form, values: unknown): Problem[] {
  const shape = shapeProblems(form, values);
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return shape;
  const answers = values as FormAnswers;
  const refused = new Set(shape.map(({ pointer }) => pointer));
  return [
    ...shape,
    ...valueProblems(form.properties, answers, '').filter(({ pointer }) => !refused.has(pointer)),
    ...sealProblems(form, answers),
    ...form['x-checks'].flatMap((check) => checkAcross(form, check, answers)).filter(({ pointer }) => !refused.has(pointer)),
  ];
}

function valueProblems(fields: Readonly<Record<string, FormField>>, answers: FormAnswers, base: string): Problem[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (!Object.hasOwn(answers, name)) return [];
    const row = rowOf(field);
    return row === undefined
      ? answerProblems(field, answers[name], at(base, name))
      : rowsWithPlaces(answers[name], at(base, name)).flatMap(({ row: cells, place }) => valueProblems(row.properties, cells, place));
  });
}

/** A seal that the form requires is there; `false` says that it is not. */
const sealProblems = (form: Form, answers: FormAnswers): Problem[] =>
  form.required
    .filter((name) => form.properties[name]?.['x-type'] === 'seal' && Object.hasOwn(answers, name) && answers[name] === false)
    .map((name) => {
      const field = form.properties[name]!;
      return problem('seal-missing', at('', name), `“${field.title}”尚未盖章。`, `"${field['x-titleEn']}": the seal is missing.`);
    });
