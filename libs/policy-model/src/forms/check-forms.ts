import { at } from '../pointer.ts';
import type { Policy } from '../policy.ts';
import type { Problem } from '../problem.ts';
import { checkForm } from './check-form.ts';
import { checkFormDefinition } from './check-form-definition.ts';
import type { Form, FormAnswers } from './form.ts';

/** Everything that is wrong with a pack's forms beyond their shape: each definition against the pack, and each example against its sound form. */
export function checkForms(
  policy: Policy,
  forms: readonly { readonly id: string; readonly form: Form; readonly example: FormAnswers }[],
): Problem[] {
  return forms.flatMap(({ id, form, example }) => {
    const base = at('/forms', id);
    const found = checkFormDefinition(form, id, policy);
    return found.length > 0
      ? found.map((one) => ({ ...one, pointer: base + one.pointer }))
      : checkForm(form, example).map((one) => ({ ...one, pointer: at(base, 'example') + one.pointer }));
  });
}
