import { parseCivilDate } from '@guicheng/kernel';
import { at } from './pointer.ts';
import type { Policy, RuleGroup } from './policy.ts';
import { problem, type Problem } from './problem.ts';
import type { Question } from './question.ts';

/** What the parts of a pack say about each other: names that must exist, ids that must be unique, dates that must make sense. */
export function checkReferences(policy: Policy): Problem[] {
  return [
    ...checkManifest(policy),
    ...checkCitations(policy),
    ...checkContradictions(policy),
    ...Object.entries(policy.questions).flatMap(([name, rules]) => [
      ...(rules.question === name
        ? []
        : [
            problem(
              'question-name-differs',
              at('/questions', name, 'question'),
              `文件名“${name}”与问题“${rules.question}”不一致。`,
              `The file is named "${name}" but holds the question "${rules.question}".`,
            ),
          ]),
      ...duplicates(
        rules.groups.map(({ id }) => id),
        (index) => at('/questions', name, 'groups', index, 'id'),
      ),
      ...duplicates(
        rules.groups.flatMap((group) => group.rules.map(({ id }) => id)),
        () => at('/questions', name, 'groups'),
      ),
      ...rules.groups.flatMap((group, index) => checkGroup(policy, rules.question, group, at('/questions', name, 'groups', index))),
    ]),
  ];
}

function checkManifest({ manifest, clauses }: Policy): Problem[] {
  const found: Problem[] = [];
  const place = (key: string) => at('/manifest', key);
  if (manifest.id !== `${manifest.district.id}/${manifest.version}`)
    found.push(
      problem(
        'policy-id-differs',
        place('id'),
        `编号应为“${manifest.district.id}/${manifest.version}”。`,
        `The id should be "${manifest.district.id}/${manifest.version}".`,
      ),
    );
  for (const key of ['issuedOn', 'effectiveFrom', 'effectiveTo'] as const)
    if (manifest[key] !== null && parseCivilDate(manifest[key]) === undefined)
      found.push(problem('date-not-valid', place(key), `“${manifest[key]}”不是存在的日期。`, `"${manifest[key]}" is not an existing day.`));
  const [from, to] = [manifest.effectiveFrom, manifest.effectiveTo].map((day) => (day === null ? undefined : parseCivilDate(day)));
  if (manifest.nature === 'regulation' && from === undefined)
    found.push(
      problem('effective-date-missing', place('effectiveFrom'), '正式规定必须写明施行日期。', 'A regulation needs its first day in force.'),
    );
  if (manifest.nature === 'consultation-draft' && manifest.effectiveFrom !== null)
    found.push(
      problem(
        'draft-with-effective-date',
        place('effectiveFrom'),
        '征求意见稿不能有施行日期。',
        'A consultation draft cannot have a first day in force.',
      ),
    );
  if (from !== undefined && to !== undefined && to < from)
    found.push(
      problem('validity-reversed', place('effectiveTo'), '失效日期早于施行日期。', 'The last day in force lies before the first.'),
    );
  found.push(
    ...duplicates(
      clauses.map(({ id }) => id),
      (index) => at('/clauses', index, 'id'),
    ),
  );
  const documents = new Set(manifest.documents.map(({ id }) => id));
  clauses.forEach((clause, index) => {
    if (!documents.has(clause.document))
      found.push(
        problem(
          'document-not-known',
          at('/clauses', index, 'document'),
          `pack.json 没有列出文件“${clause.document}”。`,
          `pack.json lists no document "${clause.document}".`,
        ),
      );
  });
  return found;
}

/** Every place that cites, with what it cites. */
function citations(policy: Policy): { readonly pointer: string; readonly ids: readonly string[] }[] {
  return [
    { pointer: '/manifest/datesCite', ids: policy.manifest.datesCite },
    ...policy.manifest.contested.map(({ clause }, index) => ({ pointer: at('/manifest/contested', index, 'clause'), ids: [clause] })),
    ...Object.entries(policy.definitions).map(([name, { cites }]) => ({ pointer: at('/definitions', name, 'cites'), ids: cites })),
    ...policy.contradictions.map(({ cites }, index) => ({ pointer: at('/contradictions', index, 'cites'), ids: cites })),
    ...Object.entries(policy.questions).flatMap(([name, rules]) =>
      rules.groups.flatMap((group, g) => [
        ...(group.otherwise === undefined
          ? []
          : [{ pointer: at('/questions', name, 'groups', g, 'otherwise', 'cites'), ids: group.otherwise.cites }]),
        ...group.rules.flatMap((rule, r) => [
          { pointer: at('/questions', name, 'groups', g, 'rules', r, 'cites'), ids: rule.cites },
          ...(rule.contested ?? []).map(({ clause }, c) => ({
            pointer: at('/questions', name, 'groups', g, 'rules', r, 'contested', c, 'clause'),
            ids: [clause],
          })),
        ]),
      ]),
    ),
  ];
}

function checkCitations(policy: Policy): Problem[] {
  const known = new Set(policy.clauses.map(({ id }) => id));
  // A missing `cites` was already reported as `citation-missing`.
  return citations(policy).flatMap(({ pointer, ids }) =>
    ((ids as readonly string[] | undefined) ?? [])
      .filter((id) => !known.has(id))
      .map((id) => problem('clause-not-known', pointer, `clauses.json 中没有条款“${id}”。`, `clauses.json has no clause "${id}".`)),
  );
}

const checkContradictions = (policy: Policy): Problem[] => [
  ...duplicates(
    policy.contradictions.map(({ id }) => id),
    (index) => at('/contradictions', index, 'id'),
  ),
  ...policy.contradictions.flatMap(({ facts }, index) =>
    facts.filter((name) => !Object.hasOwn(policy.facts, name)).map((name) => factNotKnown(name, at('/contradictions', index, 'facts'))),
  ),
];

const factNotKnown = (name: string, pointer: string): Problem =>
  problem('unknown-fact', pointer, `没有声明事实“${name}”。`, `The fact "${name}" is not declared.`);

function checkGroup(policy: Policy, question: Question, group: RuleGroup, pointer: string): Problem[] {
  const found: Problem[] = [];
  const fields = policy.outcomes[question] ?? {};
  const needField = (field: string, place: string) => {
    if (!Object.hasOwn(fields, field))
      found.push(
        problem(
          'outcome-field-not-known',
          place,
          `“${question}”的结果没有字段“${field}”。`,
          `The outcome of "${question}" has no field "${field}".`,
        ),
      );
  };
  if (group.kind === 'choose' && (group.otherwise === undefined) === (group.optional !== true))
    found.push(
      problem(
        'otherwise-missing',
        pointer,
        '选择组须写明 otherwise，或标为 optional，二者取一。',
        'A choose group has either otherwise or optional, not both and not neither.',
      ),
    );
  if (group.kind === 'collect' && (group.otherwise !== undefined || group.optional !== undefined))
    found.push(
      problem(
        'otherwise-not-allowed',
        pointer,
        '汇集组不使用 otherwise 与 optional。',
        'A collect group has neither otherwise nor optional.',
      ),
    );
  if (group.kind === 'choose' && group.lists !== undefined)
    found.push(problem('lists-not-allowed', at(pointer, 'lists'), '选择组不使用 lists。', 'A choose group has no lists.'));
  for (const field of group.lists ?? []) needField(field, at(pointer, 'lists'));
  for (const field of Object.keys(group.otherwise?.then ?? {})) needField(field, at(pointer, 'otherwise', 'then', field));
  const ids = new Set(group.rules.map(({ id }) => id));
  group.rules.forEach((rule, index) => {
    const place = at(pointer, 'rules', index);
    for (const field of Object.keys(rule.then ?? {})) needField(field, at(place, 'then', field));
    for (const [field, codes] of Object.entries(rule.adds ?? {})) {
      needField(field, at(place, 'adds', field));
      for (const code of codes)
        if (fields[field]?.enum !== undefined && !Object.hasOwn(fields[field].enum, code))
          found.push(
            problem(
              'unknown-code',
              at(place, 'adds', field),
              `字段“${field}”没有代码“${code}”。`,
              `The field "${field}" has no code "${code}".`,
            ),
          );
    }
    if (group.kind === 'choose' && rule.adds !== undefined)
      found.push(problem('adds-not-allowed', at(place, 'adds'), '选择组的规则不使用 adds。', 'A rule of a choose group has no adds.'));
    for (const name of rule.ifStated ?? []) if (!Object.hasOwn(policy.facts, name)) found.push(factNotKnown(name, at(place, 'ifStated')));
    for (const code of rule.blockers ?? [])
      if (!Object.hasOwn(policy.blockers, code))
        found.push(problem('unknown-code', at(place, 'blockers'), `没有阻断代码“${code}”。`, `There is no blocker "${code}".`));
    for (const code of rule.warnings ?? [])
      if (!Object.hasOwn(policy.warnings, code))
        found.push(problem('unknown-code', at(place, 'warnings'), `没有提示代码“${code}”。`, `There is no warning "${code}".`));
    for (const id of rule.exceptionOf ?? [])
      if (!ids.has(id))
        found.push(problem('rule-not-known', at(place, 'exceptionOf'), `本组没有规则“${id}”。`, `The group has no rule "${id}".`));
  });
  if (hasExceptionCycle(group)) found.push(problem('exception-cycle', pointer, '例外关系成环。', 'The exceptions form a cycle.'));
  return found;
}

/** Takes away, again and again, rules that displace none of those left; what remains are cycles. Chains of any length do not overflow the stack. */
function hasExceptionCycle({ rules }: RuleGroup): boolean {
  const displaced = new Map(rules.map(({ id, exceptionOf }) => [id, [...new Set(exceptionOf ?? [])]]));
  const open = new Map([...displaced.keys()].map((id) => [id, 0]));
  for (const targets of displaced.values()) for (const id of targets) if (open.has(id)) open.set(id, open.get(id)! + 1);
  const free = [...open].filter(([, count]) => count === 0).map(([id]) => id);
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    open.delete(id);
    for (const target of displaced.get(id)!) {
      const count = open.get(target);
      if (count === undefined) continue;
      open.set(target, count - 1);
      if (count === 1) free.push(target);
    }
  }
  return open.size > 0;
}

const duplicates = (ids: readonly string[], pointer: (index: number) => string): Problem[] => {
  const seen = new Set<string>();
  return ids.flatMap((id, index) =>
    seen.size < seen.add(id).size ? [] : [problem('id-not-unique', pointer(index), `编号“${id}”重复。`, `The id "${id}" stands twice.`)],
  );
};
