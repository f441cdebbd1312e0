import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, digestOf } from '../canonical-json.ts';
import { at } from '../pointer.ts';
import { problem, type Problem } from '../problem.ts';
import { readDocument } from '../read-document.ts';
import { checkShape } from '../shape-check.ts';
import { isMissing } from './missing-file.ts';
import type { Form, FormAnswers } from './form.ts';

/** A form of a pack, as read from `forms/<id>.json`, with its filled example `forms/examples/<id>.json`. */
export interface PackForm {
  readonly id: string;
  readonly form: Form;
  /** SHA-256 of the form's canonical JSON: its identity once published. */
  readonly digest: string;
  readonly example: FormAnswers;
}

/** A pack's forms, with what is wrong with their files; pointers begin `/forms/<id>`. A folder without forms has none. */
export async function readForms(
  directory: string,
): Promise<{ readonly forms: readonly PackForm[]; readonly problems: readonly Problem[] }> {
  const folder = join(directory, 'forms');
  const examples = join(folder, 'examples');
  const problems: Problem[] = [];
  const load = async (file: string, pointer: string): Promise<unknown> => {
    const document = await readDocument(directory, file, pointer);
    if (document.ok) return document.value;
    problems.push(document.error);
    return undefined;
  };
  const ids = await idsIn(folder);
  const forms: PackForm[] = [];
  for (const id of ids) {
    const pointer = at('/forms', id);
    const document = await load(`forms/${id}.json`, pointer);
    const example = await load(`forms/examples/${id}.json`, at(pointer, 'example'));
    if (document === undefined) continue;
    const found = checkShape('form', document, pointer);
    problems.push(...found);
    if (found.length > 0 || example === undefined) continue;
    const form = document as Form;
    forms.push({ id, form, digest: digestOf(canonicalJson(form)), example: example as FormAnswers });
  }
  for (const id of await idsIn(examples))
    if (!ids.includes(id))
      problems.push(
        problem(
          'form-not-known',
          at('/forms', id, 'example'),
          `示例 forms/examples/${id}.json 没有对应的表单。`,
          `The example forms/examples/${id}.json belongs to no form.`,
        ),
      );
  return { forms, problems };
}

async function idsIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder))
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length))
      .sort();
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw cause;
  }
}
