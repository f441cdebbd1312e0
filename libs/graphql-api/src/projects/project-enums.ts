import type { AnsweringPolicy } from '@guicheng/application';

/** GraphQL value -> word of the application, for projects. */
export const PROJECT_ENUMS = {
  ProjectStatus: { DRAFT: 'draft', SUBMITTED: 'submitted', WITHDRAWN: 'withdrawn' },
  ProjectAct: { RECORDED: 'recorded', CHANGED: 'changed', SUBMITTED: 'submitted', WITHDRAWN: 'withdrawn', IMPORTED: 'imported' },
  ProjectOrder: { UPDATED: 'updated', CODE: 'code', TITLE: 'title', AMOUNT: 'amount' },
  SortDirection: { ASCENDING: 'ascending', DESCENDING: 'descending' },
  AnsweringPolicy: { PINNED: 'pinned', IN_FORCE: 'in-force' } satisfies Record<string, AnsweringPolicy>,
};
