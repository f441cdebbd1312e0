import { isStorable } from '@guicheng/kernel';
import type { Role } from '../../caller.ts';
import type { Claims } from './claims.ts';
import { MAPPABLE_ROLES, type ClaimsMapping } from './sign-in-settings.ts';

/** A role in a unit that claims give. */
export interface GrantedPost {
  /** Code of the unit. */
  readonly unit: string;
  readonly role: Role;
}

/** Characters of a subject at most: OpenID Connect Core §2 says 255. */
const LONGEST_SUBJECT = 255;

/** The one value of the claim that names the person; undefined: there is none, or more than one, which names nobody. */
export const subjectOf = (claims: Claims, { person }: Pick<ClaimsMapping, 'person'>): string | undefined => {
  const [subject, ...more] = claims.get(person) ?? [];
  return subject === undefined || more.length > 0 || subject === '' || subject.length > LONGEST_SUBJECT || !isStorable(subject)
    ? undefined
    : subject;
};

/** The posts that the rules give for these claims, each once; a value counts whole and as written. */
export const postsOfClaims = (claims: Claims, { posts }: Pick<ClaimsMapping, 'posts'>): readonly GrantedPost[] => {
  const granted = posts.filter(({ claim, value, role }) => MAPPABLE_ROLES.includes(role) && (claims.get(claim) ?? []).includes(value));
  return [...new Map(granted.map(({ unit, role }) => [JSON.stringify([unit, role]), { unit, role }])).values()];
};
