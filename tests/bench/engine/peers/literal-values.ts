import { parseCivilDate, parseCivilMonth, parseDecimal, parseYuan } from '@guicheng/kernel';

type Written = string | number;

function exactly(parsed: ReturnType<typeof parseYuan> | ReturnType<typeof parseDecimal>): number {
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

/** The number that a typed literal of the language stands for. */
export const LITERAL_VALUES: Readonly<Record<string, (written: Written) => number>> = {
  yuan: (written) => exactly(parseYuan(written)),
  percent: (written) => exactly(parseDecimal(written)),
  decimal: (written) => exactly(parseDecimal(written)),
  date: (written) => parseCivilDate(String(written))!,
  month: (written) => parseCivilMonth(String(written))!,
};
