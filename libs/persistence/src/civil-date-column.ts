import { formatCivilDate, parseCivilDate, type CivilDate } from '@guicheng/kernel';

/** The civil date a `date` column holds. Throws for one outside 1900 … 2199: nothing of ours wrote it. */
export function civilDateOfColumn(value: string): CivilDate {
  const date = parseCivilDate(value);
  if (date === undefined) throw new RangeError(`not a civil date: ${value}`);
  return date;
}

/** The first and the last day of a row; an open end is null. */
export const daysOfColumns = ({ fromDay, toDay }: { readonly fromDay: string; readonly toDay: string | null }): Days => ({
  from: civilDateOfColumn(fromDay),
  to: toDay === null ? null : civilDateOfColumn(toDay),
});

/** What `date` columns take for first and last day. */
export const columnsOfDays = ({ from, to }: Days): { readonly fromDay: string; readonly toDay: string | null } => ({
  fromDay: formatCivilDate(from),
  toDay: to === null ? null : formatCivilDate(to),
});

/** Days from the first to the last, both included; null: open. A last day before the first: not a single day. */
export interface Days {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}
