import type { OutcomeFieldDefinition } from '@guicheng/policy-model';
import type { Words } from './value-words.ts';

/** How Chinese says yes and no, by how the title of a yes-or-no outcome begins: 可否申报 -> 可以申报, 不可申报. The first that fits counts. */
const BY_TITLE: readonly (readonly [RegExp, yes: (rest: string) => string, no: (rest: string) => string])[] = [
  [/^可否(.+)$/u, (rest) => `可以${rest}`, (rest) => `不可${rest}`],
  [/^可(?=提请|决定)(.+)$/u, (rest) => `可${rest}`, (rest) => `不可${rest}`],
  [/^是否已(.+)$/u, (rest) => `已${rest}`, (rest) => `未${rest}`],
  [/^是否须(.+)$/u, (rest) => `须${rest}`, (rest) => `无须${rest}`],
  [/^是否(.+)$/u, (rest) => rest, (rest) => `不${rest}`],
  [/^(?:须|应)(.+)$/u, (rest) => `须${rest}`, (rest) => `无须${rest}`],
  [/^已(.+)$/u, (rest) => `已${rest}`, (rest) => `未${rest}`],
  [/^在(.+)内$/u, (rest) => `在${rest}内`, (rest) => `不在${rest}内`],
];

/** A yes-or-no outcome as a statement. */
export function yesNoPhrase({ titleZh, meaning }: OutcomeFieldDefinition, name: string, isYes: boolean): Words {
  const title = titleZh ?? name;
  const en = isYes ? `yes: ${lowerFirst(meaning)}` : `no: ${lowerFirst(meaning)}`;
  const [, subject, predicate] = /^(.+?)是否(.+)$/u.exec(title) ?? [];
  if (subject !== undefined) return { zh: `${subject}${isYes ? '' : '不'}${predicate}`, en };
  for (const [pattern, yes, no] of BY_TITLE) {
    const rest = pattern.exec(title)?.[1];
    if (rest !== undefined) return { zh: isYes ? yes(rest) : no(rest), en };
  }
  return { zh: `“${title}”为${isYes ? '是' : '否'}`, en };
}

/** An English meaning as it stands inside a sentence; abbreviations keep their capitals. */
export const lowerFirst = (text: string): string => (/^(A |[A-Z][a-z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);
