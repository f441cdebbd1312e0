import type { UnitKind } from '@guicheng/persistence';

/** A unit of a district in tests: kind, Chinese name, and the unit above it. */
export interface PlannedUnit {
  readonly kind: UnitKind;
  readonly nameZh: string;
  readonly under: string | null;
}

/** Units that every district of tests has, one of each kind and a second department. */
export const TEST_UNITS = {
  office: { kind: 'office', nameZh: '联席会议办公室', under: null },
  bureau: { kind: 'department', nameZh: '教育局', under: null },
  finance: { kind: 'department', nameZh: '财政局', under: null },
  institution: { kind: 'subordinate-institution', nameZh: '教育信息中心', under: 'bureau' },
  town: { kind: 'sub-district', nameZh: '城东街道', under: null },
  company: { kind: 'third-party', nameZh: '测评公司', under: null },
  experts: { kind: 'expert-pool', nameZh: '专家库', under: null },
} as const satisfies Record<string, PlannedUnit>;

/** The people that every district of tests has: what they are called in tests, their role and unit. */
export const TEST_PEOPLE = {
  admin: { role: 'district-admin', unit: 'office' },
  editor: { role: 'policy-editor', unit: 'office' },
  approver: { role: 'policy-approver', unit: 'office' },
  officer: { role: 'office-officer', unit: 'office' },
  reviewer: { role: 'reviewer', unit: 'experts' },
  auditor: { role: 'auditor', unit: 'finance' },
  bureauApplicant: { role: 'applicant', unit: 'bureau' },
  financeApplicant: { role: 'applicant', unit: 'finance' },
  institutionApplicant: { role: 'applicant', unit: 'institution' },
  townApplicant: { role: 'applicant', unit: 'town' },
} as const satisfies Record<string, { role: string; unit: keyof typeof TEST_UNITS }>;

/** 三员: in a district of tests that asks for them. */
export const TEST_ADMINISTRATORS = {
  systemAdministrator: { role: 'system-administrator', unit: 'office' },
  securityAdministrator: { role: 'security-administrator', unit: 'office' },
  auditAdministrator: { role: 'audit-administrator', unit: 'office' },
} as const satisfies Record<string, { role: string; unit: keyof typeof TEST_UNITS }>;
