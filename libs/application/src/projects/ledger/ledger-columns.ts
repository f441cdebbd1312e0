import type { FactDefinition } from '@guicheng/policy-model';
import type { FactsTaken } from '../project-facts.ts';

/** What a column of a ledger holds. */
export type LedgerColumn =
  | { readonly kind: 'code' | 'title' | 'unit' }
  /** Shown in an export, taken from the register itself: left aside when it comes back. */
  | { readonly kind: 'shown' }
  | { readonly kind: 'fact'; readonly name: string; readonly definition: FactDefinition; readonly unit: 'yuan' | 'wan' | null };

/** Headings of what is no fact: Chinese, then the name for programs. */
export const FIXED_HEADINGS = {
  code: ['项目编号', 'code'],
  title: ['项目名称', 'title'],
  unit: ['单位代码', 'unit'],
  unitName: ['单位名称', 'unitName'],
  status: ['状态', 'status'],
  submittedOn: ['申报日期', 'submittedOn'],
  policy: ['锁定政策', 'policy'],
  updatedAt: ['更新时间', 'updatedAt'],
} as const;

const SHOWN = [FIXED_HEADINGS.unitName, FIXED_HEADINGS.status, FIXED_HEADINGS.submittedOn, FIXED_HEADINGS.policy, FIXED_HEADINGS.updatedAt];

/** Blanks and the two kinds of brackets are written as it comes. */
const normal = (heading: string): string => heading.normalize('NFKC').replaceAll(/\s/g, '');

/** Amounts are exported in 万元; a list of amounts stays as the contract writes it. */
export const isWan = ({ type }: FactDefinition): boolean => type === 'money';

/** The heading of a fact in an export. */
export const headingOfFact = (definition: FactDefinition): string =>
  isWan(definition) ? `${definition.titleZh}（万元）` : definition.titleZh;

/** Finds what a heading names: in Chinese or by the name for programs; amounts with （元） or （万元） behind it, yuan where nothing is said. Undefined: nothing that is known, or two facts of one title. */
export const columnsByHeading = (taken: FactsTaken): ((heading: string) => LedgerColumn | undefined) => {
  const known = new Map<string, LedgerColumn | null>();
  const add = (heading: string, column: LedgerColumn): void => {
    const key = normal(heading);
    known.set(key, known.has(key) ? null : column);
  };
  for (const kind of ['code', 'title', 'unit'] as const) for (const heading of FIXED_HEADINGS[kind]) add(heading, { kind });
  for (const headings of SHOWN) for (const heading of headings) add(heading, { kind: 'shown' });
  for (const [name, definition] of taken) {
    const bases = normal(definition.titleZh) === normal(name) ? [name] : [name, definition.titleZh];
    for (const base of bases) {
      if (!isWan(definition)) {
        add(base, { kind: 'fact', name, definition, unit: null });
        continue;
      }
      add(base, { kind: 'fact', name, definition, unit: 'yuan' });
      add(`${base}（元）`, { kind: 'fact', name, definition, unit: 'yuan' });
      add(`${base}（万元）`, { kind: 'fact', name, definition, unit: 'wan' });
    }
  }
  return (heading) => known.get(normal(heading)) ?? undefined;
};
