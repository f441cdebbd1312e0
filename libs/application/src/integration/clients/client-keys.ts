import { createPublicKey } from 'node:crypto';
import { err, ok, parseJsonText, type Result } from '@guicheng/kernel';
import { at, canonicalJson, problem, type JsonValue, type Problem } from '@guicheng/policy-model';

/** Algorithms of signed assertions (RFC 7518, RFC 8037): asymmetric ones without known weaknesses; `none` and shared secrets are not among them. */
export const ASSERTION_ALGORITHMS = ['ES256', 'PS256', 'RS256', 'EdDSA', 'Ed25519'] as const;

/** Keys of a client at most: the present one, the next and some in reserve; our choice. */
const MOST_KEYS = 10;
/** Bits of RSA: NIST SP 800-131A asks for 2,048; more than 8,192 only costs time. */
const RSA_BITS = { least: 2_048, most: 8_192 };
const LONGEST = 20_000;
const LONGEST_ID = 200;

/** What is kept of a public key, by its type; all else is left out. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = { EC: ['crv', 'x', 'y'], RSA: ['n', 'e'], OKP: ['crv', 'x'] };
const CURVES: Readonly<Record<string, string>> = { EC: 'P-256', OKP: 'Ed25519' };
const FITTING: Readonly<Record<string, readonly string[]>> = { EC: ['ES256'], RSA: ['PS256', 'RS256'], OKP: ['EdDSA', 'Ed25519'] };
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

type Members = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

const isUsable = (jwk: Members): boolean => {
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    const bits = asymmetricKeyDetails?.modulusLength;
    return bits === undefined || (bits >= RSA_BITS.least && bits <= RSA_BITS.most);
  } catch {
    // Whatever OpenSSL says of it, it is no key.
    return false;
  }
};

/** Why one key cannot be used; undefined: it can. */
const keyProblem = (key: unknown, pointer: string): Problem | undefined => {
  if (!isObject(key)) return problem('key-not-valid', pointer, '公钥应为 JWK 对象。', 'A key is a JWK object.');
  if (PRIVATE.some((member) => member in key))
    return problem(
      'key-is-private',
      pointer,
      '这是私钥：请立即作废并重新生成，只提交公钥。',
      'This is a private key: give it up, make a new pair, and send the public key only.',
    );
  const { kty, kid, alg, use } = key;
  if (typeof kid !== 'string' || kid === '' || kid.length > LONGEST_ID)
    return problem('key-id-missing', at(pointer, 'kid'), '每个公钥须有 kid。', 'Every key has a kid.');
  const type = typeof kty === 'string' && Object.hasOwn(MEMBERS, kty) ? kty : undefined;
  const isFitting =
    type !== undefined && (alg === undefined || FITTING[type]!.includes(alg as string)) && (use === undefined || use === 'sig');
  if (!isFitting || (type in CURVES && key['crv'] !== CURVES[type]) || !isUsable(key))
    return problem(
      'key-not-valid',
      pointer,
      '公钥不可用：支持 EC P-256、Ed25519 及 2048 至 8192 位的 RSA，用于签名。',
      'The key cannot be used: EC P-256, Ed25519, or RSA of 2048 to 8192 bits, for signatures.',
    );
  return undefined;
};

const keptOf = (key: Members): JsonValue =>
  Object.fromEntries(
    ['kty', 'kid', 'alg', ...MEMBERS[key['kty'] as string]!].flatMap((name) => (name in key ? [[name, key[name] as JsonValue]] : [])),
  );

const notAKeySet = (pointer: string): Problem =>
  problem(
    'key-set-not-valid',
    pointer,
    `应为 JWK Set：{"keys": […]}，1 至 ${MOST_KEYS} 个公钥，kid 互不相同。`,
    `Not a JWK Set: {"keys": […]} with 1 to ${MOST_KEYS} public keys, each with a kid of its own.`,
  );

/** Reads a JWK Set of public keys (RFC 7517) into the canonical JSON that is kept: nothing but what verifies signatures. */
export const parseClientKeys = (text: string, pointer: string): Result<string, Problem[]> => {
  const parsed = text.length > LONGEST ? undefined : parseJsonText(text);
  const set = parsed?.ok === true ? parsed.value : undefined;
  const keys = isObject(set) && Array.isArray(set['keys']) ? (set['keys'] as unknown[]) : [];
  if (keys.length === 0 || keys.length > MOST_KEYS) return err([notAKeySet(pointer)]);
  const problems = keys.flatMap((key, index) => keyProblem(key, at(pointer, 'keys', index)) ?? []);
  if (problems.length > 0) return err(problems);
  const known = keys as Members[];
  if (new Set(known.map((key) => key['kid'])).size < known.length) return err([notAKeySet(pointer)]);
  return ok(canonicalJson({ keys: known.map(keptOf) }));
};
