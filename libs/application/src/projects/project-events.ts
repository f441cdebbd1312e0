import type { EventDraft, JsonObject, ProjectRecord } from '@guicheng/persistence';

/** What others are told of a project: which, where it stands; who wants its facts asks for them with the own credentials. */
export const projectEvent = (type: string, project: ProjectRecord, more: JsonObject = {}): EventDraft => ({
  type,
  subjectKind: 'project',
  subjectId: project.projectId,
  payload: { code: project.code, unitId: project.unitId, status: project.status, revision: project.revision, ...more },
});
