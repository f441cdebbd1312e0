import { err, isStorable, ok, type Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';
import { Ajv } from 'ajv';
import type { Role } from '../../caller.ts';

/**
 * The roles that claims of another system may give. Who administers a district or is one of the three administrators (三员) is appointed here, by people: the
 * administrator of the other system must not be able to make himself one.
 */
export const MAPPABLE_ROLES: readonly Role[] = ['policy-editor', 'policy-approver', 'office-officer', 'reviewer', 'applicant', 'auditor'];

/** Whoever's claim has this value holds the role in the unit. */
export interface PostRule {
  /** Name of the claim; of a claim within a claim, both with a dot between. */
  readonly claim: string;
  readonly value: string;
  /** Code of the unit. */
  readonly unit: string;
  readonly role: Role;
}

/** Who somebody is, of what the other system says. */
export interface ClaimsMapping {
  /** The claim that names a person for good, e.g. `sub`. */
  readonly person: string;
  readonly posts: readonly PostRule[];
}

/** An OpenID provider. */
export interface OidcSettings extends ClaimsMapping {
  readonly protocol: 'oidc';
  /** As it names itself; what it publishes is found below it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly authentication: 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';
  readonly scopes: readonly string[];
  /** Other servers of the provider's that its documents lead to, e.g. `https://keys.example.cn`; nothing else is asked. */
  readonly origins: readonly string[];
  /** Whether the claims at its userinfo endpoint count as well. */
  readonly userInfo: boolean;
}

/** A CAS server, as many provincial portals are. */
export interface CasSettings extends ClaimsMapping {
  readonly protocol: 'cas';
  /** Where it is: `/login` and `/p3/serviceValidate` lie below it. */
  readonly url: string;
}

/** How a district signs its people in with another system; told apart by `protocol`. */
export type SignInSettings = OidcSettings | CasSettings;

/** Where the other system is: its subjects are told apart by it. */
export const issuerOf = (settings: SignInSettings): string => (settings.protocol === 'oidc' ? settings.issuer : settings.url);

/** What the database can keep. */
const STORABLE = 'storable';
const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength, format: STORABLE });
const ADDRESS = { type: 'string', maxLength: 500, format: STORABLE, pattern: '^https?://[^\\s/?#@\\\\]+(/[^\\s?#\\\\]*)?$' };
const mapping = {
  person: text(100),
  posts: {
    type: 'array',
    maxItems: 500,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['claim', 'value', 'unit', 'role'],
      properties: { claim: text(100), value: text(300), unit: text(64), role: { enum: MAPPABLE_ROLES } },
    },
  },
};
const OIDC = {
  type: 'object',
  additionalProperties: false,
  required: ['protocol', 'issuer', 'clientId', 'authentication', 'scopes', 'origins', 'userInfo', 'person', 'posts'],
  properties: {
    protocol: { const: 'oidc' },
    issuer: ADDRESS,
    clientId: text(300),
    authentication: { enum: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'] },
    scopes: {
      type: 'array',
      maxItems: 20,
      items: { type: 'string', pattern: '^[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,100}$' },
      contains: { const: 'openid' },
    },
    origins: {
      type: 'array',
      maxItems: 10,
      items: { type: 'string', maxLength: 300, format: STORABLE, pattern: '^https?://[^\\s/?#@\\\\]+$' },
    },
    userInfo: { type: 'boolean' },
    ...mapping,
  },
};
const CAS = {
  type: 'object',
  additionalProperties: false,
  required: ['protocol', 'url', 'person', 'posts'],
  properties: { protocol: { const: 'cas' }, url: { ...ADDRESS, not: { pattern: '/$' } }, ...mapping },
};

const ajv = new Ajv({ allErrors: true, strict: true, formats: { [STORABLE]: isStorable } });
const CHECKS = { oidc: ajv.compile<OidcSettings>(OIDC), cas: ajv.compile<CasSettings>(CAS) };

/** Checks settings as they are given, and as they are read from the database; all that is wrong is told. */
export const checkSettings = (settings: { readonly protocol: 'oidc' | 'cas' }): Result<SignInSettings, Problem[]> => {
  const check = CHECKS[settings.protocol];
  if (check(settings)) return ok(settings);
  return err(
    (check.errors ?? []).map(({ instancePath, message = '' }) =>
      problem('sign-in-settings-not-valid', instancePath, '登录配置此处有误。', `These settings are not valid here: ${message}.`),
    ),
  );
};
