import { anchors } from './anchors.ts';
import { line, linked } from './lines.ts';
import type { Row, Section } from './page.ts';
import type { PageContext } from './page-context.ts';
import { rulesOf, ruleLine } from './placed-rules.ts';
import { STRENGTH_TITLES } from './titles.ts';

/** What can block a matter and what is pointed out, with the rules that do so. */
export function noticeSection(context: PageContext): Section | undefined {
  const rules = rulesOf(context);
  const blockers = Object.entries(context.policy.blockers).map(([code, { zh, strength }]): Row => ({
    id: anchors.blocker(code),
    cells: [
      [line({ zh, en: code })],
      [linked([{ text: STRENGTH_TITLES[strength].zh, mark: strength }], STRENGTH_TITLES[strength].en)],
      rules.filter(({ rule }) => rule.blockers.includes(code)).map(ruleLine),
    ],
  }));
  const warnings = Object.entries(context.policy.warnings).map(([code, { zh }]): Row => ({
    id: anchors.warning(code),
    cells: [[line({ zh, en: code })], rules.filter(({ rule }) => rule.warnings.includes(code)).map(ruleLine)],
  }));
  if (blockers.length + warnings.length === 0) return undefined;
  const raised = { zh: '由哪些规则提出', en: 'Raised by' };
  return {
    id: 'notices',
    title: { zh: '拦截与提示', en: 'Blockers and warnings' },
    blocks: [
      ...(blockers.length === 0
        ? []
        : [
            {
              block: 'table' as const,
              caption: { zh: '拦截事项', en: 'Blockers' },
              columns: [{ zh: '事项', en: 'Blocker' }, { zh: '效力', en: 'Strength' }, raised],
              widths: [30, 14, 56],
              rows: blockers,
            },
          ]),
      ...(warnings.length === 0
        ? []
        : [
            {
              block: 'table' as const,
              caption: { zh: '提示事项', en: 'Warnings' },
              columns: [{ zh: '提示', en: 'Warning' }, raised],
              widths: [32, 68],
              rows: warnings,
            },
          ]),
    ],
    sections: [],
  };
}
