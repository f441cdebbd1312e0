import { at } from '@guicheng/policy-model';
import type { Check } from '../check.ts';

/** Blockers that no case of the pack expects: whether they appear is not tried. */
export const blockerWithoutCase: Check = {
  code: 'blocker-without-case',
  severity: 'note',
  meansZh: '没有一个案例期待这一拦截事项',
  meansEn: 'no case of the pack expects the blocker',
  looksAtWholePack: true,
  run: ({ compiled: { policy }, cases }) =>
    cases.length === 0
      ? []
      : Object.keys(policy.blockers)
          .filter((code) => !cases.some(({ expect }) => expect.blockers?.includes(code) === true))
          .map((code) => ({
            place: `blockers/${code}`,
            pointer: at('/blockers', code),
            clauses: [],
            zh: `没有案例期待拦截事项“${policy.blockers[code]!.zh}”（${code}）。`,
            en: `No case expects the blocker "${code}".`,
          })),
};
