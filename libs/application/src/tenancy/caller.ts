import type { Instant } from '@guicheng/kernel';
import type { Actor } from '@guicheng/persistence';

/** What a post lets its holder do (角色); which units have it and which exclude each other: organisation. */
export const ROLES = [
  /** 平台运营: opens districts; sees none of their business. */
  'platform-operator',
  /** 区县管理员 */
  'district-admin',
  /** 政策编辑 */
  'policy-editor',
  /** 政策审批 */
  'policy-approver',
  /** 牵头办公室经办人 */
  'office-officer',
  /** 评审人 */
  'reviewer',
  /** 申报单位经办人 */
  'applicant',
  /** 审计员: reads */
  'auditor',
  /** 系统管理员 (三员) */
  'system-administrator',
  /** 安全管理员 (三员) */
  'security-administrator',
  /** 审计管理员 (三员) */
  'audit-administrator',
] as const;
/** What a post entitles to, one of `ROLES`. */
export type Role = (typeof ROLES)[number];

/** A role held in a unit on the day, one's own or somebody's who is away (代理). */
export interface CallerPost {
  readonly role: Role;
  /** Id of the unit. */
  readonly unit: string;
  /** Id of the person who is away; null: one's own post. */
  readonly onBehalfOf: string | null;
}

/** What an API client may do at most, besides the roles of its posts. */
export const SCOPES = ['decide', 'policies.read', 'projects.read', 'projects.write', 'audit.read', 'webhooks.manage'] as const;
/** One thing that an API client may be allowed, one of `SCOPES`. */
export type Scope = (typeof SCOPES)[number];

/** Who asks, as the credential proved it. Nobody signed in: `null` in place of a caller. */
export interface Caller {
  /** The tenant. */
  readonly district: string;
  readonly kind: 'person' | 'client';
  /** Id of the person or API client. */
  readonly id: string;
  readonly posts: readonly CallerPost[];
  /** Of a client; null: a person, whom no scopes bound. */
  readonly scopes: readonly Scope[] | null;
  /** Of a person who signed in here; null: a client. */
  readonly sessionId: string | null;
  /** Until when the second factor counts as just given; null: it was not. */
  readonly steppedUpUntil: Instant | null;
}

/** The post that lets a caller act in one of these roles: an own one before one held for somebody else; undefined: none does. */
export const postWith = (caller: Caller, roles: readonly Role[]): CallerPost | undefined => {
  const fitting = caller.posts.filter(({ role }) => roles.includes(role));
  return fitting.find(({ onBehalfOf }) => onBehalfOf === null) ?? fitting[0];
};

/** The caller as the audit chain names it, acting in this post. */
export const actorOf = (caller: Caller, post?: CallerPost): Actor => ({
  kind: caller.kind,
  id: caller.id,
  onBehalfOf: post?.onBehalfOf ?? null,
});
