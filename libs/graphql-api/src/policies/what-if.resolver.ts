import type { Application, WhatIfAnswer } from '@guicheng/application';
import { refused } from '../errors/problem-view.ts';
import { QUESTIONS_OF_WHAT_IF } from '../limits/cost/questions-asked.ts';
import type { RequestContext } from '../request-context.ts';
import { answerView } from './decision-view.ts';
import { factView, namedFactViews } from './fact-view.ts';
import { questionOf, type DecideArguments } from './request-input.ts';
import { typedValueView } from './typed-value-view.ts';
import { placedInWish, wishOf, type WishArguments } from './wish-input.ts';

/** `WhatIfInput` of the schema. */
interface WhatIfArguments extends DecideArguments {
  readonly wish: WishArguments;
  readonly mayChange?: readonly string[] | null;
  readonly mostFacts: number;
  readonly mostWays: number;
}

type Way = WhatIfAnswer['ways'][number];

const changeView = ({ answer }: Way, { fact, from, to, until, isOpen, words }: Way['changes'][number]) => {
  const definition = answer.held!.policy.facts[fact]!;
  const typed = (value: typeof to | undefined) => (value === undefined ? null : typedValueView(definition.type, value, definition.fields));
  return { fact, definition: factView(fact, definition), from: typed(from), to: typed(to), until: typed(until), isOpen, ...words };
};

const wayView = (way: Way) => ({
  changes: way.changes.map((change) => changeView(way, change)),
  decision: answerView(way.answer),
  factsJson: way.answer.request.facts,
  ...way.words,
});

const whatIfView = ({ now, ways, considered, words, caution, ...rest }: WhatIfAnswer) => ({
  __typename: 'WhatIfAnswer' as const,
  ...rest,
  now: answerView(now),
  ways: ways.map(wayView),
  considered: () => (now.held === undefined ? [] : namedFactViews(now.held.policy, considered)),
  ...words,
  cautionZh: caution.zh,
  cautionEn: caution.en,
});

/** `Query.whatIf`. */
export const whatIfResolvers = ({ whatIf }: Application) => ({
  Query: {
    whatIf: (_: unknown, { input }: { readonly input: WhatIfArguments }, { questions }: RequestContext) => {
      const budget = questions.take(QUESTIONS_OF_WHAT_IF, '');
      if (!budget.ok) return refused(budget.error);
      const question = questionOf(input);
      const wish = wishOf(input.wish);
      if (!question.ok || !wish.ok) return refused([...(question.ok ? [] : question.error), ...(wish.ok ? [] : wish.error)]);
      const { mayChange, mostFacts, mostWays } = input;
      const bounds = { mostFacts, mostWays, ...(mayChange === null || mayChange === undefined ? {} : { mayChange }) };
      const answer = whatIf(question.value.request, wish.value, bounds);
      return answer.ok ? whatIfView(answer.value) : refused(answer.error.map((one) => placedInWish(one, input.wish)));
    },
  },
});
