import type { KeyRange } from '@guicheng/persistence';
import type { PageRange } from '../../paging/page-arguments.ts';

/** The page of a list by one key. */
export const keyRange = ({ from, ...range }: PageRange): KeyRange => ({ from: from === null ? null : String(from[0]), ...range });
