import { LIMITS, problem, type Problem } from '@guicheng/policy-model';
import type { Measure } from './measure.ts';

// Refusals of what is larger than `LIMITS` allow; each says what to do.

/** `expression-too-deep`: nested deeper than `LIMITS.levelsOfExpression`. */
export const tooDeep = (pointer: string): Problem =>
  problem(
    'expression-too-deep',
    pointer,
    `表达式嵌套超过 ${LIMITS.levelsOfExpression} 层：请把内层改为定义，再用 def 引用。`,
    `The expression is nested deeper than ${LIMITS.levelsOfExpression} levels: make definitions of what is inside, and refer to them by "def".`,
  );

/** `expression-too-large`: more than `LIMITS.nodesOfExpression`. */
export const tooManyNodes = (pointer: string): Problem =>
  problem(
    'expression-too-large',
    pointer,
    `表达式超过 ${LIMITS.nodesOfExpression} 个节点：请拆成几条规则或几个定义。`,
    `The expression has more than ${LIMITS.nodesOfExpression} nodes: make several rules or definitions of it.`,
  );

/** `expression-too-long`: texts of more than `LIMITS.charactersOfExpression` together. */
export const tooManyCharacters = (pointer: string): Problem =>
  problem(
    'expression-too-long',
    pointer,
    `表达式中的文本合计超过 ${LIMITS.charactersOfExpression} 个字符：请改用代码，或拆成几条规则。`,
    `The texts of the expression have more than ${LIMITS.charactersOfExpression} characters: use codes, or make several rules of it.`,
  );

/** `definition-chain-too-long`: definitions that refer to each other over more than `LIMITS.levelsOfChain`. */
export const chainTooLong = (pointer: string): Problem =>
  problem(
    'definition-chain-too-long',
    pointer,
    `定义逐个引用，超过 ${LIMITS.levelsOfChain} 层：请合并其中几个。`,
    `Definitions refer to each other in a chain of more than ${LIMITS.levelsOfChain}: join some of them.`,
  );

/** undefined: not too large with its definitions written out. */
export const expandsTooFar = ({ nodes }: Measure, pointer: string): Problem | undefined =>
  nodes <= LIMITS.nodesExpanded
    ? undefined
    : problem(
        'expression-expands-too-far',
        pointer,
        `把定义逐处写出后，表达式超过 ${LIMITS.nodesExpanded} 个节点：请减少对同一定义的重复引用。`,
        `With its definitions written out the expression has more than ${LIMITS.nodesExpanded} nodes: refer less often to one definition.`,
      );

/** `too-many-rules`: more than `LIMITS.rulesOfPack` in all questions together. */
export const tooManyRules = (count: number): Problem =>
  problem(
    'too-many-rules',
    '/questions',
    `规则包共有 ${count} 条规则，超过 ${LIMITS.rulesOfPack} 条：请合并或拆成几个规则包。`,
    `The pack has ${count} rules, more than ${LIMITS.rulesOfPack}: join rules, or make several packs.`,
  );

/** `too-many-definitions`: more than `LIMITS.definitionsOfPack`. */
export const tooManyDefinitions = (count: number): Problem =>
  problem(
    'too-many-definitions',
    '/definitions',
    `规则包共有 ${count} 个定义，超过 ${LIMITS.definitionsOfPack} 个：请删减。`,
    `The pack has ${count} definitions, more than ${LIMITS.definitionsOfPack}: leave some out.`,
  );

/** `rule-too-costly`: `steps` at worst, more than `LIMITS.stepsOfRule`. */
export const ruleTooCostly = (steps: number, pointer: string): Problem =>
  problem(
    'rule-too-costly',
    pointer,
    `这条规则最多要算 ${steps} 步，超过 ${LIMITS.stepsOfRule} 步：请少用列表运算，或拆成几条规则。`,
    `The rule takes up to ${steps} steps, more than ${LIMITS.stepsOfRule}: use fewer operators on lists, or make several rules of it.`,
  );

/** `question-too-costly`: all rules of the question take `steps` at worst, more than `LIMITS.stepsOfQuestion`. */
export const questionTooCostly = (steps: number, pointer: string): Problem =>
  problem(
    'question-too-costly',
    pointer,
    `这个问题的全部规则最多要算 ${steps} 步，超过 ${LIMITS.stepsOfQuestion} 步：请少用列表运算，或合并规则。`,
    `All rules of the question together take up to ${steps} steps, more than ${LIMITS.stepsOfQuestion}: use fewer operators on lists, or join rules.`,
  );

/** `too-many-problems`: stands last where more than `LIMITS.problemsTold` were found; the rest is not listed. */
export const tooManyProblems = (): Problem =>
  problem(
    'too-many-problems',
    '',
    `问题超过 ${LIMITS.problemsTold} 处，其余未列出：请先改正以上各处。`,
    `There are more than ${LIMITS.problemsTold} problems; the others are not listed: mend these first.`,
  );
