import { expect, it } from 'vitest';
import { outcomeView } from './outcome-view.ts';

it('shows what the shared vocabulary knows, typed by the question', () => {
  expect(outcomeView('routing', { route: 'filing', thirdPartyAppraisal: true })).toEqual({
    typed: { __typename: 'RoutingOutcome', route: 'filing', thirdPartyAppraisal: true },
    onlyInJson: [],
  });
});

it('names what only the JSON form can show, instead of failing or dropping it unsaid', () => {
  const outcome = {
    route: 'by-carrier-pigeon',
    ownField: 1,
    thirdPartyAppraisal: 'yes',
    __proto__x: null,
    additionalParticipants: ['nobody'],
  };
  expect(outcomeView('routing', outcome)).toEqual({
    typed: { __typename: 'RoutingOutcome' },
    onlyInJson: ['route', 'ownField', 'thirdPartyAppraisal', '__proto__x', 'additionalParticipants'],
  });
});

it('every question can say why there is no answer', () => {
  for (const question of ['cloud', 'evaluation', 'routing'])
    expect(outcomeView(question, { detail: 'calendar-not-known' }).onlyInJson).toEqual([]);
});

it('does not take an inherited name for a field', () => {
  expect(outcomeView('routing', { constructor: 'x', toString: 'y' }).onlyInJson).toEqual(['constructor', 'toString']);
});
