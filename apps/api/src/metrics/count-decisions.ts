import type { Answer, Application } from '@guicheng/application';
import type { Result } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';
import type { Metrics } from './metrics.ts';

/** The same use cases, every decision counted by its status. */
export const countDecisions = (application: Application, { decisions }: Pick<Metrics, 'decisions'>): Application => {
  const count = (result: Result<Answer, Problem[]>): void =>
    decisions.inc({ status: result.ok ? result.value.decision.status : 'refused' });
  return {
    ...application,
    decide: async (caller, question) => {
      const result = await application.decide(caller, question);
      count(result);
      return result;
    },
    decideMany: async (caller, questions) => {
      const results = await application.decideMany(caller, questions);
      if (results.ok) results.value.forEach(count);
      return results;
    },
    decideAcross: (question) => {
      const places = application.decideAcross(question);
      if (places.ok) places.value.forEach(({ result }) => count(result));
      return places;
    },
  };
};
