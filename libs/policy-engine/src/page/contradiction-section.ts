import { inline } from '../wording/outline.ts';
import { anchors } from './anchors.ts';
import { line, linked, text } from './lines.ts';
import { fitsSentence, headOf, outlineList } from './outline-blocks.ts';
import type { Block, Section } from './page.ts';
import { citation, type PageContext } from './page-context.ts';

/** What is stated together but cannot be true together. */
export function contradictionSection(context: PageContext): Section | undefined {
  const found = context.compiled.policy.contradictions;
  if (found.length === 0) return undefined;
  const whens = new Map(
    [...context.compiled.questions.values()].flatMap(({ contradictions }) =>
      contradictions.map(({ source, when }) => [source.id, when] as const),
    ),
  );
  return {
    id: 'contradictions',
    title: { zh: '互相矛盾的填报', en: 'Contradictory facts' },
    blocks: [
      text(
        line({ zh: '出现下列情形的，不作答，请填报人更正。', en: 'Where these hold, nothing is answered until the facts are corrected.' }),
        'note',
      ),
      ...found.map(({ id, titleZh, titleEn, facts, cites }): Block => {
        const when = whens.get(id);
        const outline = when === undefined ? undefined : context.speaker.outline(when);
        return {
          block: 'entry',
          id: anchors.contradiction(id),
          title: { zh: titleZh, en: titleEn },
          marks: [],
          blocks: [
            ...(outline === undefined
              ? []
              : fitsSentence(outline) || outline.form === 'words' || outline.form === 'cases'
                ? [text(line({ zh: `${inline(outline).zh}。`, en: `${inline(outline).en}.` }), 'sentence')]
                : [
                    text(line({ zh: `${headOf(outline.form).zh}：`, en: `${headOf(outline.form).en}:` }), 'sentence'),
                    outlineList(outline),
                  ]),
            text(
              linked([
                `涉及的事实：${facts.map((name) => context.policy.facts[name]?.titleZh ?? name).join('、')}。依据：`,
                ...citation(context, cites),
                '。',
              ]),
              'source',
            ),
          ],
        };
      }),
    ],
    sections: [],
  };
}
