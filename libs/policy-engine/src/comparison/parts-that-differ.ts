import type { Part, Verdict } from './verdict.ts';

/** A part of the answer that is certain on both sides and not the same; undefined: that side certainly does not give it. */
export interface PartDifference {
  readonly name: string;
  readonly a: Part | undefined;
  readonly b: Part | undefined;
}

/** Every part that two verdicts decide differently. A list filled by one expression and one filled code by code are compared by their codes. */
export function differingParts(a: Verdict, b: Verdict): PartDifference[] {
  const found: PartDifference[] = [];
  const [ofA, ofB] = [withMembers(a, b), withMembers(b, a)];
  for (const name of new Set([...ofA.keys(), ...ofB.keys()])) {
    const [one, other] = [ofA.get(name), ofB.get(name)];
    if (one !== undefined && other !== undefined) {
      if (JSON.stringify(one.printed) !== JSON.stringify(other.printed)) found.push({ name, a: one, b: other });
    } else if (!(one === undefined ? a : b).isOpen(listOf(name, one === undefined ? a : b))) found.push({ name, a: one, b: other });
  }
  return found;
}

/** What must be settled for a part to be certainly absent. */
const listOf = (name: string, side: Verdict): string => {
  const [kind, list] = name.split(' ');
  return kind === 'member' && side.isOpen(`field ${list}`) && !side.isOpen(name) && isComputed(side, list!) ? `field ${list}` : name;
};

const isComputed = ({ results }: Verdict, list: string): boolean =>
  results.some(({ holding }) => holding.some(({ fields }) => fields.some(({ name }) => name === list)));

function withMembers({ parts }: Verdict, other: Verdict): ReadonlyMap<string, Part> {
  const spread = new Map(parts);
  for (const [name, part] of parts)
    if (name.startsWith('field ') && Array.isArray(part.printed) && other.parts.get(name)?.printed === 'list') {
      spread.set(name, { ...part, printed: 'list', value: undefined });
      for (const code of part.printed as readonly string[])
        spread.set(`member ${name.slice('field '.length)} ${code}`, { ...part, printed: code, value: code, field: undefined });
    }
  return spread;
}

/** What must stay equal along a stretch: a fixed value itself; of a computed one, that it is there. */
export const valueSign = (part: Part | undefined): string =>
  part === undefined
    ? 'absent'
    : part.field === undefined || part.field.node.form === 'literal' || typeof part.value === 'boolean'
      ? JSON.stringify(part.printed)
      : 'computed';
