import { err, isStorable, ok, type Result } from '@guicheng/kernel';
import { refuse, type DistrictRepositories, type FederationProtocol } from '@guicheng/persistence';
import { at as place, canonicalJson, problem, type JsonValue, type Problem } from '@guicheng/policy-model';
import { administer, mayAdminister, notPermitted } from '../../../integration/clients/client-administration.ts';
import type { MutationTrace } from '../../../integration/clients/client-parts.ts';
import type { Caller } from '../../caller.ts';
import { signInNotConfigured } from './begin-sign-in.ts';
import { secretOwner, type FederationParts } from './federation-parts.ts';
import { checkSettings, issuerOf, type SignInSettings } from './sign-in-settings.ts';

/** What a district configured, without its secret. */
export interface ConfiguredSignIn {
  readonly settings: SignInSettings;
  readonly revision: number;
  readonly hasSecret: boolean;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
  readonly disabledAt: number | null;
}

const secretMissing = problem('client-secret-missing', '/secret', '请填写客户端密钥或私钥。', 'Give the client secret or key.');
const secretNotValid = problem(
  'client-key-not-valid',
  '/secret',
  'private_key_jwt 需要 JSON 格式的 JWK 私钥（EC、RSA 或 OKP），并写明 alg。',
  'private_key_jwt needs a private key as a JWK in JSON (EC, RSA or OKP) that names its alg.',
);

const isPrivateKey = (text: string): boolean => {
  try {
    const key = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    return ['EC', 'RSA', 'OKP'].includes(String(key?.['kty'])) && typeof key?.['d'] === 'string' && typeof key['alg'] === 'string';
  } catch (cause) {
    if (cause instanceof SyntaxError) return false;
    throw cause;
  }
};

const LONGEST_SECRET = 10_000;
const secretProblem = (settings: SignInSettings, secret: string | null, isThere: boolean): Problem | undefined => {
  if (settings.protocol === 'cas') return undefined;
  if (secret === null) return isThere ? undefined : secretMissing;
  if (secret === '' || secret.length > LONGEST_SECRET || !isStorable(secret)) return secretMissing;
  return settings.authentication === 'private_key_jwt' && !isPrivateKey(secret) ? secretNotValid : undefined;
};

const unitProblems = async ({ units }: Pick<DistrictRepositories, 'units'>, { posts }: SignInSettings): Promise<Problem[]> => {
  const problems: Problem[] = [];
  for (const [index, { unit }] of posts.entries())
    if ((await units.byCode(unit)) === undefined)
      problems.push(problem('unit-not-found', place('/posts', index, 'unit'), '没有这个编码的单位。', 'There is no unit of this code.'));
  return problems;
};

/** Configures how people of the district sign in by another system, in place of what was. `secret` null: the one that is there stays. */
export const configureSignInWith =
  ({ database, clock, box }: FederationParts) =>
  async (
    caller: Caller,
    { settings, secret }: { readonly settings: SignInSettings; readonly secret: string | null },
    trace: MutationTrace,
  ): Promise<Result<ConfiguredSignIn, Problem[]>> => {
    const checked = checkSettings(settings);
    const { district } = caller;
    const at = clock.now();
    const { protocol } = settings;
    return administer<ConfiguredSignIn>({ database, caller, duty: 'sign-in-rules', trace, at }, async (repositories) => {
      if (!checked.ok) return refuse(...checked.error);
      const { federation } = repositories;
      const before = await federation.provider(protocol);
      // Under other settings an old secret would be shown to another server.
      const isSame = before !== undefined && issuerOf(JSON.parse(before.settings) as SignInSettings) === issuerOf(settings);
      const kept = isSame ? before.sealedSecret : null;
      const wrong = secretProblem(settings, secret, kept !== null);
      const problems = [...(wrong === undefined ? [] : [wrong]), ...(await unitProblems(repositories, settings))];
      if (problems.length > 0) return refuse(...problems);
      const revision = (before?.revision ?? 0) + 1;
      const sealedSecret =
        protocol === 'cas' ? null : secret === null ? kept : box.seal(Buffer.from(secret, 'utf8'), secretOwner(district, protocol));
      const text = canonicalJson(settings as unknown as JsonValue);
      await federation.putProvider({ protocol, revision, settings: text, sealedSecret, changedAt: at, disabledAt: null });
      const value = { settings, revision, hasSecret: sealedSecret !== null, changedAt: at, disabledAt: null };
      const details = { revision, issuer: issuerOf(settings), rules: settings.posts.length, secretChanged: secret !== null };
      return { kind: 'done', value, audit: { action: 'sign-in.configure', subjectKind: 'sign-in-provider', subjectId: protocol, details } };
    });
  };

/** Switches sign-in by another system off; sessions that began by it go on until they end. */
export const disableSignInWith =
  ({ database, clock }: Pick<FederationParts, 'database' | 'clock'>) =>
  async (caller: Caller, protocol: FederationProtocol, trace: MutationTrace): Promise<Result<ConfiguredSignIn, Problem[]>> => {
    const at = clock.now();
    return administer<ConfiguredSignIn>({ database, caller, duty: 'sign-in-rules', trace, at }, async ({ federation }) => {
      const before = await federation.provider(protocol);
      if (before === undefined || before.disabledAt !== null) return refuse(signInNotConfigured);
      const revision = before.revision + 1;
      await federation.putProvider({ ...before, revision, changedAt: at, disabledAt: at });
      const settings = JSON.parse(before.settings) as SignInSettings;
      const value = { settings, revision, hasSecret: before.sealedSecret !== null, changedAt: at, disabledAt: at };
      const audit = { action: 'sign-in.disable', subjectKind: 'sign-in-provider', subjectId: protocol, details: { revision } };
      return { kind: 'done', value, audit };
    });
  };

/** What the caller's district configured; undefined: nothing. */
export const showSignInWith =
  ({ database }: Pick<FederationParts, 'database'>) =>
  async (caller: Caller, protocol: FederationProtocol): Promise<Result<ConfiguredSignIn | undefined, Problem[]>> => {
    if (!mayAdminister(caller)) return err([notPermitted]);
    const record = await database.inDistrict(caller.district, ({ federation }) => federation.provider(protocol));
    if (record === undefined) return ok(undefined);
    const { revision, changedAt, disabledAt, sealedSecret } = record;
    const settings = JSON.parse(record.settings) as SignInSettings;
    return ok({ settings, revision, hasSecret: sealedSecret !== null, changedAt, disabledAt });
  };
