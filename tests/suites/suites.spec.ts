import { describe, expect, it } from 'vitest';
import { casesOf } from './read-suites.ts';
import { runCase } from './run-case.ts';

/** Small suites of our own in the three forms that public ones have. */
const TRIPLES = [
  '# ours',
  [{ '===': [{ var: 'a.b' }, 2] }, { a: { b: 2 } }, true],
  [{ '!!': [{ var: 'flag' }] }, { flag: false }, false],
  [{ '+': [0.5, 0.25] }, {}, 0.75],
  [{ '==': [1, '1'] }, null, true],
  [{ map: [[1], { var: '' }] }, null, [1]],
  [{ '>': [{ var: 'not.there' }, 1] }, {}, false],
  [{ '==': [1, 2] }, null, true],
];
const OBJECTS = [{ description: 'too few', rule: { '<': [1] }, data: null, error: { type: 'Invalid Arguments' } }];
const CERT_LOGIC = {
  name: 'days',
  cases: [
    {
      name: 'a day later',
      certLogicExpression: { 'not-after': [{ plusTime: [{ var: 'day' }, 1, 'day'] }, { plusTime: ['2024-03-01', 0, 'day'] }] },
      assertions: [
        { data: { day: '2024-02-29' }, expected: true },
        { data: { day: '2024-03-01' }, expected: false },
      ],
    },
    {
      name: 'an hour later',
      certLogicExpression: { after: [{ plusTime: [{ var: 'day' }, 1, 'hour'] }, { var: 'day' }] },
      assertions: [{ data: { day: '2024-02-29' }, expected: true }],
    },
  ],
};

const verdicts = (document: unknown) => casesOf('ours.json', document).map(runCase);

describe('the runner of public suites', () => {
  it('tells what passes, what the language refuses by design, and what fails', () => {
    expect(verdicts(TRIPLES)).toEqual([
      { kind: 'pass' },
      { kind: 'pass' },
      { kind: 'pass' },
      { kind: 'refused', code: 'type-mismatch' },
      { kind: 'refused', code: 'var-without-name' },
      { kind: 'refused', code: 'type-mismatch' },
      { kind: 'fail', ours: false },
    ]);
  });

  it('counts apart where the suite expects an error and the language refuses', () => {
    expect(verdicts(OBJECTS)).toEqual([{ kind: 'both-refuse' }]);
  });

  it('reads CertLogic, days too', () => {
    expect(verdicts(CERT_LOGIC)).toEqual([{ kind: 'pass' }, { kind: 'pass' }, { kind: 'refused', code: 'plus-hours' }]);
  });
});
