import { civilDateAt, err, isStorable, ok, uuidV7, type Result } from '@guicheng/kernel';
import { refuse, type ApiClientRecord, type UnitKind } from '@guicheng/persistence';
import { at, problem, type Problem } from '@guicheng/policy-model';
import type { Caller, Role, Scope } from '../../tenancy/caller.ts';
import { ROLE_RULES, roleNotInUnit } from '../../tenancy/organisation/role-rules.ts';
import { administer } from './client-administration.ts';
import { parseClientKeys } from './client-keys.ts';
import type { ClientParts, MutationTrace } from './client-parts.ts';
import { CLIENT_ROLES } from './client-rights.ts';
import { parseNetworks } from './network-list.ts';

/** A client to be. */
export interface NewClient {
  /** UUID of the unit it calls for. */
  readonly unitId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
  /** From where it may call; none: from anywhere. */
  readonly networks: readonly string[];
  /** Its public keys, a JWK Set as JSON; null: none. */
  readonly jwks: string | null;
}

const LONGEST_NAME = 100;

const CONTROL = /[\u0000-\u001f\u007f]/;

const nameProblem = (name: string): Problem | undefined =>
  name === '' || name.length > LONGEST_NAME || CONTROL.test(name) || !isStorable(name)
    ? problem('client-name-not-valid', '/name', `名称应为 1 至 ${LONGEST_NAME} 个字符。`, `A name has 1 to ${LONGEST_NAME} characters.`)
    : undefined;

const rolesProblems = (roles: readonly Role[]): Problem[] =>
  roles.flatMap((role, index) =>
    CLIENT_ROLES.includes(role)
      ? []
      : [
          problem(
            'role-not-for-clients',
            at('/roles', index),
            '该角色只能由人担任，不能授予接口客户端。',
            'This role is for people: a program cannot have it.',
          ),
        ],
  );

/** A program acts where a person in its place could: of roles that its unit does not have it has none. */
const rolesNotIn = (kind: UnitKind, roles: readonly Role[]): Problem[] =>
  roles.flatMap((role, index) => (ROLE_RULES[role].unitKinds.includes(kind) ? [] : [roleNotInUnit(role, kind, at('/roles', index))]));

const unitNotFound = problem('unit-not-found', '/unitId', '没有这个单位，或今日已撤销。', 'There is no such unit today.');
const scopesMissing = problem('scopes-missing', '/scopes', '请至少授予一项权限范围。', 'Give at least one scope.');

const checked = (input: NewClient): Result<Pick<ApiClientRecord, 'name' | 'networks' | 'jwks'>, Problem[]> => {
  const name = input.name.trim();
  const networks = parseNetworks(input.networks, '/networks');
  const jwks = input.jwks === null ? ok(null) : parseClientKeys(input.jwks, '/jwks');
  const problems = [
    nameProblem(name) ?? [],
    rolesProblems(input.roles),
    input.scopes.length === 0 ? scopesMissing : [],
    networks.ok ? [] : networks.error,
    jwks.ok ? [] : jwks.error,
  ].flat();
  return problems.length > 0 || !networks.ok || !jwks.ok ? err(problems) : ok({ name, networks: networks.value, jwks: jwks.value });
};

/**
 * Registers a program that calls the API for a unit. It can do nothing until it is given a key or secret, or has keys of its own. Giving it roles is the duty of who
 * appoints, giving it a credential that of who gives people accounts (三权分立).
 */
export const registerClientWith =
  ({ database, clock, random }: ClientParts) =>
  async (caller: Caller, input: NewClient, trace: MutationTrace): Promise<Result<ApiClientRecord, Problem[]>> => {
    const form = checked(input);
    const now = clock.now();
    return administer({ database, caller, duty: 'posts', trace, at: now }, async ({ clients, units }) => {
      if (!form.ok) return refuse(...form.error);
      const { unitId } = input;
      const unit = (await units.on(unitId, civilDateAt(now))) === undefined ? undefined : await units.byId(unitId);
      if (unit === undefined) return refuse(unitNotFound);
      const misfits = rolesNotIn(unit.kind, input.roles);
      if (misfits.length > 0) return refuse(...misfits);
      const [roles, scopes] = [[...new Set(input.roles)], [...new Set(input.scopes)]];
      const client: ApiClientRecord = {
        ...form.value,
        clientId: uuidV7(now, random(10)),
        unitId,
        roles,
        scopes,
        createdAt: now,
        disabledAt: null,
      };
      await clients.insert(client);
      const { networks, jwks } = client;
      const details = { unit: unitId, roles, scopes, networks: [...networks], keys: jwks !== null };
      return {
        kind: 'done',
        value: client,
        audit: { action: 'client.register', subjectKind: 'client', subjectId: client.clientId, details },
      };
    });
  };
