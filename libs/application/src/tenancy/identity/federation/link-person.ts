import { civilDateAt, isStorable, type Result } from '@guicheng/kernel';
import { refuse, type FederationProtocol } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { administer } from '../../../integration/clients/client-administration.ts';
import type { MutationTrace } from '../../../integration/clients/client-parts.ts';
import type { Caller } from '../../caller.ts';
import { isGuarded } from '../../organisation/guarded-roles.ts';
import { digestOfSecret, signInNotConfigured } from './begin-sign-in.ts';
import type { FederationParts } from './federation-parts.ts';
import { issuerOf, type SignInSettings } from './sign-in-settings.ts';

/** Who of the other system is whom here. */
export interface PersonLink {
  readonly protocol: FederationProtocol;
  /** Value of the claim that names the person there. */
  readonly subject: string;
  readonly personId: string;
}

const personNotFound = problem('person-not-found', '/personId', '没有这个人员。', 'There is no such person.');
const subjectNotValid = problem(
  'subject-not-valid',
  '/subject',
  '外部身份标识应为 1 至 255 个字符。',
  'A subject has 1 to 255 characters.',
);
const alreadyLinked = problem(
  'subject-linked',
  '/subject',
  '该外部身份已对应到人员：请先解除。',
  'The subject is linked already: take that back first.',
);
const signsInHere = problem(
  'administrator-signs-in-here',
  '/personId',
  '此人任三员（或在已任命三员的区县任管理员）：须以本人口令和动态口令登录，不能由其他系统登录（三权分立）。',
  'They hold one of the three administrators’ posts, or administer beside those: they sign in here by password and second factor, and by no other system.',
);
const notLinked = problem('subject-not-linked', '/subject', '该外部身份未对应到此人员。', 'The subject is not linked to this person.');

/** Links or unlinks a person; sign-in never does so by itself: an address or a name that two systems both have proves nobody. */
const changeLink =
  ({ database, clock }: Pick<FederationParts, 'database' | 'clock'>, isNew: boolean) =>
  async (caller: Caller, { protocol, subject, personId }: PersonLink, trace: MutationTrace): Promise<Result<PersonLink, Problem[]>> => {
    const at = clock.now();
    return administer<PersonLink>({ database, caller, duty: 'sign-in-rules', trace, at }, async (repositories) => {
      const { federation, people, sessions } = repositories;
      if (subject === '' || subject.length > 255 || !isStorable(subject)) return refuse(subjectNotValid);
      const record = await federation.provider(protocol);
      if (record === undefined) return refuse(signInNotConfigured);
      if ((await people.byId(personId)) === undefined) return refuse(personNotFound);
      const issuer = issuerOf(JSON.parse(record.settings) as SignInSettings);
      if (isNew) {
        if (await isGuarded(repositories, personId, civilDateAt(at))) return refuse(signsInHere);
        if (!(await federation.link(issuer, subject, personId, at))) return refuse(alreadyLinked);
      } else {
        if ((await federation.personOf(issuer, subject)) !== personId || !(await federation.unlink(issuer, subject)))
          return refuse(notLinked);
        await sessions.endAllOf(personId, at, 'revoked');
      }
      const action = isNew ? 'sign-in.link-person' : 'sign-in.unlink-person';
      // A subject may be a name or number of the person's: its digest is enough to tell it.
      const details = { protocol, issuer, subject: digestOfSecret(subject).slice(0, 12) };
      return {
        kind: 'done',
        value: { protocol, subject, personId },
        audit: { action, subjectKind: 'person', subjectId: personId, details },
      };
    });
  };

/** Lets a person sign in as who they are in the other system. */
export const linkPersonWith = (parts: Pick<FederationParts, 'database' | 'clock'>) => changeLink(parts, true);

/** Takes that back; the person's sessions end. */
export const unlinkPersonWith = (parts: Pick<FederationParts, 'database' | 'clock'>) => changeLink(parts, false);
