import type { Check } from '../check.ts';
import { answerEmpty } from './answer-empty.ts';
import { blockerNeverRaised } from './blocker-never-raised.ts';
import { blockerStrengthDiffers } from './blocker-strength-differs.ts';
import { blockerWithoutCase } from './blocker-without-case.ts';
import { branchNeverTaken } from './branch-never-taken.ts';
import { citationRepeated } from './citation-repeated.ts';
import { citesNarrativeClause } from './cites-narrative-clause.ts';
import { codeAddedTwice } from './code-named-twice.ts';
import { collectFieldsClash } from './collect-fields-clash.ts';
import { computationFails } from './computation-fails.ts';
import { conditionAlternativeSuperfluous } from './condition-alternative-superfluous.ts';
import { conditionAlwaysTrue } from './condition-always-true.ts';
import { conditionPartImplied } from './condition-part-implied.ts';
import { contestedEqualsOurs } from './contested-equals-ours.ts';
import { contestedNeverShown } from './contested-never-shown.ts';
import { contestedShownInVain } from './contested-shown-in-vain.ts';
import { contradictionFactsDiffer } from './contradiction-facts-differ.ts';
import { contradictionNeverChecked } from './contradiction-never-checked.ts';
import { contradictionNeverHolds } from './contradiction-never-holds.ts';
import { deadlineBeforeTrigger } from './deadline-before-trigger.ts';
import { decidesHumanClause } from './decides-human-clause.ts';
import { definitionConstant } from './definition-constant.ts';
import { definitionUnused } from './definition-unused.ts';
import { exceptionChangesNothing } from './exception-changes-nothing.ts';
import { exceptionNeverBites } from './exception-never-bites.ts';
import { factNeverDecisive } from './fact-never-decisive.ts';
import { factNeverRead } from './fact-never-read.ts';
import { factNotReadByQuestion } from './fact-not-read-by-question.ts';
import { fieldBothListAndValue } from './field-both-list-and-value.ts';
import { gapAtBoundary } from './gap-at-boundary.ts';
import { gapInActiveGroup } from './gap-in-active-group.ts';
import { gapInOptionalGroup } from './gap-in-optional-group.ts';
import { groupAlwaysActive } from './group-always-active.ts';
import { groupNeverActive } from './group-never-active.ts';
import { groupNeverDetermines } from './group-never-determines.ts';
import { groupsClash } from './groups-clash.ts';
import { ifStatedChangesAnswer } from './if-stated-changes-answer.ts';
import { ifStatedNotRead } from './if-stated-not-read.ts';
import { listRepeats } from './list-repeats.ts';
import { neverCompleted } from './never-completed.ts';
import { otherwiseUnreachable } from './otherwise-unreachable.ts';
import { outcomeNegative } from './outcome-negative.ts';
import { outcomeNeverKnown } from './outcome-never-known.ts';
import { outcomeValueUnreachable } from './outcome-value-unreachable.ts';
import { percentageLiteralOver100 } from './percentage-literal-over-100.ts';
import { percentageOver100 } from './percentage-over-100.ts';
import { questionUnaccounted } from './question-unaccounted.ts';
import { ruleAlwaysDisplaced } from './rule-always-displaced.ts';
import { ruleNeverHolds } from './rule-never-holds.ts';
import { ruleShadowed } from './rule-shadowed.ts';
import { ruleWithoutCase } from './rule-without-case.ts';
import { rulesConflict } from './rules-conflict.ts';
import { rulesIdentical } from './rules-identical.ts';
import { silentYetAnswered } from './silent-yet-answered.ts';
import { strengthDiffersFromClause } from './strength-differs-from-clause.ts';
import { thresholdWithoutCase } from './threshold-without-case.ts';
import { warningNeverRaised } from './warning-never-raised.ts';

/** Every check, in the order in which findings are listed: answers, rules, groups, facts, outcomes, disputes, citations, cases. */
export const CHECKS: readonly Check[] = [
  gapAtBoundary,
  gapInActiveGroup,
  gapInOptionalGroup,
  answerEmpty,
  rulesConflict,
  collectFieldsClash,
  groupsClash,
  ruleNeverHolds,
  ruleAlwaysDisplaced,
  ruleShadowed,
  rulesIdentical,
  conditionAlwaysTrue,
  conditionPartImplied,
  conditionAlternativeSuperfluous,
  branchNeverTaken,
  groupNeverActive,
  groupAlwaysActive,
  groupNeverDetermines,
  otherwiseUnreachable,
  exceptionNeverBites,
  exceptionChangesNothing,
  computationFails,
  neverCompleted,
  ifStatedChangesAnswer,
  ifStatedNotRead,
  factNeverDecisive,
  factNeverRead,
  factNotReadByQuestion,
  definitionUnused,
  definitionConstant,
  contradictionNeverHolds,
  contradictionNeverChecked,
  contradictionFactsDiffer,
  outcomeNeverKnown,
  outcomeValueUnreachable,
  outcomeNegative,
  percentageOver100,
  percentageLiteralOver100,
  deadlineBeforeTrigger,
  listRepeats,
  fieldBothListAndValue,
  blockerNeverRaised,
  warningNeverRaised,
  blockerStrengthDiffers,
  codeAddedTwice,
  contestedNeverShown,
  contestedEqualsOurs,
  contestedShownInVain,
  citesNarrativeClause,
  decidesHumanClause,
  strengthDiffersFromClause,
  citationRepeated,
  questionUnaccounted,
  silentYetAnswered,
  ruleWithoutCase,
  blockerWithoutCase,
  thresholdWithoutCase,
];
