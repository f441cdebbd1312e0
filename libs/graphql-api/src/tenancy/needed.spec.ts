import { expect, it } from 'vitest';
import { needed } from './needed.ts';

it.each<[string, Parameters<typeof needed>, string, string]>([
  [
    'a person',
    [{ roles: ['district-admin', 'system-administrator'], scopes: ['projects.read'], stepUp: true }, 'person'],
    '须担任“区县管理员”、“系统管理员”之一。',
    'it takes the role district admin or system administrator.',
  ],
  [
    'an API client',
    [{ roles: ['auditor'], scopes: ['audit.read', 'webhooks.manage'], stepUp: false }, 'client'],
    '须担任“审计员”，且凭证须有授权范围 AUDIT_READ 或 WEBHOOKS_MANAGE。',
    'it takes the role auditor, and the credential needs the scope AUDIT_READ or WEBHOOKS_MANAGE.',
  ],
  [
    'an API client where only people may',
    [{ roles: ['auditor'], scopes: [], stepUp: false }, 'client'],
    '接口凭证不能使用，须由人员登录办理。',
    'API credentials never do, a person signs in for it.',
  ],
  [
    'an API client where a second factor is asked for',
    [{ roles: ['auditor'], scopes: ['audit.read'], stepUp: true }, 'client'],
    '接口凭证不能使用，须由人员登录办理。',
    'API credentials never do, a person signs in for it.',
  ],
  [
    'a person without a post',
    [{ roles: [], scopes: [], stepUp: false }, 'person'],
    '须在本区县有任职。',
    'it takes a post in the district.',
  ],
])('says what it would take of %s', (_, [what, kind], zh, en) => {
  expect(needed(what, kind)).toEqual({ zh, en });
});
