import { civilDateAt, err, isStorable, uuidV7, type Instant, type Result } from '@guicheng/kernel';
import { PLATFORM, refuse, type Change, type ChangeResult, type DistrictRepositories } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { IdentityParts, RequestTrace } from '../identity-parts.ts';
import { districtProfile } from '../passwords/district-profile.ts';
import type { AcceptedLink } from './accept-invitation.ts';
import { issueLink, type IssuedLink } from './invitation-link.ts';
import { accountOf, checkedChoice, type AccountChoice } from './new-account.ts';
import { linkNotValid, readLink } from './one-time-link.ts';

/** Who sets the installation up. */
export interface SetupChoice extends AccountChoice {
  readonly token: string;
  /** Name of the person. */
  readonly name: string;
}

const SYSTEM = { kind: 'system', id: 'setup', onBehalfOf: null } as const;
const LONGEST_NAME = 100;
const TENANT = '规程平台';
const OPERATOR_UNIT = { code: 'operations', nameZh: '平台运营中心' };

const nameNotGiven = problem(
  'name-not-valid',
  '/name',
  `姓名应为 1 至 ${LONGEST_NAME} 个字符，不含控制字符。`,
  `A name has 1 to ${LONGEST_NAME} characters, none of control.`,
);

/** The platform's own tenant and its one unit, made where they are absent. */
const operatorUnit = async (
  { districts, units }: Pick<DistrictRepositories, 'districts' | 'units'>,
  at: Instant,
  newId: () => string,
): Promise<string> => {
  await districts.open(TENANT, at);
  const present = await units.byCode(OPERATOR_UNIT.code);
  if (present !== undefined) return present.unitId;
  const unitId = newId();
  const period = {
    periodId: newId(),
    unitId,
    nameZh: OPERATOR_UNIT.nameZh,
    parentUnitId: null,
    from: civilDateAt(at),
    to: null,
    recordedAt: at,
  };
  await units.add({ unitId, code: OPERATOR_UNIT.code, kind: 'operator', recordedAt: at }, period);
  return unitId;
};

/** Setting an installation up: as long as nobody has an account on the platform, a one-time link makes the first. */
export const setupWith = ({ database, clock, random, hasher }: IdentityParts) => {
  const changeAt = (at: Instant, requestId: string): Change => ({ district: PLATFORM, actor: SYSTEM, requestId, at, idempotency: null });
  const newId = (): string => uuidV7(clock.now(), random(10));
  return {
    /** A new link, which voids those before; undefined: the installation is set up. */
    offer: async (requestId: string): Promise<IssuedLink | undefined> => {
      if (await database.inDistrict(PLATFORM, ({ accounts }) => accounts.exist())) return undefined;
      const at = clock.now();
      const issued = await database.change<IssuedLink>(changeAt(at, requestId), async (repositories) => {
        const link = await issueLink(repositories, { district: PLATFORM, personId: null, issuedBy: null, at }, random);
        const audit = { action: 'setup.offer', subjectKind: 'invitation', subjectId: link.invitationId, details: {} };
        return { kind: 'done', value: link, audit };
      });
      return issued.ok ? issued.value : undefined;
    },
    /** Uses the link up: the first person of the platform, as its operator, with an account. */
    complete: async (
      { token, name, login, password }: SetupChoice,
      { requestId }: RequestTrace,
    ): Promise<Result<AcceptedLink, Problem[]>> => {
      const link = readLink(token);
      if (link?.district !== PLATFORM) return err([linkNotValid]);
      const at = clock.now();
      const profile = await database.inDistrict(PLATFORM, async (repositories) => {
        const invitation = await repositories.invitations.usable(link.digest, at);
        return invitation?.personId === null ? districtProfile(repositories) : undefined;
      });
      if (profile === undefined) return err([linkNotValid]);
      const nameZh = name.trim();
      const nameProblems =
        nameZh === '' || [...nameZh].length > LONGEST_NAME || !isStorable(nameZh) || /\p{Cc}/u.test(nameZh) ? [nameNotGiven] : [];
      const hash = await checkedChoice(hasher, PLATFORM, { login, password }, profile, [nameZh]);
      if (!hash.ok || nameProblems.length > 0) return err([...nameProblems, ...(hash.ok ? [] : hash.error)]);
      return database.change<AcceptedLink>(changeAt(at, requestId), async (repositories): Promise<ChangeResult<AcceptedLink>> => {
        const { invitations, accounts, people, posts, units } = repositories;
        // Two links made at the same moment: the accounts are counted one after the other.
        await units.hold();
        // Who comes second waits here for the first, and finds the link used.
        const invitation = await invitations.usable(link.digest, at);
        if (invitation === undefined || (await accounts.exist())) return refuse(linkNotValid);
        await invitations.use(invitation.invitationId, at);
        const unitId = await operatorUnit(repositories, at, newId);
        const personId = newId();
        const days = { from: civilDateAt(at), to: null };
        await people.add({ personId, nameZh, phone: null, email: null, ...days, recordedAt: at });
        await posts.add({ postId: newId(), personId, unitId, role: 'platform-operator', ...days, recordedAt: at });
        const account = accountOf(personId, login, hash.value, at, random);
        if (!(await accounts.insert(account))) throw new Error('the first account of the platform could not be made');
        const details = { invitation: invitation.invitationId, person: personId };
        return {
          kind: 'done',
          value: { district: PLATFORM, login: account.login },
          audit: { action: 'setup.complete', subjectKind: 'account', subjectId: account.accountId, details },
        };
      });
    },
  };
};
