import { err, ok, type Result } from '@guicheng/kernel';
import type { ProjectFacts } from '@guicheng/persistence';
import { problem, type JsonValue, type Problem } from '@guicheng/policy-model';
import { checkFacts, tooManyFacts, type FactsTaken } from '../project-facts.ts';
import { checkCode, checkTitle } from '../project-words.ts';
import { columnsByHeading, FIXED_HEADINGS, type LedgerColumn } from './ledger-columns.ts';
import { factOfCell, wordOfCell } from './ledger-cell.ts';
import type { ReadRow, ReadSheet } from './xlsx-read.ts';
import { columnName } from './xlsx-write.ts';

/** One thing that is wrong with a cell of a ledger. */
export interface LedgerError {
  /** As Excel numbers it, from 1. */
  readonly row: number;
  /** Its letters; null: the row as a whole. */
  readonly column: string | null;
  readonly heading: string | null;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** A project as a row of a ledger has it. */
export interface LedgerProject {
  readonly row: number;
  /** Null: gets a running number. */
  readonly code: string | null;
  readonly title: string;
  /** Code or Chinese name of the unit; null: none is given. */
  readonly unit: string | null;
  readonly facts: ProjectFacts;
}

/** Where a ledger has its codes and units; the column is null where it has none. */
export type LedgerPlaces = Readonly<Record<'code' | 'unit', Pick<LedgerError, 'column' | 'heading'>>>;

/** What a ledger says. */
export interface ReadLedger {
  readonly places: LedgerPlaces;
  readonly projects: readonly LedgerProject[];
  readonly errors: readonly LedgerError[];
}

interface Column {
  readonly index: number;
  readonly heading: string;
  readonly column: LedgerColumn;
}

const REFUSED = {
  formula: [
    'formula-not-read',
    '单元格是公式：请先“粘贴为值”，公式不予计算。',
    'The cell holds a formula: paste it as a value first, formulas are not worked out.',
  ],
  error: ['cell-error', '单元格是错误值。', 'The cell holds an error.'],
  'wrong-kind': ['cell-not-readable', '单元格内容与该列要求的类型不符。', 'The cell is not of the kind that the column holds.'],
} as const;

const headingsOf = (head: ReadRow, taken: FactsTaken): Result<readonly Column[], Problem[]> => {
  const find = columnsByHeading(taken);
  const problems: Problem[] = [];
  const columns: Column[] = [];
  const seen = new Map<string, string>();
  for (const [index, cell] of head.cells) {
    const heading = wordOfCell(cell) ?? '';
    if (heading === '') continue;
    const column = find(heading);
    if (column === undefined) {
      problems.push(
        problem(
          'heading-not-known',
          `/headings/${columnName(index)}`,
          `第 ${columnName(index)} 列“${heading}”不是已知的字段：请改用词汇表的名称，或删去该列。`,
          `Column ${columnName(index)}, "${heading}", is nothing that is known: name it as the vocabulary does, or leave it out.`,
        ),
      );
      continue;
    }
    if (column.kind === 'shown') continue;
    const key = column.kind === 'fact' ? `fact ${column.name}` : column.kind;
    const other = seen.get(key);
    if (other !== undefined)
      problems.push(
        problem(
          'heading-twice',
          `/headings/${columnName(index)}`,
          `第 ${columnName(index)} 列与“${other}”是同一字段：请只保留一列。`,
          `Column ${columnName(index)} holds the same as "${other}": keep one of them.`,
        ),
      );
    seen.set(key, heading);
    columns.push({ index, heading, column });
  }
  if (!seen.has('title'))
    problems.push(problem('heading-missing', '/headings', '缺少“项目名称”列。', 'There is no column for the title (项目名称).'));
  return problems.length > 0 ? err(problems) : ok(columns);
};

const errorAt = (row: number, column: Column | undefined, { code, zh, en }: Pick<Problem, 'code' | 'zh' | 'en'>): LedgerError => ({
  row,
  column: column === undefined ? null : columnName(column.index),
  heading: column?.heading ?? null,
  code,
  zh,
  en,
});

const projectOf = (
  { row, cells }: ReadRow,
  columns: readonly Column[],
  taken: FactsTaken,
  from1904: boolean,
  errors: LedgerError[],
): LedgerProject => {
  const words: Record<string, string | undefined> = {};
  const facts: Record<string, JsonValue> = {};
  for (const one of columns) {
    const cell = cells.get(one.index);
    if (cell === undefined) continue;
    if (one.column.kind !== 'fact') {
      const word = wordOfCell(cell);
      words[one.column.kind] = word;
      if (word === undefined)
        errors.push(errorAt(row, one, asProblem(cell.kind === 'formula' || cell.kind === 'error' ? cell.kind : 'wrong-kind')));
      continue;
    }
    const { name, definition, unit } = one.column;
    const read = factOfCell(cell, definition, unit, from1904);
    if ('refused' in read) errors.push(errorAt(row, one, asProblem(read.refused)));
    else {
      const checked = checkFacts(taken, { [name]: read.value }, '');
      if (checked.ok) Object.assign(facts, checked.value);
      else for (const wrong of checked.error) errors.push(errorAt(row, one, wrong));
    }
  }
  const of = (kind: string): Column | undefined => columns.find(({ column }) => column.kind === kind);
  const { title = '', code = '', unit = '' } = words;
  for (const wrong of checkTitle(title)) errors.push(errorAt(row, of('title'), wrong));
  if (code !== '') for (const wrong of checkCode(code)) errors.push(errorAt(row, of('code'), wrong));
  for (const wrong of tooManyFacts(facts)) errors.push(errorAt(row, undefined, wrong));
  return { row, title, code: code === '' ? null : code, unit: unit === '' ? null : unit, facts };
};

const asProblem = (refused: keyof typeof REFUSED): Pick<Problem, 'code' | 'zh' | 'en'> => {
  const [code, zh, en] = REFUSED[refused];
  return { code, zh, en };
};

/** Rows that are worked on before others are let go on. */
const STEP = 500;

/** Reads projects out of a sheet whose first row has headings; what is wrong with headings refuses the sheet, what is wrong with rows is listed by cell. */
export const readLedger = async (
  { rows, from1904 }: ReadSheet,
  taken: FactsTaken,
  onProgress: (done: number, total: number) => void,
): Promise<Result<ReadLedger, Problem[]>> => {
  const [head, ...body] = rows;
  if (head === undefined) return err([problem('ledger-empty', '', '工作表是空的。', 'The sheet is empty.')]);
  const columns = headingsOf(head, taken);
  if (!columns.ok) return columns;
  const errors: LedgerError[] = [];
  const projects: LedgerProject[] = [];
  for (const [index, row] of body.entries()) {
    projects.push(projectOf(row, columns.value, taken, from1904, errors));
    if ((index + 1) % STEP !== 0) continue;
    onProgress(index + 1, body.length);
    await new Promise((resolve) => setImmediate(resolve));
  }
  onProgress(body.length, body.length);
  const lines = new Map<string, number>();
  for (const { row, code } of projects) {
    if (code === null) continue;
    const first = lines.get(code);
    if (first === undefined) lines.set(code, row);
    else
      errors.push(
        errorAt(
          row,
          columns.value.find(({ column }) => column.kind === 'code'),
          {
            code: 'code-twice',
            zh: `项目编号“${code}”与第 ${first} 行重复。`,
            en: `The code "${code}" stands in row ${first} too.`,
          },
        ),
      );
  }
  const placeOf = (kind: 'code' | 'unit'): LedgerPlaces['code'] => {
    const found = columns.value.find(({ column }) => column.kind === kind);
    return found === undefined
      ? { column: null, heading: FIXED_HEADINGS[kind][0] }
      : { column: columnName(found.index), heading: found.heading };
  };
  return ok({ projects, errors, places: { code: placeOf('code'), unit: placeOf('unit') } });
};
