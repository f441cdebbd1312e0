import type { DeclaredFact, JsonValue } from '@guicheng/policy-model';
import { typedCode } from './typed-code.ts';
import { typedAmount, typedDate, typedFigure, typedInstant, typedMonth } from './typed-figure.ts';

const YES = new Set(['是', '对', 'y', 'yes', 'true']);
const NO = new Set(['否', '不是', '不', 'n', 'no', 'false']);

/** A single value; undefined: it does not read as one of this type. */
export function typedScalar(raw: string, fact: Pick<DeclaredFact, 'type' | 'unit' | 'titleZh' | 'enum'>): JsonValue | undefined {
  const text = raw.normalize('NFKC').trim();
  switch (fact.type) {
    case 'boolean':
      return YES.has(text.toLowerCase()) ? true : NO.has(text.toLowerCase()) ? false : undefined;
    case 'code':
      return typedCode(text, fact);
    case 'money':
      return typedAmount(text);
    case 'integer':
    case 'decimal':
    case 'percent':
      return typedFigure(text, fact);
    case 'date':
      return typedDate(text);
    case 'month':
      return typedMonth(text);
    case 'instant':
      return typedInstant(text);
    default:
      return raw;
  }
}
