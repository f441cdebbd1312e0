import type { Role, Scope } from '@guicheng/application';

/** GraphQL value -> word of the application, for who may do what. */
export const AUTHORISATION_ENUMS = {
  Role: {
    PLATFORM_OPERATOR: 'platform-operator',
    DISTRICT_ADMIN: 'district-admin',
    POLICY_EDITOR: 'policy-editor',
    POLICY_APPROVER: 'policy-approver',
    OFFICE_OFFICER: 'office-officer',
    REVIEWER: 'reviewer',
    APPLICANT: 'applicant',
    AUDITOR: 'auditor',
    SYSTEM_ADMINISTRATOR: 'system-administrator',
    SECURITY_ADMINISTRATOR: 'security-administrator',
    AUDIT_ADMINISTRATOR: 'audit-administrator',
  } satisfies Record<string, Role>,
  Scope: {
    DECIDE: 'decide',
    POLICIES_READ: 'policies.read',
    PROJECTS_READ: 'projects.read',
    PROJECTS_WRITE: 'projects.write',
    AUDIT_READ: 'audit.read',
    WEBHOOKS_MANAGE: 'webhooks.manage',
  } satisfies Record<string, Scope>,
};
