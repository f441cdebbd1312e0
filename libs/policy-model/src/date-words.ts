/** How a civil date is written and which ones there are, for every sentence that refuses one. */
export const DATE_WORDS = {
  zh: '应为 1900 至 2199 年间存在的日期，写作 YYYY-MM-DD 并补零',
  en: 'an existing day of the years 1900 to 2199, written YYYY-MM-DD with leading zeros',
} as const;

/** The refusal of an `asOf` that is none. */
export const asOfNotValid = {
  code: 'date-not-valid',
  pointer: '/asOf',
  zh: `asOf 不是有效日期：${DATE_WORDS.zh}。`,
  en: `asOf is not a valid date: ${DATE_WORDS.en}.`,
} as const;
