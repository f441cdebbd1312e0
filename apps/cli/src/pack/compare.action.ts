import {
  basisInWords,
  comparePolicies,
  comparisonPage,
  ruleText,
  type Comparison,
  type Difference,
  type SideAnswer,
} from '@guicheng/policy-engine';
import { EXIT } from '../exit-code.ts';
import { problemLine, usageProblem } from '../refusal.ts';
import type { PackAction } from './pack-action.ts';
import { questionOf, writePage } from './page-options.ts';
import { readCompiled } from './read-compiled.ts';
import { wholeNumber } from './whole-number.ts';

/** `guicheng pack compare [--question Q] [--html FILE] [--json] [--seed N] [--steps N] A B` */
export const compareAction: PackAction = async ({ directories, values }, terminal) => {
  const question = questionOf(values);
  const [seed, steps] = [wholeNumber(values, 'seed'), wholeNumber(values, 'steps')];
  const [one, other, ...more] = directories;
  const refusals = [
    ...(question.ok ? [] : [question.error]),
    ...(seed === null || steps === null
      ? [usageProblem('', '--seed 与 --steps 是正整数。', '--seed and --steps are positive whole numbers.')]
      : []),
    ...(one === undefined || other === undefined || more.length > 0
      ? [usageProblem('', '比较需要正好两个政策包。', 'A comparison takes exactly two packs.')]
      : []),
  ];
  if (refusals.length > 0 || !question.ok || one === undefined || other === undefined) {
    for (const problem of refusals) terminal.complain(`guicheng pack: ${problemLine(problem)}`);
    return EXIT.refused;
  }
  const [a, b] = await Promise.all([readCompiled(one), readCompiled(other)]);
  if (!a.ok || !b.ok) {
    for (const problem of [...(a.ok ? [] : a.error), ...(b.ok ? [] : b.error)]) terminal.complain(`guicheng pack: ${problemLine(problem)}`);
    return EXIT.failed;
  }
  const comparison = comparePolicies(a.value, b.value, {
    ...(question.value === undefined ? {} : { questions: [question.value] }),
    ...(typeof seed === 'number' ? { seed } : {}),
    ...(typeof steps === 'number' ? { mostSteps: steps } : {}),
  });
  if (values['json'] === true) await terminal.write(`${JSON.stringify(comparison)}\n`);
  else if (typeof values['html'] !== 'string') await terminal.write(textOf(comparison));
  if (typeof values['html'] !== 'string') return EXIT.ok;
  return writePage(values['html'], comparisonPage(comparison, { a: a.value.policy, b: b.value.policy }), terminal);
};

function textOf(comparison: Comparison): string {
  const { a, b, questions, differences, seed } = comparison;
  const lines = questions.flatMap((compared) => {
    const found = differences.filter(({ question, alsoIn }) => question === compared.question || alsoIn.includes(compared.question));
    return [
      `${compared.question}: ${basisInWords(compared, found.length, seed).zh}`,
      ...found.filter(({ question }) => question === compared.question).flatMap(linesOf),
    ];
  });
  return [`${a.id} → ${b.id}：不同 differences ${differences.length}`, ...lines, ''].join('\n');
}

const linesOf = ({ words, before, after, alsoIn }: Difference): string[] => [
  `  • ${words.zh}`,
  `    前 before ${sideText(before)}`,
  `    后 after ${sideText(after)}`,
  ...(alsoIn.length === 0 ? [] : [`    同一处改动还影响 also in ${alsoIn.join('、')}`]),
];

const sideText = ({ rules, unknownFacts }: SideAnswer): string =>
  `${rules.length === 0 ? '无相应规则 no rule' : rules.map(ruleText).join('；')}${unknownFacts.length === 0 ? '' : `；不问 not asked：${unknownFacts.join('、')}`}`;
