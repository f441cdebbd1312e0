import type { OutcomeFieldDefinition, Question } from '@guicheng/policy-model';
import type { CompiledField, Consequence } from '../compiled-policy.ts';
import { inline, type Outline } from '../wording/outline.ts';
import { spaced } from '../wording/sentence.ts';
import type { Words } from '../wording/value-words.ts';
import { lowerFirst, yesNoPhrase } from '../wording/yes-no-phrase.ts';
import type { PageContext } from './page-context.ts';
import { STRENGTH_TITLES } from './titles.ts';

/** What a rule says, piece by piece; a piece whose value depends on further conditions keeps them apart. */
export interface OutcomePiece {
  readonly words: Words;
  /** Present: the value by case, too long for the sentence. */
  readonly cases?: Outline;
}

const LONGEST_PIECE = 60;

/** The heading of an outcome field. */
export const fieldTitle = ({ name, definition }: CompiledField): Words => ({ zh: definition.titleZh ?? name, en: definition.meaning });

/** A field's value alone, as it stands in a table. */
export function fieldValue({ speaker }: PageContext, { definition, node }: CompiledField): Words {
  return speaker.value(node, definition.titleZh, definition.unit, definition.enum ?? {});
}

function fieldPiece(context: PageContext, field: CompiledField): OutcomePiece {
  const { name, definition, node } = field;
  const title = fieldTitle(field);
  if (node.form === 'literal' && typeof node.value === 'boolean') return { words: yesNoPhrase(definition, name, node.value) };
  if (definition.type === 'boolean') {
    const outline = context.speaker.outline(node);
    const [yes, no] = [yesNoPhrase(definition, name, true), yesNoPhrase(definition, name, false)];
    const { zh, en } = inline(outline);
    const words = { zh: `若${zh}，则${yes.zh}，否则${no.zh}`, en: `${lowerFirst(title.en)}: yes where ${en}, otherwise no` };
    return words.zh.length <= LONGEST_PIECE || outline.form === 'words'
      ? { words }
      : {
          words: {
            zh: `下列条件成立的，${yes.zh}，否则${no.zh}`,
            en: `${lowerFirst(title.en)}: yes where the following holds, otherwise no`,
          },
          cases: outline,
        };
  }
  const value = fieldValue(context, field);
  const outline = context.speaker.outline(node);
  if (outline.form === 'cases' && value.zh.length > LONGEST_PIECE)
    return { words: { zh: `${title.zh}按下列情形确定`, en: `${lowerFirst(title.en)} by case` }, cases: outline };
  if (node.form === 'literal' && node.value === null) return { words: { zh: `没有${title.zh}`, en: `no ${lowerFirst(title.en)}` } };
  if (value.zh === title.zh) return { words: { zh: `给出${title.zh}`, en: `${lowerFirst(title.en)}: ${value.en}` } };
  const is = outline.form === 'cases' || (node.form === 'literal' && Array.isArray(node.value)) ? '：' : '为';
  return { words: { zh: spaced(`${title.zh}${is}${value.zh}`), en: `${lowerFirst(title.en)}: ${value.en}` } };
}

/** Everything that follows when a rule applies. */
export function outcomePieces(
  context: PageContext,
  question: Question,
  consequence: Omit<Consequence, 'id' | 'contested' | 'cites'>,
): OutcomePiece[] {
  const { policy } = context;
  const status: OutcomePiece[] =
    consequence.status === 'needs-judgement'
      ? [{ words: { zh: '交由人判断', en: 'a person decides' } }]
      : consequence.status === 'not-regulated'
        ? [{ words: { zh: '本规定未作规定，不作答', en: 'the text does not regulate this' } }]
        : [];
  const adds = consequence.adds.map(([name, codes]): OutcomePiece => {
    const definition: OutcomeFieldDefinition | undefined = policy.outcomes[question]?.[name];
    const labels = codes.map((code) =>
      definition?.enum !== undefined && Object.hasOwn(definition.enum, code) ? definition.enum[code] : code,
    );
    return {
      words: {
        zh: `“${definition?.titleZh ?? name}”列入${labels.map((label) => `“${label}”`).join('、')}`,
        en: `added to “${lowerFirst(definition?.meaning ?? name)}”: ${codes.join(', ')}`,
      },
    };
  });
  const blockers = consequence.blockers.map((code): OutcomePiece => {
    const { zh, strength } = policy.blockers[code]!;
    return { words: { zh: `拦截：“${zh}”（${STRENGTH_TITLES[strength].zh}）`, en: `blocked: ${code} (${STRENGTH_TITLES[strength].en})` } };
  });
  const warnings = consequence.warnings.map((code): OutcomePiece => ({
    words: { zh: `提示：“${policy.warnings[code]!.zh}”`, en: `warning: ${code}` },
  }));
  return [...status, ...consequence.fields.map((field) => fieldPiece(context, field)), ...adds, ...blockers, ...warnings];
}
