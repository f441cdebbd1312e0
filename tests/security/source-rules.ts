/** What source in service does not do, but in the places that are named with the reason. */
export interface SourceRule {
  readonly pattern: RegExp;
  /** File from the root -> why it may. A place that does not need it any more fails. */
  readonly places: Readonly<Record<string, string>>;
}

const POSTGRES = 'starts and looks after the PostgreSQL that comes along: a program by its path, arguments as a list, no shell';

/** By what they forbid. */
export const SOURCE_RULES = {
  'code made of text': {
    pattern: /\bnew Function\b|\beval\(|['"](node:)?vm['"]/,
    places: {
      'libs/policy-engine/src/fast/generated-code.ts':
        'our own text, written from checked nodes: nothing of a policy is in it but numbers and booleans',
    },
  },
  'other programs': {
    pattern: /['"](node:)?child_process['"]/,
    places: {
      'libs/persistence/src/embedded-postgres/postmaster-pid.ts': POSTGRES,
      'libs/persistence/src/embedded-postgres/postmaster.ts': POSTGRES,
      'libs/persistence/src/embedded-postgres/run-as-server.ts': POSTGRES,
    },
  },
  'a shell': { pattern: /\bexec(Sync)?\(\s*[`'"]|shell: true/, places: {} },
  'chance that can be guessed': { pattern: /Math\.random/, places: {} },
  'digests other than SHA-256': {
    pattern: /createH(ash|mac)\((?!'sha256')|['"](md5|sha1|sha-1|rsa-md5)['"]/i,
    places: {
      'libs/application/src/tenancy/identity/second-factor/totp.ts':
        'HMAC-SHA-1 is what RFC 6238 and every authenticator app take; an HMAC needs no resistance to collisions',
    },
  },
  'ciphers other than AES-256-GCM': {
    pattern: /create(C|Dec)ipheriv\((?!'aes-256-gcm')|createCipher\(|publicEncrypt|privateEncrypt|RSA1_5|RSA_PKCS1_PADDING/,
    places: {},
  },
  'TLS without looking at certificates': {
    pattern: /rejectUnauthorized: false|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/,
    places: {},
  },
  'HTML made of text': {
    pattern: /\.(inner|outer)HTML\b|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write\b/,
    places: {},
  },
  'what browsers keep': { pattern: /\b(local|session)Storage\b|indexedDB|document\.cookie/, places: {} },
  'messages between windows': { pattern: /postMessage\(|addEventListener\(['"]message/, places: {} },
  'regular expressions made of text': { pattern: /new RegExp\(|\bRegExp\(/, places: {} },
  'connections outward': {
    pattern:
      /(?<![.\w])fetch\(|\b(http|https)\.(request|get)\(|import \{[^}]*\brequest\b[^}]*\} from 'node:https?'|import \{[^}]*\b(connect|createConnection|Socket)\b[^}]*\} from 'node:(net|tls)'|['"](undici|node:dgram)['"]/,
    places: {
      'apps/api/graphiql/main.tsx': 'a page asks the server that it came from',
      'libs/application/src/integration/outbound/http-outbound.ts':
        'the one outbound client: it looks at the address first and follows no redirect',
      'libs/persistence/src/object-store/s3-object-store.ts': 'the object store that the operator configured, and no other address',
    },
  },
  'objects made of bytes': { pattern: /['"](node:)?v8['"]|\bdeserialize\(|structuredClone\(JSON/, places: {} },
  'lines beside the log': { pattern: /console\.\w+\(/, places: {} },
} satisfies Readonly<Record<string, SourceRule>>;

/** Source that runs in service, without its comments; tests and what only tests import are not. */
export const isInService = (path: string): boolean =>
  /^(apps|libs|migrations)\//.test(path) &&
  !/\.(spec|fixture)\.tsx?$|\/(client|operations)\.generated\.ts$|^libs\/testing\/|\/fixtures\//.test(path);

/** The text without comments; texts in quotes stay. */
export const withoutComments = (source: string): string => source.replaceAll(/\/\*[^]*?\*\/|(?<![:'"`\\])\/\/[^\n]*/g, '');

/** Files that do what a rule forbids. */
export const offenders = ({ pattern }: SourceRule, files: readonly { readonly path: string; readonly source: string }[]): string[] =>
  files.filter(({ source }) => pattern.test(source)).map(({ path }) => path);

const TEMPLATE_IN_CALL = /\b(?:query|execute|where|andWhere|orWhere|orderBy|addOrderBy|select|addSelect)(?:<[^()]*>)?\(\s*`([^`]*)`/g;
/** Constants in capitals, identifiers that the database quoted, the functions that quote, one of two words, a number and one more. */
const FIXED =
  /^(?:[A-Z][A-Z0-9_]*(?:\.\w+|\[\w+\])?|(?:\w+\.)*(?:sql|order)|\w+(?:\.\w+)*\.escape(?:Literal|Identifier)\(.*\)|quoted\w*\(.*\)|\w+ \? '[^']*' : '[^']*'|[\w.]+ [+-] \d+)$/;

/** What is put into SQL text otherwise than as a parameter, and is not fixed: `<path>: <expression>`. */
export const textInSql = (path: string, source: string): string[] =>
  [...source.matchAll(TEMPLATE_IN_CALL)]
    .flatMap(([, template = '']) => [...template.matchAll(/\$\{((?:[^{}]|\{[^{}]*\})*)\}/g)])
    .map(([, expression = '']) => expression.trim())
    .filter((expression) => !FIXED.test(expression))
    .map((expression) => `${path}: ${expression}`);
