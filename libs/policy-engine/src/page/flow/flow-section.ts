import type { CompiledGroup, CompiledRule } from '../../compiled-policy.ts';
import { inline, type Outline } from '../../wording/outline.ts';
import type { Words } from '../../wording/value-words.ts';
import { anchors } from '../anchors.ts';
import { line, text } from '../lines.ts';
import { outcomePieces } from '../outcome-words.ts';
import type { Section } from '../page.ts';
import type { PageContext } from '../page-context.ts';
import { ownCondition } from '../rule-entry.ts';
import type { FlowBranch, FlowStep } from './flow.ts';

/** The picture of the routes; undefined: the policy has no rules of routing that choose between outcomes. */
export function flowSection(context: PageContext): Section | undefined {
  const groups = context.compiled.questions.get('routing')?.groups ?? [];
  const steps = groups.filter(isFork).map((group) => step(context, group));
  if (steps.length === 0) return undefined;
  return {
    id: 'flow',
    title: { zh: '审批路径图', en: 'Routes' },
    blocks: [
      text(
        line({
          zh: '自上而下逐步判断；每一步中，左边的条件成立，就得到右边的结果。文字说明见“审批路径”。',
          en: 'Step by step from the top: where the condition on the left holds, the outcome on the right follows.',
        }),
        'note',
      ),
      {
        block: 'flow',
        flow: { steps },
        caption: {
          zh: '由“审批路径”各条规则画出（窄屏上可左右滑动）',
          en: 'Drawn from the routing rules; on a narrow screen, slide it sideways',
        },
      },
    ],
    sections: [],
  };
}

/** A group that sends matters different ways: several rules, one answer. */
const isFork = ({ source, rules }: CompiledGroup): boolean => source.kind === 'choose' && rules.length > 1;

function step(context: PageContext, group: CompiledGroup): FlowStep {
  const inOrder = exceptionsFirst(group).map((rule) => branch(context, group, rule));
  const branches = byOutcome(inOrder);
  const otherwise: FlowBranch[] =
    group.otherwise === undefined
      ? []
      : [
          {
            conditions: [{ zh: '以上都不符合', en: 'none of the above' }],
            joined: 'all',
            outcome: outcomePieces(context, 'routing', group.otherwise).map(({ words }) => words),
            isException: false,
            to: anchors.otherwise('routing', group.source.id),
          },
        ];
  return {
    title: { zh: group.source.titleZh, en: group.source.titleEn },
    premise: group.when === undefined ? undefined : inline(context.speaker.outline(group.when)),
    branches: [...branches, ...otherwise],
  };
}

function branch(context: PageContext, group: CompiledGroup, rule: CompiledRule): FlowBranch {
  const own = ownCondition(group, rule);
  const outline = context.speaker.outline(own);
  const outcome = outcomePieces(context, 'routing', rule).map(({ words }) => words);
  return {
    conditions: [...statedOf(context, rule), ...(own.form === 'literal' ? [] : asParts(outline, rule))],
    joined: outline.form === 'any' && rule.ifStated.length === 0 ? 'any' : 'all',
    outcome: outcome.length === 0 ? [{ zh: rule.source.titleZh, en: rule.source.titleEn }] : outcome,
    isException: rule.source.exceptionOf !== undefined,
    to: anchors.rule('routing', rule.id),
  };
}

/** Facts without which the rule does not exist are conditions of their own. */
const statedOf = ({ policy }: PageContext, { ifStated }: CompiledRule): Words[] =>
  ifStated.map((name) => ({ zh: `已填报“${policy.facts[name]!.titleZh}”`, en: `stated: ${policy.facts[name]!.meaning}` }));

/** Alternatives beside a stated fact stay together, in brackets. */
const asParts = (outline: Outline, { ifStated }: CompiledRule): Words[] =>
  outline.form === 'any' && ifStated.length > 0 ? [bracketed(outline)] : partsOf(outline);

const partsOf = (outline: Outline): Words[] =>
  outline.form === 'all' || outline.form === 'any' ? outline.parts.map(bracketed) : [inline(outline)];

/** A part of several parts stands in brackets, so that 且 and 或者 cannot be misread. */
function bracketed(part: Outline): Words {
  const { zh, en } = inline(part);
  return part.form === 'words' ? { zh, en } : { zh: `（${zh}）`, en: `(${en})` };
}

/** Exceptions stand before what they displace, an exception to an exception before both. */
const exceptionsFirst = ({ order, rules }: CompiledGroup): CompiledRule[] => {
  const isException = ({ source }: CompiledRule): boolean => source.exceptionOf !== undefined;
  return [...order.map((index) => rules[index]!).filter(isException), ...rules.filter((rule) => !isException(rule))];
};

/** Branches with one outcome stand together, in the order in which outcomes first appear. */
function byOutcome(branches: readonly FlowBranch[]): FlowBranch[] {
  const key = ({ outcome, isException }: FlowBranch): string => `${isException} ${outcome.map(({ zh }) => zh).join('\n')}`;
  return [...new Set(branches.map(key))].flatMap((one) => branches.filter((each) => key(each) === one));
}
