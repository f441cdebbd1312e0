import type { Words } from './value-words.ts';

/**
 * An expression taken apart for a reader: one thing said, things that hold together, things of which one holds, or values by case.
 * No part of an `all` is itself an `all`, no part of an `any` an `any`.
 */
export type Outline =
  | { readonly form: 'words'; readonly words: Words }
  | { readonly form: 'all' | 'any'; readonly parts: readonly Outline[] }
  | {
      readonly form: 'cases';
      readonly branches: readonly { readonly when: Outline; readonly value: Outline }[];
      readonly otherwise: Outline;
    };

/** An outline in one sentence; conditions inside conditions stand in brackets, so that 且 and 或者 cannot be misread. */
export function inline(outline: Outline): Words {
  switch (outline.form) {
    case 'words':
      return outline.words;
    case 'all':
      return joined(outline.parts, '，且', ' and ');
    case 'any':
      return joined(outline.parts, '，或者', ' or ');
    case 'cases': {
      const branches = outline.branches.map(({ when, value }) => ({ when: inline(when), value: inline(value) }));
      const rest = inline(outline.otherwise);
      return {
        zh: `${branches.map(({ when, value }) => `${when.zh}时为${value.zh}`).join('，')}，否则为${rest.zh}`,
        en: `${branches.map(({ when, value }) => `${value.en} where ${when.en}`).join(', ')}, otherwise ${rest.en}`,
      };
    }
  }
}

function joined(parts: readonly Outline[], zh: string, en: string): Words {
  const words = parts.map((part) => {
    const { zh: chinese, en: english } = inline(part);
    return part.form === 'words' ? { zh: chinese, en: english } : { zh: `（${chinese}）`, en: `(${english})` };
  });
  return { zh: words.map((one) => one.zh).join(zh), en: words.map((one) => one.en).join(en) };
}
