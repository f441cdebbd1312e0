/**
 * What a number format makes of a number for who looks at the cell. `plain`: the number itself, perhaps rounded. `wan`: it is followed by 万 or 万元. `changed`: something
 * else than the number is seen (thousands cut off, a point put in, words in its place, another currency), so that the number alone is not what was meant.
 */
export type NumberFormat = 'plain' | 'date' | 'percent' | 'wan' | 'changed';

/** Inclusive. */
const between = (id: number, from: number, to: number): boolean => id >= from && id <= to;

/** The formats that every workbook has without writing them (ECMA-376 part 1, 18.8.30, with those of Chinese). */
export const standardFormat = (id: number): NumberFormat => {
  if (id === 9 || id === 10) return 'percent';
  if (between(id, 14, 22) || between(id, 27, 36) || between(id, 45, 47) || between(id, 50, 58)) return 'date';
  return between(id, 0, 13) || between(id, 37, 44) || between(id, 48, 49) ? 'plain' : 'changed';
};

/** Parts of a format: a text in quotes; a sign that is escaped (Chinese Excel does so with `!`); a blank or filling as wide as a sign; what stands in brackets; placeholders. */
const PART = /"([^"]*)"|[\\!](.)|([_*].)|\[([^\]]*)\]|(general|[0#?.,/%;@]|e[+-])|(.)/gis;
const WAN = /^万元?$/;
const SCALE = /[万萬亿億千仟百佰十拾兆‰‱]|(?:^|[^a-z])(?:k|m|mn|bn?|thousand|million)(?:$|[^a-z])/i;
const FOREIGN = /[€£$₩₽]|USD|EUR|HKD|JPY|GBP/i;

interface Section {
  /** Placeholders as they are, a literal between them as `·`. */
  readonly signs: string;
  readonly words: string;
  readonly isDate: boolean;
}

const sectionsOf = (format: string): readonly Section[] => {
  const sections: { signs: string; words: string; isDate: boolean }[] = [{ signs: '', words: '', isDate: false }];
  for (const [, quoted, escaped, filling, bracket, sign, bare] of format.matchAll(PART)) {
    const section = sections.at(-1)!;
    const literal = quoted ?? escaped ?? bare;
    if (sign === ';') sections.push({ signs: '', words: '', isDate: false });
    else if (sign !== undefined) section.signs += sign.toLowerCase() === 'general' ? '0' : /^e/i.test(sign) ? '0' : sign;
    else if (bracket !== undefined) {
      // [$¥-804]: a currency and a language; [h]: hours that are counted on.
      section.words += /^\$([^-]*)/.exec(bracket)?.[1] ?? '';
      section.isDate ||= /^(h+|m+|s+)$/i.test(bracket);
    } else if (filling === undefined && literal !== undefined) {
      section.isDate ||= bare !== undefined && /[ymdhseg年月日时分秒]/i.test(bare);
      section.words += literal.trim();
      if (literal.trim() !== '') section.signs += '·';
    }
  }
  return sections;
};

const formatOf = ({ signs, words }: Section): NumberFormat => {
  // A comma behind the digits cuts three of them off; a sign among them is seen as part of the number.
  if (/[0#?],+(?![0#?,])/.test(signs) || /[0#?.,]·+[0#?.,]/.test(signs) || FOREIGN.test(words)) return 'changed';
  const percents = signs.split('%').length - 1;
  if (percents > 0) return percents === 1 && !SCALE.test(words) ? 'percent' : 'changed';
  if (WAN.test(words.replace(/^[¥￥]/, ''))) return 'wan';
  return SCALE.test(words) ? 'changed' : 'plain';
};

/** What a format of the workbook's own shows. One whose parts (for negative numbers, nought, by condition) differ in kind is `changed`. */
export const ownFormat = (format: string): NumberFormat => {
  const sections = sectionsOf(format);
  if (sections.some(({ isDate }) => isDate)) return 'date';
  const [first, ...others] = sections;
  if (!/[0#?@]/.test(first!.signs)) return 'changed';
  const shown = formatOf(first!);
  return others.every((section) => !/[0#?]/.test(section.signs) || formatOf(section) === shown) ? shown : 'changed';
};
