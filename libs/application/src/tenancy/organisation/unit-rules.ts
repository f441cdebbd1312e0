import type { UnitKind } from '@guicheng/persistence';

/** What holds of every unit of a kind. */
export interface UnitRule {
  readonly zh: string;
  readonly en: string;
  /** Kinds of units that it can stand under. */
  readonly under: readonly UnitKind[];
  /** True: it stands under one, always (下属单位 under its 主管部门). */
  readonly needsParent: boolean;
}

/** Which unit stands under which. */
export const UNIT_RULES: Readonly<Record<UnitKind, UnitRule>> = {
  department: { zh: '部门', en: 'department', under: ['department'], needsParent: false },
  'sub-district': { zh: '街道（镇）', en: 'sub-district', under: [], needsParent: false },
  'subordinate-institution': { zh: '下属单位', en: 'subordinate institution', under: ['department', 'sub-district'], needsParent: true },
  'third-party': { zh: '第三方机构', en: 'third party', under: [], needsParent: false },
  'expert-pool': { zh: '专家库', en: 'expert pool', under: ['department', 'office'], needsParent: false },
  office: { zh: '牵头办公室', en: 'office', under: ['department'], needsParent: false },
  operator: { zh: '平台运营单位', en: 'platform operations', under: ['operator'], needsParent: false },
};
