import { err, ok, type Result } from '@guicheng/kernel';
import type { FieldDefinition } from '@guicheng/policy-model';

/** A code by its number in the list, its label, or itself; undefined: none of them. */
export function typedCode(text: string, { enum: labels = {} }: Pick<FieldDefinition, 'enum'>): string | undefined {
  const word = text.trim();
  const codes = Object.keys(labels);
  if (Object.hasOwn(labels, word)) return word;
  const byLabel = codes.find((code) => labels[code]!.normalize('NFKC') === word);
  if (byLabel !== undefined) return byLabel;
  return /^[1-9]\d{0,3}$/u.test(word) ? codes[Number(word) - 1] : undefined;
}

/** Several codes, separated by commas or blanks; each once. Refuses with the first that is none. */
export function typedCodes(text: string, fact: Pick<FieldDefinition, 'enum'>): Result<string[], string> {
  const whole = typedCode(text, fact);
  if (whole !== undefined) return ok([whole]);
  const read: string[] = [];
  for (const item of text.split(/[,、;\s]+/u).filter((one) => one !== '')) {
    const code = typedCode(item, fact);
    if (code === undefined) return err(item);
    if (!read.includes(code)) read.push(code);
  }
  return ok(read);
}
