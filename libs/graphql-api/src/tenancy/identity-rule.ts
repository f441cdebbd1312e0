import { postWith, type Caller, type Role, type Scope } from '@guicheng/application';
import type { Instant } from '@guicheng/kernel';
import { problem } from '@guicheng/policy-model';
import type { Refusal } from '../errors/problem-view.ts';
import { needed } from './needed.ts';

/** Who may use a field. */
export type IdentityRule =
  /** Whoever asks, signed in or not. */
  | 'anyone'
  /** Likewise, but an API client only with one of these scopes: what its list does not name it does not do. */
  | { readonly anyone: true; readonly scopes: readonly Scope[] }
  /** Every person and API client of a district, whatever their roles and scopes. */
  | 'signed-in'
  | {
      /** One of them is needed, held on the day; `any`: whichever. */
      readonly roles: readonly Role[] | 'any';
      /** An API client needs one of them besides; left out: only persons. */
      readonly scopes?: readonly Scope[];
      /** An API client needs one of these roles in their place: administrators are people. Left out: the same roles. */
      readonly clientRoles?: readonly Role[];
      /** The second factor must have been given a short while ago; API clients have none. */
      readonly stepUp?: true;
    };

/** Whether nobody needs to sign in for it. */
export const isPublic = (rule: IdentityRule): rule is Extract<IdentityRule, 'anyone' | { readonly anyone: true }> =>
  rule === 'anyone' || (typeof rule === 'object' && 'anyone' in rule);

/** A rule that names roles. */
export type RoleRule = Extract<IdentityRule, { readonly roles: unknown }>;

/** `RequiredIdentity` of the schema. */
export interface RequiredIdentity {
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
  readonly stepUp: boolean;
}

/** The roles of which a rule asks somebody of this kind for one. */
const rolesFor = (rule: RoleRule, kind: Caller['kind']): readonly Role[] | 'any' =>
  kind === 'client' ? (rule.clientRoles ?? rule.roles) : rule.roles;

const requirement = (rule: Exclude<IdentityRule, 'anyone'>, kind: Caller['kind'] = 'person'): RequiredIdentity => {
  if (rule === 'signed-in') return { roles: [], scopes: [], stepUp: false };
  if ('anyone' in rule) return { roles: [], scopes: rule.scopes, stepUp: false };
  const roles = rolesFor(rule, kind);
  return { roles: roles === 'any' ? [] : roles, scopes: rule.scopes ?? [], stepUp: rule.stepUp ?? false };
};

const signInRequired = (rule: Exclude<IdentityRule, 'anyone'>): Refusal => ({
  ...problem('sign-in-required', '', '此操作需要登录，或以 API 凭证调用。', 'This needs a caller who is signed in, or an API credential.'),
  requires: requirement(rule),
});

const notPermitted = (rule: Exclude<IdentityRule, 'anyone'>, { kind }: Caller): Refusal => {
  const requires = requirement(rule, kind);
  const { zh, en } = needed(requires, kind);
  return { ...problem('not-permitted', '', `当前身份无权使用此操作：${zh}`, `Your roles or scopes do not cover this: ${en}`), requires };
};

const stepUpRequired = (rule: Exclude<IdentityRule, 'anyone'>): Refusal => ({
  ...problem(
    'step-up-required',
    '',
    '此操作须先以动态口令再次验证身份（stepUp），验证后请重试；尚未启用动态口令的，先启用（beginSecondFactor、confirmSecondFactor），启用后即可办理。',
    'Confirm who you are with your second factor (stepUp), then try again; who has none sets one up first (beginSecondFactor, confirmSecondFactor), which counts as confirming.',
  ),
  requires: requirement(rule),
});

const holdsOneOf = (caller: Caller, scopes: readonly Scope[]): boolean => scopes.some((scope) => caller.scopes?.includes(scope));

/** Why a caller may not use what the rule protects at this moment; undefined: they may. */
export const refusalOf = (rule: IdentityRule, caller: Caller | null, now: Instant): Refusal | undefined => {
  if (rule === 'anyone') return undefined;
  if (typeof rule === 'object' && 'anyone' in rule)
    return caller?.kind === 'client' && !holdsOneOf(caller, rule.scopes) ? notPermitted(rule, caller) : undefined;
  if (caller === null) return signInRequired(rule);
  if (rule === 'signed-in') return undefined;
  const { scopes = [], stepUp = false } = rule;
  const roles = rolesFor(rule, caller.kind);
  const hasRole = roles === 'any' || postWith(caller, roles) !== undefined;
  const hasScope = caller.kind === 'person' || holdsOneOf(caller, scopes);
  if (!hasRole || !hasScope || (stepUp && caller.kind !== 'person')) return notPermitted(rule, caller);
  return stepUp && (caller.steppedUpUntil === null || caller.steppedUpUntil <= now) ? stepUpRequired(rule) : undefined;
};
