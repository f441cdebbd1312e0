import type { Readable } from 'node:stream';
import { civilDateAt, err, formatInstant, ok, parseYuan, wanText, yuanText, type Result } from '@guicheng/kernel';
import type { ProjectFilter, ProjectOrder, ProjectRecord } from '@guicheng/persistence';
import { canonicalJson, type FactDefinition, type JsonValue, type Problem } from '@guicheng/policy-model';
import { actorOf, type Caller } from '../../tenancy/caller.ts';
import { filterNoted, filterProblems, visibleOnly } from '../list-projects.ts';
import { notPermitted, readsFor, scopeOf } from '../project-access.ts';
import { factsTaken, type FactsTaken } from '../project-facts.ts';
import type { ProjectParts, ReadMark } from '../project-parts.ts';
import { addClosed, unitsOfDay, type LedgerUnit } from './ledger-units.ts';
import { FIXED_HEADINGS, headingOfFact, isWan } from './ledger-columns.ts';
import { writeXlsx, type Cell } from './xlsx-write.ts';

/** Projects read at a time. */
const BATCH = 500;

/** What a download is of. */
export interface ExportInput {
  readonly filter: ProjectFilter;
  readonly order: ProjectOrder;
  readonly descending: boolean;
}

/** A download (导出): nothing is held but what is being written. */
export interface ProjectExport {
  /** One sheet, Chinese headings; amounts in 万元, exact to the fen. */
  xlsx(): Readable;
  /** A JSON object a line, facts as the contract writes them. */
  jsonLines(): AsyncIterable<string>;
}

/** Prepares a download of the projects that the caller sees; leaves one audit entry with the filter. */
export type ExportProjects = (caller: Caller, input: ExportInput, mark: ReadMark) => Promise<Result<ProjectExport, Problem[]>>;

const STATUS_ZH = { draft: '草稿', submitted: '已申报', withdrawn: '已撤回' } as const;

/** Digits that Excel keeps. */
const EXCEL_DIGITS = 15;

const wanCell = (value: JsonValue): Cell => {
  const parsed = typeof value === 'number' || typeof value === 'string' ? parseYuan(value) : undefined;
  if (parsed?.ok !== true) return { text: String(value) };
  const digits = wanText(parsed.value);
  return digits.replace('.', '').length > EXCEL_DIGITS ? { text: digits } : { number: digits, style: 'wan' };
};

const label = (value: JsonValue, { enum: labels = {} }: FactDefinition): string => labels[String(value)] ?? String(value);

const factCell = (value: JsonValue | undefined, definition: FactDefinition): Cell => {
  if (value === undefined) return null;
  if (value === null) return { text: '无' };
  if (isWan(definition)) return wanCell(value);
  if (typeof value === 'boolean') return { text: value ? '是' : '否' };
  if (definition.type === 'integer') return { number: String(value), style: 'whole' };
  if (Array.isArray(value) && definition.type === 'list-of-code')
    return { text: value.map((one: JsonValue) => label(one, definition)).join('、') };
  if (typeof value === 'object') return { text: canonicalJson(value) };
  return { text: label(value, definition) };
};

type Units = ReadonlyMap<string, LedgerUnit>;

const fixedCells = (project: ProjectRecord, units: Units): Cell[] => [
  { text: project.code },
  { text: project.title },
  { text: units.get(project.unitId)?.code ?? project.unitId },
  { text: units.get(project.unitId)?.nameZh ?? '' },
  { text: STATUS_ZH[project.status] },
  project.pinned === null ? null : { text: project.pinned.submittedOn },
  project.pinned === null ? null : { text: project.pinned.policyId },
  { text: formatInstant(project.updatedAt) },
];

const lineOf = (project: ProjectRecord, units: Units): string =>
  `${JSON.stringify({
    id: project.projectId,
    code: project.code,
    title: project.title,
    unit: units.get(project.unitId)?.code ?? null,
    unitId: project.unitId,
    status: project.status,
    revision: project.revision,
    amountYuan: project.amount === null ? null : yuanText(project.amount),
    amountFen: project.amount,
    policy: project.pinned?.policyId ?? null,
    policyDigest: project.pinned?.digest ?? null,
    submittedOn: project.pinned?.submittedOn ?? null,
    createdAt: formatInstant(project.createdAt),
    updatedAt: formatInstant(project.updatedAt),
    facts: project.facts,
  })}\n`;

/**
 * The use case on these parts. Which projects, and their order, is settled once, with the audit entry; what each says is read as it is sent, in transactions of their own: a
 * slow reader holds none open, and whoever is edited meanwhile stands there once. 100,000 ids take some 10 MB.
 */
export const exportProjectsWith =
  ({ database, library }: Pick<ProjectParts, 'database' | 'library'>): ExportProjects =>
  async (caller, { filter, order, descending }, mark) => {
    const wrong = filterProblems(filter);
    if (wrong.length > 0) return err(wrong);
    const { district } = caller;
    const day = civilDateAt(mark.at);
    const taken: FactsTaken = factsTaken(library.holdings(), district, day);
    let ready:
      | {
          readonly visible: ProjectFilter;
          readonly ids: readonly string[];
          readonly names: readonly string[];
          readonly units: Map<string, LedgerUnit>;
        }
      | undefined;
    const noted = await database.change({ district, actor: actorOf(caller), ...mark, idempotency: null }, async (repositories) => {
      const scope = await scopeOf(caller, repositories, day);
      if (!scope.seesAll && scope.applicantUnits.size === 0) return { kind: 'refused', problems: [notPermitted] };
      const visible = visibleOnly(scope, filter);
      const names = await repositories.projects.factNames(visible);
      const ids = await repositories.projects.ids(visible, order, descending);
      ready = { visible, ids, names, units: await unitsOfDay(repositories, day) };
      return {
        kind: 'done',
        value: null,
        audit: {
          action: 'project.export',
          subjectKind: 'projects',
          subjectId: district,
          details: filterNoted(visible),
          onBehalfOf: readsFor(scope, visible.units),
        },
      };
    });
    if (!noted.ok) return noted;
    const { visible, ids, names, units } = ready!;
    const projects = async function* (): AsyncGenerator<ProjectRecord> {
      for (let start = 0; start < ids.length; start += BATCH) {
        const batch = ids.slice(start, start + BATCH);
        yield* await database.inDistrict(district, async (repositories) => {
          const found = await repositories.projects.byIds(batch, visible.units);
          const unitIds = found.map(({ unitId }) => unitId);
          await addClosed(units, repositories, unitIds);
          return found;
        });
      }
    };
    const columns = names.flatMap((name) => {
      const definition = taken.get(name);
      return definition === undefined ? [] : [{ name, definition }];
    });
    const rows = async function* (): AsyncGenerator<Cell[]> {
      for await (const project of projects())
        yield [...fixedCells(project, units), ...columns.map(({ name, definition }) => factCell(project.facts[name], definition))];
    };
    const headings = [...Object.values(FIXED_HEADINGS).map(([zh]) => zh), ...columns.map(({ definition }) => headingOfFact(definition))];
    return ok({
      xlsx: () => writeXlsx('项目台账', headings, rows()),
      jsonLines: async function* () {
        for await (const project of projects()) yield lineOf(project, units);
      },
    });
  };
