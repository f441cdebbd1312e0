import { ROLE_RULES, type Caller, type Role, type Scope } from '@guicheng/application';

/** What a rule asks of whoever was refused. */
interface Needed {
  /** One of them; empty: whichever. */
  readonly roles: readonly Role[];
  /** One of them, of an API client. */
  readonly scopes: readonly Scope[];
  /** Whether it also takes a second factor, which API clients have not. */
  readonly stepUp: boolean;
}

/** As the schema names it: `projects.read` is `PROJECTS_READ`. */
const scopeName = (scope: Scope): string => scope.toUpperCase().replaceAll('.', '_');

/** What it would take, in words: sentences that end. */
export const needed = ({ roles, scopes, stepUp }: Needed, kind: Caller['kind']): { readonly zh: string; readonly en: string } => {
  if (kind === 'client' && (stepUp || scopes.length === 0))
    return { zh: '接口凭证不能使用，须由人员登录办理。', en: 'API credentials never do, a person signs in for it.' };
  const rolesZh = roles.map((role) => `“${ROLE_RULES[role].zh}”`).join('、');
  const rolesEn = roles.map((role) => ROLE_RULES[role].en).join(' or ');
  const names = scopes.map(scopeName);
  const parts = [
    roles.length === 0 ? undefined : { zh: `须担任${rolesZh}${roles.length > 1 ? '之一' : ''}`, en: `it takes the role ${rolesEn}` },
    kind === 'person' || names.length === 0
      ? undefined
      : { zh: `凭证须有授权范围 ${names.join(' 或 ')}`, en: `the credential needs the scope ${names.join(' or ')}` },
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return { zh: '须在本区县有任职。', en: 'it takes a post in the district.' };
  return { zh: `${parts.map(({ zh }) => zh).join('，且')}。`, en: `${parts.map(({ en }) => en).join(', and ')}.` };
};
