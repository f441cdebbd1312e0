import type { Words } from '../../wording/value-words.ts';
import type { MatrixEntry, MatrixRow } from './matrix.ts';

/** An entry and the row that it belongs to. */
export interface PlacedEntry {
  readonly kind: MatrixRow['kind'];
  readonly name: string;
  readonly title: Words;
  readonly entry: MatrixEntry;
}
