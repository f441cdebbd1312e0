import { err, formatCivilDate, ok, type CivilDate } from '@guicheng/kernel';
import type { Change } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { HeldPolicy } from '../policies/held-policy.ts';
import { policyInForceWith } from '../policies/policy-in-force.ts';
import type { Caller } from '../tenancy/caller.ts';
import { editProjectWith, type Edited, type ProjectEdit } from './edit-project.ts';
import type { ProjectParts } from './project-parts.ts';

/** Submits a project (申报) under the policy in force on the day, which stays its policy. */
export type SubmitProject = (caller: Caller, input: ProjectEdit, change: Change) => Promise<Edited>;

const alreadySubmitted: Problem = problem(
  'project-already-submitted',
  '/projectId',
  '该项目已经申报。',
  'The project was submitted before.',
);

const dated = ({ policy: { manifest } }: HeldPolicy): { readonly zh: string; readonly en: string } => {
  const { id, effectiveFrom, effectiveTo } = manifest;
  if (effectiveFrom === null) return { zh: `${id}（未注明施行日期）`, en: `${id} (not dated)` };
  return {
    zh: `${id}（${effectiveFrom} 至 ${effectiveTo ?? '今'}）`,
    en: `${id} (${effectiveFrom} to ${effectiveTo ?? 'now'})`,
  };
};

/** Nothing is in force: with the dates of what is held, an expired policy never stands in for its successor. */
const noneInForce = (day: CivilDate, held: readonly HeldPolicy[]): Problem => {
  const date = formatCivilDate(day);
  const words = held.map(dated);
  return problem(
    'no-policy-in-force',
    '',
    `${date} 本区县没有施行中的政策，不能申报。收录的政策：${words.map(({ zh }) => zh).join('、') || '无'}。`,
    `No policy of this district is in force on ${date}, so that nothing can be submitted. Held: ${words.map(({ en }) => en).join(', ') || 'none'}.`,
  );
};

/** The use case on these parts. */
export const submitProjectWith = (parts: ProjectParts): SubmitProject => {
  const editProject = editProjectWith(parts);
  const policyInForce = policyInForceWith(parts.library);
  return (caller, input, change) =>
    editProject(caller, input, change, async ({ project, day }) => {
      if (project.status === 'submitted') return err([alreadySubmitted]);
      const found = policyInForce(caller.district, formatCivilDate(day));
      if (!found.ok) return err([noneInForce(day, [])]);
      if (found.value.held === undefined) return err([noneInForce(day, found.value.others)]);
      const { policy, digest } = found.value.held;
      const pinned = { policyId: policy.manifest.id, digest, submittedOn: formatCivilDate(day) };
      return ok({
        act: 'submitted',
        event: 'project.submitted',
        action: 'project.submit',
        next: { status: 'submitted', pinned },
        changed: ['status'],
        details: { policy: pinned.policyId, digest },
      });
    });
};
