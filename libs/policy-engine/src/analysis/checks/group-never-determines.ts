import type { Check } from '../check.ts';
import type { Draft } from '../finding.ts';
import { eachGroup } from '../rule-places.ts';

/** Groups that have a determined answer and never give it. */
export const groupNeverDetermines: Check = {
  code: 'group-never-determines',
  severity: 'note',
  meansZh: '规则组写有确定的结论，实际却只给出“由人判断”或“未规定”',
  meansEn: 'the group has a determined answer, yet only ever leaves the matter to a person or calls it not regulated',
  run: (subject): Draft[] =>
    eachGroup(({ group, zh, en }) => {
      const { rules, otherwise } = group.group;
      const all = [...rules, ...(otherwise === undefined ? [] : [otherwise])];
      const given = all.filter(({ id }) => group.seen.has(`applies ${id}`));
      return given.length > 0 && given.every(({ status }) => status !== 'determined') && all.some(({ status }) => status === 'determined')
        ? { basis: group.basis, zh: `${zh}写有确定的结论，却从不给出。`, en: `${en} has a determined answer and never gives it.` }
        : undefined;
    })(subject),
};
