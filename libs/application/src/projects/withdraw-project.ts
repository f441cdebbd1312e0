import { ok } from '@guicheng/kernel';
import type { Change } from '@guicheng/persistence';
import type { Caller } from '../tenancy/caller.ts';
import { editProjectWith, type Edited, type ProjectEdit } from './edit-project.ts';
import type { ProjectParts } from './project-parts.ts';

/** Withdraws a project (撤回), for good; it stays in the register, with the policy it was submitted under. */
export type WithdrawProject = (caller: Caller, input: ProjectEdit, change: Change) => Promise<Edited>;

/** The use case on these parts. */
export const withdrawProjectWith = (parts: ProjectParts): WithdrawProject => {
  const editProject = editProjectWith(parts);
  return (caller, input, change) =>
    editProject(caller, input, change, async () =>
      ok({
        act: 'withdrawn',
        event: 'project.withdrawn',
        action: 'project.withdraw',
        next: { status: 'withdrawn' },
        changed: ['status'],
      }),
    );
};
