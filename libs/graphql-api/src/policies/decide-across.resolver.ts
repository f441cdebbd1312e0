import type { Application, Place } from '@guicheng/application';
import { refused } from '../errors/problem-view.ts';
import type { RequestContext } from '../request-context.ts';
import { answerResultView } from './decision-view.ts';
import { factsOf, type FactsArguments } from './request-input.ts';

/** `DecideAcrossInput` of the schema. */
interface DecideAcrossArguments extends FactsArguments {
  readonly question: string;
  readonly mode?: string | null;
  readonly places: readonly Place[];
}

/** `Query.decideAcross`. */
export const decideAcrossResolvers = ({ decideAcross }: Application) => ({
  Query: {
    decideAcross: (_: unknown, { input }: { readonly input: DecideAcrossArguments }, { questions }: RequestContext) => {
      const budget = questions.take(input.places.length, '/places');
      if (!budget.ok) return refused(budget.error);
      const facts = factsOf(input);
      if (!facts.ok) return refused(facts.error);
      const answers = decideAcross({ question: input.question, mode: input.mode ?? 'in-force', places: input.places, facts: facts.value });
      if (!answers.ok) return refused(answers.error);
      const places = answers.value.map(({ place, factsLeftAside, result }) => ({
        ...place,
        factsLeftAside,
        result: answerResultView(result),
      }));
      return { __typename: 'DecisionComparison', places };
    },
  },
});
