import type { OutcomeFieldDefinition } from '@guicheng/policy-model';
import type { Words } from './value-words.ts';

/** How Chinese says yes and no, by how the title of a yes-or-no outcome begins: 可否申报 -> 可以申报, 不可申报. The first that fits counts. */
const BY_TITLE: readonly (readonly [RegExp, yes: (rest: string) => string, no: (rest: string) => string])[] = [
  [/^可否(.+)$/u, (rest) => `可以${rest}`, (rest) => `不可${rest}`],
  [/^可(?=提请|决定)(.+)$/u, (rest) => `可${rest}`, (rest) => `不可${rest}`],
  [/^是否已(.+)$/u, (rest) => `已${rest}`, (rest) => `未${rest}`],
  [/^是否须(.+)$/u, (rest) => `须${rest}`, (rest) => `无须${rest}`],
  [/^是否(按时|逾期)$/u, (rest) => rest, (rest) => `未${rest}`],
  [/^是否(受理|立项|准许)$/u, (rest) => `予以${rest}`, (rest) => `不予${rest}`],
  [/^是否(.+)$/u, (rest) => rest, (rest) => `不${rest}`],
  [/^(?:须|应)(.+)$/u, (rest) => `须${rest}`, (rest) => `无须${rest}`],
  [/^已(.+)$/u, (rest) => `已${rest}`, (rest) => `未${rest}`],
  [/^在(.+)内$/u, (rest) => `在${rest}内`, (rest) => `不在${rest}内`],
  [/^接受(.+)$/u, (rest) => `接受${rest}`, (rest) => `无须接受${rest}`],
  [/^((?:参照|优先|暂停|支持|追究|适用|超出|属于).+)$/u, (rest) => rest, (rest) => `不${rest}`],
  [/^(.+评审)$/u, (rest) => `进行${rest}`, (rest) => `不进行${rest}`],
  [/^(.+)有效$/u, (rest) => `${rest}有效`, (rest) => `${rest}无效`],
  [/^(.+)足够$/u, (rest) => `${rest}足够`, (rest) => `${rest}不足`],
];

/** Yes and no within the title: 材料齐全 -> 材料不齐全, 监理须单独招标 -> 监理无须单独招标. What stands before, what changes, what it becomes. */
const WITHIN: readonly (readonly [RegExp, no: string])[] = [
  [/^(.*)不得(.+)$/u, '$1并非不得$2'],
  [/^(.+)须(.+)$/u, '$1无须$2'],
  [/^(.+)已(.+)$/u, '$1未$2'],
  [/^(.+)(齐备|齐全|取消|自动终止|列入.+)$/u, '$1不$2'],
];

/** A yes-or-no outcome as a statement. */
export function yesNoPhrase({ titleZh, meaning }: OutcomeFieldDefinition, name: string, isYes: boolean): Words {
  const title = titleZh ?? name;
  const en = `${isYes ? 'yes' : 'no'}: ${lowerFirst(meaning.split('; ')[0]!)}`;
  const [, subject, predicate] = /^(.+?)是否(.+)$/u.exec(title) ?? [];
  if (subject !== undefined) return { zh: `${subject}${isYes ? '' : '不'}${predicate}`, en };
  for (const [pattern, yes, no] of BY_TITLE) {
    const rest = pattern.exec(title)?.[1];
    if (rest !== undefined) return { zh: isYes ? yes(rest) : no(rest), en };
  }
  for (const [pattern, no] of WITHIN) if (pattern.test(title)) return { zh: isYes ? title : title.replace(pattern, no), en };
  return { zh: `“${title}”为${isYes ? '是' : '否'}`, en };
}

/** An English meaning as it stands inside a sentence; abbreviations keep their capitals. */
export const lowerFirst = (text: string): string => (/^(A |[A-Z][a-z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);
