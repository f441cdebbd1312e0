import { civilDateAt, err, ok, uuidV7, yearOf, type CivilDate, type Result } from '@guicheng/kernel';
import {
  refuse,
  type Change,
  type ChangeResult,
  type DistrictRepositories,
  type NewProject,
  type ProjectRecord,
} from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../tenancy/caller.ts';
import { mayWrite, notPermitted, scopeOf, writesFor, type ProjectScope } from '../project-access.ts';
import { factsTaken, listedFacts } from '../project-facts.ts';
import type { ProjectParts } from '../project-parts.ts';
import { codeOfNumber } from '../project-words.ts';
import { unitsOfDay } from './ledger-units.ts';
import { readLedger, type LedgerError, type LedgerPlaces, type LedgerProject, type ReadLedger } from './read-ledger.ts';
import { XlsxRefused } from './xlsx-archive.ts';
import { readXlsx } from './xlsx-read.ts';

/** Errors that are told of at once. */
const MOST_LEDGER_ERRORS = 1_000;

/** An old ledger to take over. */
export interface ImportInput {
  /** The .xlsx. */
  readonly file: Buffer;
  /** Only say what would come of it. */
  readonly dryRun: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What came of an import. With errors nothing was taken over: all of the ledger or none of it. */
export interface ImportReport {
  readonly dryRun: boolean;
  /** Rows that have a project. */
  readonly rows: number;
  /** Projects that were taken over, or would be. */
  readonly imported: number;
  readonly errors: readonly LedgerError[];
  /** Of all kinds; `errors` has at most 1,000 of them. */
  readonly errorCount: number;
}

/** Takes over an old ledger (导入旧台账) as drafts: one transaction, one audit entry, one event. Refusals: the file or its headings. */
export type ImportProjects = (caller: Caller, input: ImportInput, change: Change) => Promise<Result<ImportReport, Problem[]>>;

const rowError = (row: number, place: LedgerPlaces['code'], code: string, zh: string, en: string): LedgerError => ({
  row,
  ...place,
  code,
  zh,
  en,
});

type Placed = LedgerProject & { readonly unitId: string; readonly onBehalfOf: string | null };

/** Finds the unit of each row by code, else by name. */
const placed = (
  scope: ProjectScope,
  units: Awaited<ReturnType<typeof unitsOfDay>>,
  { projects, places }: ReadLedger,
  errors: LedgerError[],
): readonly Placed[] => {
  const byCode = new Map([...units.values()].map((unit) => [unit.code, unit.unitId]));
  const byName = new Map<string, string | null>();
  for (const { nameZh, unitId } of units.values()) byName.set(nameZh, byName.has(nameZh) ? null : unitId);
  return projects.flatMap((project) => {
    const { row, unit } = project;
    const unitId = unit === null ? undefined : (byCode.get(unit) ?? byName.get(unit) ?? undefined);
    if (unitId === undefined) {
      errors.push(
        rowError(
          row,
          places.unit,
          'unknown-unit',
          unit === null ? '没有填写单位。' : `当日没有单位“${unit}”，或有多个同名单位：请填写单位代码。`,
          unit === null ? 'No unit is given.' : `There is no unit "${unit}" on this day, or several of that name: give its code.`,
        ),
      );
      return [];
    }
    if (mayWrite(scope, unitId)) return [{ ...project, unitId, onBehalfOf: writesFor(scope, [unitId]) }];
    errors.push(
      rowError(
        row,
        places.unit,
        'unit-not-yours',
        '您只能为本单位及其下级单位办理项目。',
        'You record projects of your own unit and of those below it only.',
      ),
    );
    return [];
  });
};

const codesOf = (all: readonly LedgerProject[]): readonly string[] => all.flatMap(({ code }) => (code === null ? [] : [code]));

/** Names the rows whose code a recorded project has. */
const noteTaken = (found: ReadonlySet<string>, { projects, places }: ReadLedger, errors: LedgerError[]): void => {
  for (const { row, code } of projects)
    if (code !== null && found.has(code))
      errors.push(
        rowError(
          row,
          places.code,
          'code-taken',
          `项目编号“${code}”已有登记：导入只登记新项目，修改已登记的项目请用 changeProject；确为新项目的，请将编号留空。`,
          `A project of the code "${code}" is recorded already: an import only records new projects. Change that one by changeProject, or leave the code empty if this is a new one.`,
        ),
      );
};

/** `count` running numbers as codes, those that somebody chose as a code passed over. */
const freeCodes = async (
  { projects }: Pick<DistrictRepositories, 'projects'>,
  count: number,
  chosen: ReadonlySet<string>,
  day: CivilDate,
): Promise<readonly string[]> => {
  const codes: string[] = [];
  while (codes.length < count) {
    const missing = count - codes.length;
    const first = await projects.takeNumbers(yearOf(day), missing);
    const fresh = Array.from({ length: missing }, (_, index) => codeOfNumber(yearOf(day), first + index));
    const used = await projects.codesTaken(fresh);
    codes.push(...fresh.filter((code) => !used.has(code) && !chosen.has(code)));
  }
  return codes;
};

/** Keeps the rows as projects, those without a code under running numbers; the codes that others took meanwhile, whose rows are not kept. */
const keep = async (
  repositories: DistrictRepositories,
  rows: readonly Placed[],
  change: Change,
  random: ProjectParts['random'],
): Promise<ReadonlySet<string>> => {
  const chosen = new Set(codesOf(rows));
  for (let left = rows.filter(({ code }) => code === null); left.length > 0;) {
    const codes = await freeCodes(repositories, left.length, chosen, civilDateAt(change.at));
    const taken = await repositories.projects.add(left.map((row, index) => newProject(row, codes[index]!, change, random)));
    left = left.filter((_, index) => taken.has(codes[index]!));
  }
  const coded = rows.flatMap((row) => (row.code === null ? [] : [newProject(row, row.code, change, random)]));
  return repositories.projects.add(coded);
};

/** Refuses the transaction of an import that came to errors, which are no refusal of the request. */
const NOTHING_DONE = problem('ledger-not-imported', '', '台账有误，未导入任何项目。', 'The ledger has errors; nothing was taken over.');

/** The use case on these parts. */
export const importProjectsWith =
  ({ database, library, random }: ProjectParts): ImportProjects =>
  async (caller, { file, dryRun, onProgress = () => undefined }, change) => {
    const day = civilDateAt(change.at);
    const sheet = await readXlsx(file).catch((cause: unknown) => {
      if (cause instanceof XlsxRefused) return cause;
      throw cause;
    });
    if (sheet instanceof XlsxRefused) return err([problem(sheet.code, '', sheet.zh, sheet.en)]);
    const ledger = await readLedger(sheet, factsTaken(library.holdings(), caller.district, day), onProgress);
    if (!ledger.ok) return ledger;
    const { projects, errors: found } = ledger.value;
    const errors = [...found];
    const check = async (repositories: DistrictRepositories): Promise<readonly Placed[] | undefined> => {
      errors.splice(found.length);
      const scope = await scopeOf(caller, repositories, day);
      if (!scope.writesAll && scope.applicantUnits.size === 0) return undefined;
      const rows = placed(scope, await unitsOfDay(repositories, day), ledger.value, errors);
      noteTaken(await repositories.projects.codesTaken(codesOf(projects)), ledger.value, errors);
      return rows;
    };
    const report = (imported: number): ImportReport => ({
      dryRun,
      rows: projects.length,
      imported,
      errors: errors.toSorted((a, b) => a.row - b.row).slice(0, MOST_LEDGER_ERRORS),
      errorCount: errors.length,
    });
    if (dryRun) {
      const rows = await database.inDistrict(caller.district, check);
      return rows === undefined ? err([notPermitted]) : ok(report(errors.length > 0 ? 0 : rows.length));
    }
    const done = await database.change(change, async (repositories): Promise<ChangeResult<ImportReport>> => {
      const rows = await check(repositories);
      if (rows === undefined) return refuse(notPermitted);
      if (errors.length > 0) return refuse(NOTHING_DONE);
      noteTaken(await keep(repositories, rows, change, random), ledger.value, errors);
      if (errors.length > 0) return refuse(NOTHING_DONE);
      return {
        kind: 'done',
        value: report(rows.length),
        audit: {
          action: 'project.import',
          subjectKind: 'projects',
          subjectId: caller.district,
          details: { projects: rows.length },
          onBehalfOf: rows.find((row) => row.onBehalfOf !== null)?.onBehalfOf ?? null,
        },
        events: [{ type: 'project.imported', subjectKind: 'projects', subjectId: caller.district, payload: { projects: rows.length } }],
      };
    });
    if (!done.ok && done.error.includes(NOTHING_DONE)) return ok(report(0));
    return done;
  };

const newProject = (
  { title, unitId, facts, onBehalfOf }: Placed,
  code: string,
  { at, actor }: Change,
  random: ProjectParts['random'],
): NewProject => {
  const project: ProjectRecord = {
    projectId: uuidV7(at, random(10)),
    code,
    title,
    unitId,
    status: 'draft',
    facts,
    revision: 1,
    pinned: null,
    ...listedFacts(facts),
    createdAt: at,
    createdBy: actor.id,
    updatedAt: at,
    updatedBy: actor.id,
  };
  return { project, note: { act: 'imported', changed: [], actor: { ...actor, onBehalfOf } } };
};
