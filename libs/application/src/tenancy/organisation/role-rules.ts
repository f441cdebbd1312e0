import type { UnitKind } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Role } from '../caller.ts';
import { UNIT_RULES } from './unit-rules.ts';

/** What holds of a role wherever it is held. */
export interface RoleRule {
  readonly zh: string;
  readonly en: string;
  /** Kinds of units in which it can be held. */
  readonly unitKinds: readonly UnitKind[];
  /** True: 三员. Its holder holds no other role on any day, delegated ones included (三权分立: GB/T 22239-2019 8.1.5, 8.1.7). The database keeps to the same. */
  readonly apart: boolean;
}

const WITHIN_GOVERNMENT = ['office', 'department'] as const;
const ADMINISTRATION = [...WITHIN_GOVERNMENT, 'operator'] as const;

/**
 * Which role is held where, and which combine. Who edits a policy may also hold the post of who approves; that nobody approves what is one's own is told
 * by the approval, which knows whose it is.
 */
export const ROLE_RULES: Readonly<Record<Role, RoleRule>> = {
  'platform-operator': { zh: '平台运营', en: 'platform operator', unitKinds: ['operator'], apart: false },
  'district-admin': { zh: '区县管理员', en: 'district admin', unitKinds: WITHIN_GOVERNMENT, apart: false },
  'policy-editor': { zh: '政策编辑', en: 'policy editor', unitKinds: WITHIN_GOVERNMENT, apart: false },
  'policy-approver': { zh: '政策审批', en: 'policy approver', unitKinds: WITHIN_GOVERNMENT, apart: false },
  'office-officer': { zh: '牵头办公室经办人', en: 'office officer', unitKinds: ['office'], apart: false },
  reviewer: { zh: '评审人', en: 'reviewer', unitKinds: ['expert-pool', 'third-party', ...WITHIN_GOVERNMENT], apart: false },
  applicant: {
    zh: '申报单位经办人',
    en: 'applicant',
    unitKinds: ['department', 'sub-district', 'subordinate-institution', 'third-party'],
    apart: false,
  },
  auditor: { zh: '审计员', en: 'auditor', unitKinds: ADMINISTRATION, apart: false },
  'system-administrator': { zh: '系统管理员', en: 'system administrator', unitKinds: ADMINISTRATION, apart: true },
  'security-administrator': { zh: '安全管理员', en: 'security administrator', unitKinds: ADMINISTRATION, apart: true },
  'audit-administrator': { zh: '审计管理员', en: 'audit administrator', unitKinds: ADMINISTRATION, apart: true },
};

/** Whether it is one of 三员, as a row names it. */
export const isApart = (role: string): boolean => Object.hasOwn(ROLE_RULES, role) && ROLE_RULES[role as Role].apart;

/** Whether one person may hold both on one day. */
export const combine = (one: Role, other: Role): boolean => one === other || !(ROLE_RULES[one].apart || ROLE_RULES[other].apart);

/** The role is not held in units of this kind. */
export const roleNotInUnit = (role: Role, kind: UnitKind, pointer: string): Problem =>
  problem(
    'role-not-in-unit',
    pointer,
    `${UNIT_RULES[kind].zh}不设“${ROLE_RULES[role].zh}”。`,
    `There is no ${ROLE_RULES[role].en} in a unit of the kind ${UNIT_RULES[kind].en}.`,
  );
