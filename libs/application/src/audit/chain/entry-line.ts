import type { Instant } from '@guicheng/kernel';
import type { ActorKind, AuditEntry } from '@guicheng/persistence';

/** An entry as a line of an export: every field that its hash is over, and the hash; the instant in milliseconds since 1970. */
export const entryLine = ({ sequence, recordedAt, ...entry }: AuditEntry): string =>
  JSON.stringify({ sequence: Number(sequence), recordedAt, ...entry });

const TEXTS = [
  'district',
  'actorKind',
  'actorId',
  'requestId',
  'action',
  'subjectKind',
  'subjectId',
  'details',
  'previousHash',
  'hash',
] as const;

/** What stands for a line that is none: an entry whose hash is not its own. */
const ruined = (sequence: bigint): AuditEntry => ({
  district: '',
  sequence,
  recordedAt: Number.NaN as Instant,
  actorKind: 'system',
  actorId: '',
  onBehalfOf: null,
  requestId: '',
  action: '',
  subjectKind: '',
  subjectId: '',
  details: '',
  previousHash: '',
  hash: '',
});

/** Reads a line; one that cannot be read comes out as an entry that does not fit its hash, in the place `expected`. */
export const entryOfLine = (line: string, expected: bigint): AuditEntry => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    if (cause instanceof SyntaxError) return ruined(expected);
    throw cause;
  }
  const fields = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const { sequence, recordedAt, onBehalfOf } = fields;
  const whole = Number.isSafeInteger(sequence) && (onBehalfOf === null || typeof onBehalfOf === 'string');
  if (!whole || TEXTS.some((name) => typeof fields[name] !== 'string')) return ruined(expected);
  const text = (name: (typeof TEXTS)[number]): string => fields[name] as string;
  return {
    district: text('district'),
    sequence: BigInt(sequence as number),
    recordedAt: (typeof recordedAt === 'number' ? recordedAt : Number.NaN) as Instant,
    actorKind: text('actorKind') as ActorKind,
    actorId: text('actorId'),
    onBehalfOf,
    requestId: text('requestId'),
    action: text('action'),
    subjectKind: text('subjectKind'),
    subjectId: text('subjectId'),
    details: text('details'),
    previousHash: text('previousHash'),
    hash: text('hash'),
  };
};
