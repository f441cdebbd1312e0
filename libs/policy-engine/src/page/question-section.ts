import { counted } from '@guicheng/kernel';
import { QUESTIONS, type Question } from '@guicheng/policy-model';
import type { CompiledGroup, CompiledQuestion } from '../compiled-policy.ts';
import { inline } from '../wording/outline.ts';
import { anchors } from './anchors.ts';
import { bracketTable } from './bracket-table.ts';
import { notionTable } from './definition-section.ts';
import { factTable } from './fact-table.ts';
import { line, text } from './lines.ts';
import { fitsSentence, outlineList } from './outline-blocks.ts';
import type { Block, Section } from './page.ts';
import type { PageContext } from './page-context.ts';
import { notionsIn, otherwiseEntry, ruleEntry } from './rule-entry.ts';
import { QUESTION_TITLES } from './titles.ts';

/** One section for each question the policy has rules for, in the contract's order. */
export function questionSections(context: PageContext): Section[] {
  return QUESTIONS.flatMap((name) => {
    const question = context.compiled.questions.get(name);
    return question === undefined ? [] : [questionSection(context, question)];
  });
}

function questionSection(context: PageContext, { question, groups }: CompiledQuestion): Section {
  const rules = groups.reduce((count, group) => count + group.rules.length, 0);
  const facts = factTable(context, question);
  return {
    id: anchors.question(question),
    title: QUESTION_TITLES[question],
    blocks: [
      text(
        line({
          zh: `共 ${groups.length} 组 ${rules} 条规则。各组合在一起构成答复；除注明“符合几条就列入几条”的以外，每组只得出一个结论。`,
          en: `${counted(groups.length, 'group')}, ${counted(rules, 'rule')}. The groups answer together; each gives one answer, unless it says that every rule that applies contributes.`,
        }),
        'note',
      ),
    ],
    sections: [
      ...groups.map((group, index) => groupSection(context, question, group, newNotions(group, groups.slice(0, index)))),
      ...(facts === undefined
        ? []
        : [
            {
              id: `facts-${question}`,
              title: { zh: `${QUESTION_TITLES[question].zh}：要填报的事实`, en: 'Facts asked' },
              blocks: [facts],
              sections: [],
            },
          ]),
    ],
  };
}

function groupSection(context: PageContext, question: Question, group: CompiledGroup, notions: readonly string[]): Section {
  const { id, titleZh, titleEn } = group.source;
  const table = bracketTable(context, question, group);
  return {
    id: anchors.group(question, id),
    title: { zh: titleZh, en: titleEn },
    blocks: [
      ...premiseBlocks(context, group),
      ...(table === undefined ? [] : [table]),
      ...notions.flatMap((name) => notionTable(context, name) ?? []),
      ...group.rules.map((rule) => ruleEntry(context, question, group, rule)),
      ...(group.otherwise === undefined ? [] : [otherwiseEntry(context, question, group, group.otherwise)]),
      ...closingBlocks(context, question, group),
    ],
    sections: [],
  };
}

/** The notions that a group names and no group before it did: their brackets are shown once, where they are first needed. */
function newNotions(group: CompiledGroup, before: readonly CompiledGroup[]): string[] {
  const known = new Set(before.flatMap((one) => [...notionsOf(one)]));
  return [...notionsOf(group)].filter((name) => !known.has(name));
}

const notionsOf = ({ rules }: CompiledGroup): Set<string> =>
  new Set(rules.flatMap((rule) => [rule.when, ...rule.fields.map(({ node }) => node)]).flatMap((node) => [...notionsIn(node)]));

/** What every rule of the group takes for granted, and how its rules come together. */
function premiseBlocks({ speaker }: PageContext, { source, when }: CompiledGroup): Block[] {
  const ending =
    source.kind === 'collect' && source.rules.length > 1
      ? { zh: '符合几条就列入几条。', en: 'Every rule that applies contributes.' }
      : { zh: '', en: '' };
  if (when === undefined) return ending.zh === '' ? [] : [text(line(ending), 'note')];
  const outline = speaker.outline(when);
  if (fitsSentence(outline)) {
    const { zh, en } = inline(outline);
    return [text(line({ zh: `本组前提：${zh}。${ending.zh}`, en: `Premise of the group: ${en}. ${ending.en}`.trimEnd() }), 'note')];
  }
  return [text(line({ zh: `${ending.zh}本组前提：`, en: `${ending.en} Premise of the group:`.trimStart() }), 'note'), outlineList(outline)];
}

/** What the group gives when none of its rules applies. */
function closingBlocks({ policy }: PageContext, question: Question, { source }: CompiledGroup): Block[] {
  if (source.lists !== undefined && source.lists.length > 0) {
    const titles = source.lists.map((name) => `“${policy.outcomes[question]?.[name]?.titleZh ?? name}”`);
    return [
      text(
        line({
          zh: `没有可列入的，${titles.join('、')}为空。`,
          en: `With nothing to list, the list is empty: ${source.lists.join(', ')}.`,
        }),
        'note',
      ),
    ];
  }
  return [];
}
