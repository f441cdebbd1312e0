import { decide, decideAll, type FactRow } from '@guicheng/policy-engine';
import { isDetermined, type BenchQuestion, type Sample } from './question.ts';
import { processorTime } from './timing.ts';

/** A way in which the engine itself answers. */
export interface Own {
  readonly name: string;
  readonly pass: (samples: readonly Sample[]) => void;
}

/** The engine's ways to the same decision. The first two stand beside the other programs. */
export const ownWays = ({ prepared, shelf }: BenchQuestion): readonly Own[] => [
  { name: 'fast', pass: (samples) => samples.forEach(({ row }) => void prepared.decide(row)) },
  { name: 'traced', pass: (samples) => samples.forEach(({ row }) => void prepared.decide(row, { trace: true })) },
  { name: 'decide, facts parsed each time', pass: (samples) => samples.forEach(({ request }) => void decide(shelf, request)) },
  {
    name: 'decide with trace, facts parsed each time',
    pass: (samples) => samples.forEach(({ request }) => void decide(shelf, request, { trace: true })),
  },
  {
    name: 'decide by closures, facts parsed each time',
    pass: (samples) => samples.forEach(({ request }) => void decide(shelf, request, { closuresOnly: true })),
  },
];

/** Where the engine's ways to a decision differ from its closures, which are the reference. */
export function ownDifferences({ prepared, shelf }: BenchQuestion, samples: readonly Sample[]): string[] {
  return samples.flatMap(({ row, request, text }) => {
    const fast = prepared.decide(row);
    const traced = prepared.decide(row, { trace: true });
    const tracedByClosures = decide(shelf, request, { trace: true, closuresOnly: true });
    const isSame = fast.ok && JSON.stringify(fast.value) === text && JSON.stringify(traced) === JSON.stringify(tracedByClosures);
    return isSame ? [] : [`generated code and closures differ for ${JSON.stringify(request.facts)}`];
  });
}

const BULK_ROWS = 200_000;

/** Decisions a second of processor time over rows that were parsed beforehand, one process, one core; settled ones. */
export function bulkRate({ prepared, samples }: BenchQuestion): number {
  const settled = samples.filter(isDetermined);
  const rows: FactRow[] = Array.from({ length: BULK_ROWS }, (_, index) => settled[index % settled.length]!.row);
  const started = processorTime();
  let answered = 0;
  for (const decided of decideAll(prepared, rows)) if (decided.ok) answered += 1;
  if (answered !== BULK_ROWS) throw new Error(`${answered} of ${BULK_ROWS} answered`);
  return (BULK_ROWS * 1_000_000) / (processorTime() - started);
}
