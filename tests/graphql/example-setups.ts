import { readExamples } from '../../libs/graphql-api/src/generation/reference/examples.ts';
import type { TestApi } from './test-api.ts';

/** What an example needs before it can be run as it is printed. */
export interface Prepared {
  /** What placeholders such as `<receipt>` stand for, by their names. */
  readonly values?: Readonly<Record<string, string>>;
  /** The credential that it is run with; left out: none. */
  readonly credential?: string;
}

/** Every example of the reference. */
export const EXAMPLES = readExamples(new URL('../../libs/graphql-api/examples', import.meta.url).pathname);

const withReceipt = async (api: TestApi): Promise<Prepared> => {
  const decide = EXAMPLES.find(({ field }) => field === 'decide')!;
  const { data } = (await api.ask(decide.document, decide.variables)).body;
  return { values: { receipt: (data!['decide'] as { receipt: string }).receipt } };
};

/** What is prepared for the examples of a root field; those of others run on a new server by nobody. */
export const SETUPS: Readonly<Record<string, (api: TestApi) => Promise<Prepared>>> = {
  receipt: withReceipt,
  verifyReceipt: withReceipt,
};
