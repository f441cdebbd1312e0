import { QUESTIONS, type Question } from '@guicheng/policy-model';
import type { CompiledPolicy } from '../../compiled-policy.ts';
import { Speaker } from '../../wording/sentence.ts';
import type { Words } from '../../wording/value-words.ts';
import { answeringOf } from '../answering.ts';
import type { DistrictMatrix, MatrixEntry, MatrixRow } from './matrix.ts';
import { entriesOf } from './rule-entries.ts';

/** The same question (every question when none is named) answered by all policies, matter by matter; everything in it is read from their rules. */
export function districtMatrix(policies: readonly CompiledPolicy[], question?: Question): DistrictMatrix {
  const spoken = policies.map((compiled) => ({ compiled, speaker: new Speaker(compiled.policy) }));
  const rows = QUESTIONS.filter((each) => question === undefined || each === question).flatMap((each) => {
    const found = new Map<string, Pick<MatrixRow, 'kind' | 'name'> & { readonly title: Words; readonly entries: MatrixEntry[][] }>();
    for (const [column, { compiled, speaker }] of spoken.entries())
      for (const { kind, name, title, entry } of entriesOf(compiled, speaker, each)) {
        const key = `${kind} ${name}`;
        const row = found.get(key) ?? { kind, name, title, entries: policies.map(() => []) };
        row.entries[column]!.push(entry);
        found.set(key, row);
      }
    // What most districts speak of stands first.
    const spread = ({ entries }: { readonly entries: readonly (readonly MatrixEntry[])[] }): number =>
      entries.filter((list) => list.length > 0).length;
    const ordered = [...found.values()].sort((one, other) => spread(other) - spread(one));
    return ordered.map(({ kind, name, title, entries }): MatrixRow => ({
      kind,
      question: each,
      name,
      title,
      cells: entries.map((list, column) => ({ answering: answeringOf(policies[column]!, each), entries: list })),
    }));
  });
  return {
    policies: policies.map(({ policy: { manifest }, digest }) => ({
      id: manifest.id,
      title: { zh: manifest.titleZh, en: manifest.titleEn },
      digest,
      districtZh: manifest.district.titleZh,
    })),
    rows,
  };
}
