import type { Words } from '../wording/value-words.ts';

/** Why no policy answers, by the contract's `detail`. */
export const WHY_NONE: Readonly<Record<string, Words>> = {
  'not-yet-in-force': {
    zh: '文件尚未施行',
    en: 'the text is not yet in force',
  },
  expired: { zh: '文件已过有效期', en: 'the text has expired' },
  'draft-only': {
    zh: '只有征求意见稿，尚不生效',
    en: 'there is only a consultation draft, which is not in force',
  },
  'earlier-text-not-held': {
    zh: '施行的是更早的文本，本系统没有收录',
    en: 'an earlier text was in force, which is not held',
  },
};
