import { SCOPES, type Role, type Scope } from '../../tenancy/caller.ts';

/**
 * The roles that a program may act in. What asks for a person's judgement or a second factor (approving a policy, administering a district or the system) is
 * not among them.
 */
export const CLIENT_ROLES: readonly Role[] = ['policy-editor', 'office-officer', 'reviewer', 'applicant', 'auditor'];

/** Those of the kept words that are scopes: one that a later program knows and this one does not gives nothing. */
export const scopesOf = (words: readonly string[]): readonly Scope[] => SCOPES.filter((scope) => words.includes(scope));

/** Likewise of roles, and only those that clients may have. */
export const clientRolesOf = (words: readonly string[]): readonly Role[] => CLIENT_ROLES.filter((role) => words.includes(role));

/** What both lists allow. */
export const scopesOfBoth = (client: readonly string[], credential: readonly string[]): readonly Scope[] =>
  scopesOf(client).filter((scope) => credential.includes(scope));
