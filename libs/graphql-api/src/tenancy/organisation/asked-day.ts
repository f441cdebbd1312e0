import { civilDateAt, formatCivilDate } from '@guicheng/kernel';
import type { RequestContext } from '../../request-context.ts';

/** The day that a list is asked for, as it was sent; where none was, the day of the request. */
export const askedDay = (on: unknown, { at }: RequestContext): unknown => on ?? formatCivilDate(civilDateAt(at));
