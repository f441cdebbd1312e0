import { afterAll, beforeAll, expect, it } from 'vitest';
import { EXAMPLES, SETUPS, type Example, type Prepared } from './example-setups.ts';
import { startTestApi, type Reply, type TestApi } from './test-api.ts';
import { textInputsOf, type TextInputs } from './text-inputs.ts';

/** What PostgreSQL does not keep, what is no Unicode, and what is long. */
const NO_TEXT: readonly string[] = ['甲\u0000', '\ud83d', 'x'.repeat(10_000)];
/** These, and what is a text and no id. */
const HOSTILE: readonly string[] = [...NO_TEXT, 'no-id'];
/** Taken as they are sent; of other scalars a text of no form is refused with the whole request. */
const AS_SENT: readonly string[] = ['String', 'ID', 'JSON'];
/** As many aliases as a document may have of one field. */
const AT_ONCE = 10;
/** Who is told this did not get as far as the text. */
const AT_THE_DOOR: readonly string[] = ['not-signed-in', 'not-permitted', 'step-up-required', 'session-over'];

interface Attempt {
  readonly place: string;
  readonly text: string;
  readonly isAlone: boolean;
  readonly variables: Readonly<Record<string, unknown>>;
}

let api: TestApi;
let serial = 0;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const attemptsOn = ({ inputs }: TextInputs): Attempt[] =>
  inputs.flatMap(({ place, scalar, variables }) => {
    const isKey = place.endsWith('/idempotencyKey');
    const texts = !AS_SENT.includes(scalar) ? HOSTILE.slice(0, 1) : isKey ? NO_TEXT : HOSTILE;
    return texts.map((text) => {
      const asked = variables(text);
      const key = isKey || asked['idempotencyKey'] === undefined ? {} : { idempotencyKey: `hostile-${(serial += 1)}` };
      return { place, text, isAlone: !AS_SENT.includes(scalar), variables: { ...asked, ...key } };
    });
  });

const batchesOf = (attempts: readonly Attempt[]): (readonly Attempt[])[] => {
  const together = attempts.filter(({ isAlone }) => !isAlone);
  const starts = Array.from({ length: Math.ceil(together.length / AT_ONCE) }, (_, index) => index * AT_ONCE);
  return [
    ...attempts.filter(({ isAlone }) => isAlone).map((one) => [one]),
    ...starts.map((start) => together.slice(start, start + AT_ONCE)),
  ];
};

/** The codes that one attempt of a request was answered with. */
const codesOf = ({ data, errors = [] }: Reply['body'], index: number): string[] => {
  const here = errors.filter((error) => !('path' in error) || (error.path as readonly unknown[])[0] === `a${index}`);
  const problems = (data?.[`a${index}`]?.problems ?? []) as readonly { readonly code: string }[];
  return [...here.map(({ extensions }) => String(extensions['code'])), ...problems.map(({ code }) => code)];
};

/** Tries every text of an example's operation; tells where it was tried, and with which codes it was answered. */
const tryOperation = async (
  example: Example,
  { values = {}, credential }: Prepared,
): Promise<(Attempt & { readonly codes: string[] })[]> => {
  const fill = (text: string): string =>
    Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`<${name}>`, value), text);
  const operation = textInputsOf(example, fill);
  const answered: (Attempt & { readonly codes: string[] })[] = [];
  for (const batch of batchesOf(attemptsOn(operation))) {
    const request = JSON.stringify(operation.request(batch.map(({ variables }) => variables)));
    const { body } = await api.post(request, credential === undefined ? {} : { authorization: `Bearer ${credential}` });
    answered.push(...batch.map((one, index) => ({ ...one, codes: codesOf(body, index) })));
  }
  return answered;
};

it('no text at any place of any operation is a fault of the server', async () => {
  const prepared = new Map<unknown, Prepared>();
  const faults = new Set<string>();
  const tried = new Set<string>();
  const refused = new Set<string>();
  for (const example of EXAMPLES) {
    const setup = SETUPS[example.field];
    const ready = prepared.get(setup) ?? (await setup?.(api)) ?? {};
    const answered = await tryOperation(example, ready);
    for (const { place, text, codes } of answered) {
      tried.add(place);
      if (codes.includes('INTERNAL_SERVER_ERROR')) faults.add(`${place}: ${JSON.stringify(text.slice(0, 9))}`);
      if (codes.some((code) => !AT_THE_DOOR.includes(code))) refused.add(place);
    }
    // What was done may have changed what was prepared.
    if (answered.every(({ codes }) => codes.length > 0)) prepared.set(setup, ready);
    else prepared.delete(setup);
  }
  expect([...faults].sort()).toEqual([]);
  // Nearly everywhere it was looked at and refused, or nothing would have been tried.
  expect(tried.size).toBeGreaterThan(300);
  expect(refused.size / tried.size).toBeGreaterThan(0.85);
}, 60_000);
