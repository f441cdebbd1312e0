import { instantOf, type Fen, type Instant } from '@guicheng/kernel';
import { testId } from '@guicheng/testing';
import type { ChangeResult, Database, ProjectRecord } from '@guicheng/persistence';

const AT = instantOf(Date.UTC(2026, 0, 5)) as Instant;

/** A project with a history, a running number, a file that stands, one that was removed, and an upload under way. */
export const populateProjects = async (database: Database, district: string, canary: string): Promise<void> => {
  const uuid = (kind: number): string =>
    `0000000${kind}-0000-7000-8000-${Buffer.from(district).toString('hex').padStart(12, '0').slice(-12)}`;
  const actor = { kind: 'person', id: canary, onBehalfOf: null } as const;
  const project: ProjectRecord = {
    projectId: uuid(1),
    code: canary,
    title: canary,
    unitId: testId(district, 'bureau'),
    status: 'draft',
    facts: { canary },
    revision: 1,
    pinned: null,
    amount: 1 as Fen,
    nature: canary,
    createdAt: AT,
    createdBy: canary,
    updatedAt: AT,
    updatedBy: canary,
  };
  const fileOf = (kind: number) => ({
    fileId: uuid(kind),
    projectId: project.projectId,
    name: canary,
    mediaType: canary,
    size: 1,
    sha256: '0'.repeat(64),
    objectKey: `${kind}-${canary}`,
    addedAt: AT,
    addedBy: canary,
  });
  const change = { district, actor, requestId: canary, at: AT, idempotency: null };
  await database.change(change, async ({ projects, projectFiles }): Promise<ChangeResult<null>> => {
    await projects.takeNumbers(2026, 1);
    await projects.add([{ project, note: { act: 'recorded', changed: [canary], actor } }]);
    await projectFiles.add(fileOf(3));
    await projectFiles.add(fileOf(4));
    await projectFiles.remove(uuid(4), AT, canary);
    await projectFiles.beginUpload(canary, AT);
    return {
      kind: 'done',
      value: null,
      audit: { action: 'project.recorded', subjectKind: 'project', subjectId: project.projectId, details: {} },
    };
  });
};
