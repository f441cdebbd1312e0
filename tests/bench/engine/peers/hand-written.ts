import { routeByHand, type RoutingFacts } from '../hand-written-routing.ts';
import { isDetermined, type Sample } from '../question.ts';
import type { MakePeer } from './peer.ts';

const MOST_SHOWN = 5;

const factsOf = ({ data }: Sample): RoutingFacts => data as unknown as RoutingFacts;

/** A function of the question, written by hand. */
export const handWritten: MakePeer = () => ({
  name: 'hand-written',
  note: 'outcome, blockers and warnings; no unknowns, rules, clauses or contested readings',
  pass: (samples) => {
    for (const sample of samples) routeByHand(factsOf(sample));
  },
  differences: (samples) =>
    samples
      .filter(isDetermined)
      .flatMap((sample) => {
        const { outcome, blockers, warnings } = sample.answer;
        const ours = JSON.stringify({ outcome, blockers: blockers.map(({ code }) => code), warnings: warnings.map(({ code }) => code) });
        const theirs = JSON.stringify(routeByHand(factsOf(sample)));
        return ours === theirs ? [] : [`${theirs} instead of ${ours} for ${JSON.stringify(sample.request.facts)}`];
      })
      .slice(0, MOST_SHOWN),
});
