import type { Client } from 'pg';
import { ROLE } from '../tenancy/roles.ts';

/** Roles that log in besides the owner, who asks. */
const GUESTS = [ROLE.app, ROLE.auditor, ROLE.backup];

/** A role that the schema grants rights to is absent or may not connect; nothing was changed. An administrator runs `statements` once. */
export class RolesMissing extends Error {
  readonly zh: string;
  readonly en: string;

  constructor(readonly statements: readonly string[]) {
    const text = statements.map((statement) => `  ${statement}`).join('\n');
    const zh = `数据库缺少角色或连接权限，什么也没有改变。请管理员先执行（密码自定）：`;
    const en = `The database lacks roles or their right to connect; nothing was changed. Let an administrator run these statements first, with passwords of your own.`;
    super(`${zh}\n${text}\n${en}`);
    this.name = 'RolesMissing';
    this.zh = `${zh}\n${text}\n`;
    this.en = en;
  }
}

const creation = (role: string): string =>
  role === ROLE.publisher ? `create role ${role} nologin;` : `create role ${role} login password '…';`;

/** Throws `RolesMissing` with all statements that this database still needs. */
export async function refuseMissingRoles(session: Client): Promise<void> {
  const { rows } = await session.query<{ missing: string[]; unconnected: string[]; database: string }>(
    `select
      array(select name from unnest($1::text[]) name where not exists (select from pg_roles where rolname = name)) as missing,
      array(select name from unnest($2::text[]) name where not exists (
        select from pg_roles where rolname = name and has_database_privilege(oid, current_database(), 'connect'))) as unconnected,
      quote_ident(current_database()) as database`,
    [Object.values(ROLE), GUESTS],
  );
  for (const { missing, unconnected, database } of rows) {
    const statements = [
      ...missing.map(creation),
      ...(missing.includes(ROLE.publisher) ? [`grant ${ROLE.publisher} to ${ROLE.owner}, ${ROLE.app} with inherit false, set true;`] : []),
      ...(unconnected.length > 0 ? [`grant connect on database ${database} to ${unconnected.join(', ')};`] : []),
    ];
    if (statements.length > 0) throw new RolesMissing(statements);
  }
}
