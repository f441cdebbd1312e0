import { ok, type Instant, type Result } from '@guicheng/kernel';
import { refuse } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { changeAsOperator, type OperatorsCase } from '../accounts/as-operator.ts';
import { isThere } from '../accounts/is-there.ts';
import type { IdentityParts } from '../identity-parts.ts';
import { issueLink, type IssuedLink } from './invitation-link.ts';

const disabled = problem(
  'account-disabled',
  '/login',
  '账号已停用，新口令不能使其恢复。',
  'The account is disabled: a new password would not bring it back.',
);
const left = problem('person-left', '/login', '此人已不在该区县。', 'The person does not belong to the district any more.');

/**
 * Makes a one-time link for a new password by the operator of the deployment: for 三员, the operator of the platform and an only administrator who forgot theirs. The second factor
 * stays, the password until the link is used. The token is given once and stored nowhere: the change is not replayed. Refusals: those of `changeAsOperator`, `account-disabled`, `person-left`.
 */
export const inviteAsOperator = async (
  parts: Pick<IdentityParts, 'database' | 'clock' | 'random'>,
  given: OperatorsCase,
  requestId: string,
): Promise<Result<IssuedLink, Problem[]>> => {
  // Never part of the stored answer.
  let token = '';
  const made = await changeAsOperator<{ readonly invitationId: string; readonly expiresAt: number }>(
    parts,
    given,
    requestId,
    async (repositories, { personId, disabledAt }, { at, reason }) => {
      if (disabledAt !== null) return refuse(disabled);
      if (!(await isThere(repositories, personId, at))) return refuse(left);
      const link = await issueLink(repositories, { district: given.district, personId, issuedBy: null, at }, parts.random);
      const { invitationId, expiresAt } = link;
      token = link.token;
      const details = { invitation: invitationId, reason };
      return {
        kind: 'done',
        value: { invitationId, expiresAt },
        audit: { action: 'invitation.issue', subjectKind: 'person', subjectId: personId, details },
      };
    },
  );
  return made.ok ? ok({ invitationId: made.value.invitationId, token, expiresAt: made.value.expiresAt as Instant }) : made;
};
