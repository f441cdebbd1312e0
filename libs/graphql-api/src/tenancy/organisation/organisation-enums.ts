import type { UnitKind } from '@guicheng/persistence';

/** GraphQL value -> word of the application, for what units are. */
export const ORGANISATION_ENUMS = {
  UnitKind: {
    DEPARTMENT: 'department',
    SUB_DISTRICT: 'sub-district',
    SUBORDINATE_INSTITUTION: 'subordinate-institution',
    THIRD_PARTY: 'third-party',
    EXPERT_POOL: 'expert-pool',
    OFFICE: 'office',
    OPERATOR: 'operator',
  } satisfies Record<string, UnitKind>,
};
