import { err, ok, type Instant, type Result } from '@guicheng/kernel';
import type { Change, ChangeResult, DistrictRepositories, FederationProtocol } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { isThere } from '../accounts/is-there.ts';
import { districtProfile } from '../passwords/district-profile.ts';
import { openSession } from '../sessions/open-session.ts';
import { digestOfSecret, signInNotConfigured } from './begin-sign-in.ts';
import { bringPosts } from './claim-posts.ts';
import type { Claims } from './claims.ts';
import type { FederationParts, ProviderCache, ReadyProvider } from './federation-parts.ts';
import { identityNotProved, type NotProved } from './identity-provider.ts';
import { postsOfClaims, subjectOf } from './map-claims.ts';
import { issuerOf } from './sign-in-settings.ts';

/** A browser that came back. */
export interface FederatedReturn {
  readonly district: string;
  readonly protocol: FederationProtocol;
  /** Our address, as it was given when it began. */
  readonly callback: string;
  /** The query that came with it, with its question mark. */
  readonly query: string;
  /** What the browser was given when it began; undefined: it shows nothing. */
  readonly browser: string | undefined;
  /** What the client calls itself. */
  readonly client: string;
  /** The token of a session that came along; null: none. */
  readonly replaces: string | null;
  readonly requestId: string;
}

/** Signed in. */
export interface FederatedSession {
  readonly token: string;
  /** A path of ours. */
  readonly returnTo: string;
}

const attemptUnknown = problem(
  'sign-in-attempt-unknown',
  '',
  '这次登录已用过、超时，或不是从本浏览器发起：请重新登录。',
  'This sign-in was used, took too long or did not begin in this browser: sign in again.',
);
const personNotMapped = problem(
  'person-not-mapped',
  '',
  '您在统一身份认证中的身份尚未对应到本区县的人员：请联系区县管理员。',
  'Who you are there is nobody here yet: ask the district administrator to link you.',
);
const personNotActive = problem(
  'person-not-active',
  '',
  '您在本区县的人员信息今日无效，或账号已停用：请联系区县管理员。',
  'You are not among the people of the district today, or your account is disabled: ask the district administrator.',
);
const postsInConflict = problem(
  'claimed-posts-conflict',
  '',
  '统一身份认证给出的岗位与您的三员岗位不相容，未登录：请联系区县管理员。',
  'The posts that your claims give cannot stand beside your duty as one of the three administrators: ask the district administrator.',
);

/** PostgreSQL: duties that must be kept apart. */
const DUTIES_APART = 'GC012';

type Outcome = { readonly kind: 'signed-in'; readonly token: string } | { readonly kind: 'refused'; readonly problem: Problem };

/** Ends a sign-in: takes the attempt out, has the other system prove who came back, and begins a session. Refusals are audited with their reason. */
export const finishFederatedSignInWith = ({ database, clock, random }: FederationParts, providers: ProviderCache) => {
  const change = ({ district, requestId }: FederatedReturn, at: Instant, personId?: string): Change => ({
    district,
    actor:
      personId === undefined ? { kind: 'system', id: 'sign-in', onBehalfOf: null } : { kind: 'person', id: personId, onBehalfOf: null },
    requestId,
    at,
    idempotency: null,
  });
  const refusal = (protocol: FederationProtocol, reason: Problem, detail: string): ChangeResult<Outcome> => ({
    kind: 'done',
    value: { kind: 'refused', problem: reason },
    audit: {
      action: 'session.sign-in-refused',
      subjectKind: 'sign-in-provider',
      subjectId: protocol,
      details: { reason: reason.code, detail },
    },
  });
  const refuseAudited = async (
    arrived: FederatedReturn,
    at: Instant,
    { problem: reason, detail }: NotProved,
  ): Promise<Result<never, Problem>> => {
    await database.change<Outcome>(change(arrived, at), async () => refusal(arrived.protocol, reason, detail));
    return err(reason);
  };

  const enter = async (
    repositories: DistrictRepositories,
    arrived: FederatedReturn,
    { settings }: ReadyProvider,
    claims: Claims,
    subject: string,
    at: Instant,
  ): Promise<ChangeResult<Outcome>> => {
    const { district, protocol, client, replaces } = arrived;
    const issuer = issuerOf(settings);
    const personId = await repositories.federation.personOf(issuer, subject);
    if (personId === undefined) return refusal(protocol, personNotMapped, 'not-linked');
    const account = await repositories.accounts.byPerson(personId);
    if (!(await isThere(repositories, personId, at)) || (account !== undefined && account.disabledAt !== null))
      return refusal(protocol, personNotActive, personId);
    const posts = await bringPosts(repositories, { personId, issuer }, postsOfClaims(claims, settings), at, random);
    const opening = { district, personId, method: protocol, client, at, steppedUpUntil: null, replaces };
    const { token, session } = await openSession(repositories, opening, await districtProfile(repositories), random);
    const details = { protocol, person: personId, postsBegun: posts.begun, postsEnded: posts.ended };
    const audit = { action: 'session.sign-in', subjectKind: 'session', subjectId: session.sessionId, details };
    return { kind: 'done', value: { kind: 'signed-in', token }, audit };
  };

  return async (arrived: FederatedReturn): Promise<Result<FederatedSession, Problem>> => {
    const at = clock.now();
    const { district, protocol, callback } = arrived;
    const url = new URL(callback + arrived.query);
    const [state, ...others] = url.searchParams.getAll('state');
    if (state === undefined || others.length > 0 || arrived.browser === undefined) return err(attemptUnknown);
    // Taken out in a transaction of its own: whatever it comes to, nobody can come back with it again.
    const { attempt, record } = await database.inDistrict(district, async ({ federation }) => ({
      attempt: await federation.take(digestOfSecret(state), at),
      record: await federation.provider(protocol),
    }));
    if (attempt?.protocol !== protocol || attempt.browserDigest !== digestOfSecret(arrived.browser)) return err(attemptUnknown);
    if (record === undefined || record.disabledAt !== null || record.revision !== attempt.revision) return err(signInNotConfigured);
    const ready = providers(district, record, at);
    const proof = await ready.provider.prove(url, { callback, state, nonce: attempt.nonce, verifier: attempt.verifier });
    if (!proof.ok) return refuseAudited(arrived, at, proof.error);
    const subject = subjectOf(proof.value, ready.settings);
    if (subject === undefined) return refuseAudited(arrived, at, { problem: identityNotProved, detail: 'claim-of-person-missing' });
    const linked = await database.inDistrict(district, ({ federation }) => federation.personOf(issuerOf(ready.settings), subject));
    try {
      const entered = await database.change<Outcome>(change(arrived, at, linked), (repositories) =>
        enter(repositories, arrived, ready, proof.value, subject, at),
      );
      if (!entered.ok) throw new Error(`a sign-in was refused: ${entered.error.map(({ code }) => code).join(' ')}`);
      return entered.value.kind === 'signed-in'
        ? ok({ token: entered.value.token, returnTo: attempt.returnTo })
        : err(entered.value.problem);
    } catch (cause) {
      if (!(cause instanceof Error) || !('code' in cause) || cause.code !== DUTIES_APART) throw cause;
      return refuseAudited(arrived, at, { problem: postsInConflict, detail: linked ?? '' });
    }
  };
};
