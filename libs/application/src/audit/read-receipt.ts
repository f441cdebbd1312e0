import { err, ok, type Result } from '@guicheng/kernel';
import type { Database, ReceiptRecord } from '@guicheng/persistence';
import { problem, type DecisionRequest, type Problem } from '@guicheng/policy-model';
import type { ReadMark } from '../projects/project-parts.ts';
import type { ReadProject } from '../projects/show-project.ts';
import type { Caller } from '../tenancy/caller.ts';
import { parseReceiptId } from './receipt-id.ts';

/** Who reads a receipt: a caller, somebody who has not signed in, or the operator of the machine, who has the database in hand. */
export type Viewer = Caller | 'operator' | null;

/** The record behind an id. One that the viewer may not see is answered as one that does not exist. */
export type ReadReceipt = (viewer: Viewer, id: string, mark: ReadMark) => Promise<Result<ReceiptRecord, Problem[]>>;

const unknownReceipt = problem('unknown-receipt', '/id', '没有这个编号的回执：请核对编号。', 'There is no receipt of this id: check it.');

const mayRead = (viewer: Viewer, { district, isPublic }: ReceiptRecord): boolean =>
  isPublic || viewer === 'operator' || viewer?.district === district;

const OF_PROJECT = /^project\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/\d+$/;

/** The project whose question the request was, by the id that `askProject` gives it; undefined: of none. */
const projectOf = ({ requestCanonical }: ReceiptRecord): string | undefined => {
  try {
    const { id } = JSON.parse(requestCanonical) as Partial<DecisionRequest>;
    return typeof id === 'string' ? OF_PROJECT.exec(id)?.[1] : undefined;
  } catch (cause) {
    // Of a record that was altered nothing is shown but that.
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
};

/**
 * In this database. The district in the id says where to look; who may see what is there, the viewer's credential. A receipt of a project's question holds that project's
 * facts: it is read by whoever sees the project, and leaves the audit entry that reading the project does.
 */
export const readReceiptWith =
  (database: Database, readProject: ReadProject): ReadReceipt =>
  async (viewer, id, mark) => {
    const place = parseReceiptId(id);
    if (place === undefined) return err([unknownReceipt]);
    const record = await database.inDistrict(place.district, ({ receipts }) => receipts.byId(place.uuid), { closedToo: true });
    if (record === undefined || !mayRead(viewer, record)) return err([unknownReceipt]);
    const projectId = record.isPublic || viewer === 'operator' ? undefined : projectOf(record);
    if (projectId === undefined) return ok(record);
    const seen = viewer === null || viewer === 'operator' ? undefined : await readProject(viewer, projectId, mark, async () => record);
    return seen?.ok === true ? seen : err([unknownReceipt]);
  };
