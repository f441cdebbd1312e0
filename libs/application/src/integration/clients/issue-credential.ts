import { ok, type Result } from '@guicheng/kernel';
import { refuse, type ClientCredentialRecord, type JsonObject } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller, Scope } from '../../tenancy/caller.ts';
import { clientDisabled, clientNotFound } from './change-client.ts';
import { administer } from './client-administration.ts';
import { expiryAfter, fingerprintOf, isCounting, MOST_CREDENTIALS, newCredential, overlapAfter } from './client-credential.ts';
import type { ClientParts, MutationTrace } from './client-parts.ts';
import { parseNetworks } from './network-list.ts';

/** A credential to be. */
export interface NewCredential {
  readonly clientId: string;
  readonly kind: ClientCredentialRecord['kind'];
  /** Among its client's; null: all of them. */
  readonly scopes: readonly Scope[] | null;
  /** From where it may be used, besides what its client's say; none: from anywhere. */
  readonly networks: readonly string[];
  /** How long it lasts. */
  readonly days: number;
}

/** A credential that was issued. Its text is nowhere else: not in the database, not in a log, and not in the answer to a repeated request. */
export interface IssuedCredential {
  readonly credential: ClientCredentialRecord;
  /** Null: the request was carried out before, and its text was shown then. */
  readonly text: string | null;
}

const scopeNotHeld = problem('scope-not-held', '/scopes', '权限范围超出接口客户端所有。', 'The client itself has not all of these scopes.');
const tooMany = problem(
  'credentials-too-many',
  '/clientId',
  `有效密钥已达 ${MOST_CREDENTIALS} 个，请先作废不用的。`,
  `${MOST_CREDENTIALS} credentials count already: revoke one first.`,
);

const detailsOf = (credential: ClientCredentialRecord): JsonObject => ({
  client: credential.clientId,
  kind: credential.kind,
  fingerprint: fingerprintOf(credential),
  scopes: [...credential.scopes],
  networks: [...credential.networks],
  replaces: credential.replaces,
  expiresAt: credential.expiresAt,
});

/** Issues an API key or a secret for OAuth. */
export const issueCredentialWith =
  ({ database, clock, random }: ClientParts) =>
  async (caller: Caller, input: NewCredential, trace: MutationTrace): Promise<Result<IssuedCredential, Problem[]>> => {
    const at = clock.now();
    const networks = parseNetworks(input.networks, '/networks');
    const expiresAt = expiryAfter(at, input.days);
    let text: string | null = null;
    const issued = await administer<ClientCredentialRecord>(
      { database, caller, duty: 'people-and-units', trace, at },
      async ({ clients }) => {
        if (!networks.ok || typeof expiresAt !== 'number')
          return refuse(...(networks.ok ? [] : networks.error), ...(typeof expiresAt === 'number' ? [] : [expiresAt]));
        const client = await clients.byId(input.clientId);
        if (client === undefined) return refuse(clientNotFound);
        if (client.disabledAt !== null) return refuse(clientDisabled);
        const scopes = input.scopes ?? client.scopes;
        if (scopes.length === 0 || scopes.some((scope) => !client.scopes.includes(scope))) return refuse(scopeNotHeld);
        const counting = (await clients.credentialsOf(client.clientId)).filter((credential) => isCounting(credential, at));
        if (counting.length >= MOST_CREDENTIALS) return refuse(tooMany);
        const terms = { clientId: client.clientId, kind: input.kind, networks: networks.value, replaces: null, expiresAt };
        const made = newCredential(caller.district, { ...terms, scopes: [...new Set(scopes)] }, at, random);
        await clients.insertCredential(made.record);
        text = made.text;
        const audit = { action: 'client.issue-credential', subjectKind: 'credential', subjectId: made.record.credentialId };
        return { kind: 'done', value: made.record, audit: { ...audit, details: detailsOf(made.record) } };
      },
    );
    return issued.ok ? ok({ credential: issued.value, text }) : issued;
  };

const credentialNotFound = problem('credential-not-found', '/credentialId', '没有这个密钥。', 'There is no such credential.');
const credentialEnded = problem('credential-ended', '/credentialId', '该密钥已作废或到期。', 'The credential was revoked or has expired.');

/** Issues another credential of the same terms in place of one, which counts beside it for some hours (0: not at all). */
export const rotateCredentialWith =
  ({ database, clock, random }: ClientParts) =>
  async (
    caller: Caller,
    { credentialId, overlapHours, days }: { readonly credentialId: string; readonly overlapHours: number; readonly days: number },
    trace: MutationTrace,
  ): Promise<Result<IssuedCredential, Problem[]>> => {
    const at = clock.now();
    const expiresAt = expiryAfter(at, days);
    const oldUntil = overlapAfter(at, overlapHours);
    let text: string | null = null;
    const issued = await administer<ClientCredentialRecord>(
      { database, caller, duty: 'people-and-units', trace, at },
      async ({ clients }) => {
        if (typeof expiresAt !== 'number' || typeof oldUntil !== 'number')
          return refuse(...[expiresAt, oldUntil].flatMap((one) => (typeof one === 'number' ? [] : [one])));
        const old = await clients.credentialById(credentialId);
        if (old === undefined) return refuse(credentialNotFound);
        if (!isCounting(old, at)) return refuse(credentialEnded);
        const client = await clients.byId(old.clientId);
        if (client?.disabledAt !== null) return refuse(clientDisabled);
        const { clientId, kind, scopes, networks } = old;
        const made = newCredential(caller.district, { clientId, kind, scopes, networks, replaces: credentialId, expiresAt }, at, random);
        await clients.insertCredential(made.record);
        if (overlapHours === 0) await clients.revoke(credentialId, at);
        else if (oldUntil < old.expiresAt) await clients.expire(credentialId, oldUntil);
        text = made.text;
        const audit = { action: 'client.rotate-credential', subjectKind: 'credential', subjectId: made.record.credentialId };
        return { kind: 'done', value: made.record, audit: { ...audit, details: { ...detailsOf(made.record), oldUntil } } };
      },
    );
    return issued.ok ? ok({ credential: issued.value, text }) : issued;
  };

/** Revokes a credential, and with it the tokens that were asked for with it: from the commit on, no process takes them. */
export const revokeCredentialWith =
  ({ database, clock }: ClientParts) =>
  async (caller: Caller, credentialId: string, trace: MutationTrace): Promise<Result<ClientCredentialRecord, Problem[]>> => {
    const at = clock.now();
    return administer<ClientCredentialRecord>({ database, caller, duty: 'people-and-units', trace, at }, async ({ clients }) => {
      const credential = await clients.credentialById(credentialId);
      if (credential === undefined) return refuse(credentialNotFound);
      if (!(await clients.revoke(credentialId, at))) return refuse(credentialEnded);
      const audit = { action: 'client.revoke-credential', subjectKind: 'credential', subjectId: credentialId };
      const details = { client: credential.clientId, kind: credential.kind, fingerprint: fingerprintOf(credential) };
      return { kind: 'done', value: { ...credential, revokedAt: at }, audit: { ...audit, details } };
    });
  };
