import { at } from '../pointer.ts';
import type { Policy } from '../policy.ts';
import { problem, type Problem } from '../problem.ts';
import { checkFactLinks } from './check-fact-links.ts';
import { codesOf, keywordsThatDiffer } from './field-schema.ts';
import { rowOf, type Form, type FormCheck, type FormField, type FormSection } from './form.ts';

/** What a form's parts say about each other, and about its pack: names that must exist, types that must fit. The form's shape is already right. */
export function checkFormDefinition(form: Form, id: string, policy: Policy): Problem[] {
  const expected = `guicheng:form/${policy.manifest.id}/${id}`;
  return [
    ...(form.$id === expected
      ? []
      : [problem('form-id-differs', '/$id', `表单编号应为“${expected}”。`, `The form's $id should be "${expected}".`)]),
    ...extentProblems(form),
    ...fieldsProblems(form.properties, form.required, '', false),
    ...placeProblems(form),
    ...citationProblems(form, policy),
    ...checksProblems(form),
    ...checkFactLinks(form, policy),
  ];
}

const extentProblems = (form: Form): Problem[] =>
  (form['x-extent'] === 'named-only') === (Object.keys(form.properties).length === 0)
    ? []
    : [
        problem(
          'form-extent-differs',
          '/x-extent',
          '文本只提到名称的表单没有栏目；有栏目的表单不能标为 named-only。',
          'A form that the text only names has no fields, and a form with fields is not named-only.',
        ),
      ];

/** `isRow`: the fields are columns of a table, and a table has no tables in it. */
function fieldsProblems(fields: Readonly<Record<string, FormField>>, required: readonly string[], base: string, isRow: boolean): Problem[] {
  return [
    ...required.flatMap((name, index) => {
      const place = at(base, 'required', index);
      if (!Object.hasOwn(fields, name)) return [fieldNotKnown(name, place)];
      return fields[name]!['x-filledBy'] === 'authority'
        ? [
            problem(
              'authority-field-required',
              place,
              `“${fields[name]!.title}”由主管部门填写，不能要求申报单位填写。`,
              `"${fields[name]!['x-titleEn']}" is the authority's to fill: it cannot be required of the applicant.`,
            ),
          ]
        : [];
    }),
    ...Object.entries(fields).flatMap(([name, field]) => fieldProblems(field, at(base, 'properties', name), isRow)),
  ];
}

function fieldProblems(field: FormField, place: string, isRow: boolean): Problem[] {
  const differing = keywordsThatDiffer(field);
  const isTable = field['x-type'] === 'rows';
  const rowsFit = isTable === (field.items !== undefined && 'properties' in field.items);
  if (differing.length > 0 || !rowsFit || (isRow && (isTable || field['x-type'] === 'list-of-code')))
    return [
      problem(
        'field-type-differs',
        place,
        `“${field.title}”的 JSON Schema 与 x-type“${field['x-type']}”不符：${differing.join('、') || 'items'}。`,
        `The JSON Schema of "${field['x-titleEn']}" does not say what its x-type "${field['x-type']}" says: ${differing.join(', ') || 'items'}.`,
      ),
    ];
  const codes = codesOf(field);
  const labelled = Object.keys(field['x-labels'] ?? {});
  const labels =
    labelled.length === codes.length && codes.every((code) => labelled.includes(code))
      ? []
      : [
          problem(
            'labels-differ',
            at(place, 'x-labels'),
            `“${field.title}”的 x-labels 应与可选代码一一对应。`,
            `The x-labels of "${field['x-titleEn']}" should name its codes, one by one.`,
          ),
        ];
  const row = rowOf(field);
  return row === undefined ? labels : [...labels, ...fieldsProblems(row.properties, row.required, at(place, 'items'), true)];
}

/** Every field stands in exactly one section; a table stands alone in its own. */
function placeProblems(form: Form): Problem[] {
  const placed = new Map<string, string>();
  const found: Problem[] = [];
  form['x-sections'].forEach((section, s) => {
    const place = at('/x-sections', s);
    if (form['x-sections'].findIndex(({ id }) => id === section.id) !== s) found.push(idNotUnique(section.id, at(place, 'id')));
    section.fields.forEach((name, f) => {
      const pointer = at(place, 'fields', f);
      if (!Object.hasOwn(form.properties, name)) found.push(fieldNotKnown(name, pointer));
      else if (placed.has(name))
        found.push(problem('field-placed-twice', pointer, `栏目“${name}”出现在两个分区。`, `The field "${name}" stands in two sections.`));
      else placed.set(name, pointer);
    });
    if (!tableStandsAlone(form, section))
      found.push(
        problem(
          'section-layout-differs',
          at(place, 'layout'),
          '重复填写的表格单独成区，版式为 table；其他分区不用 table。',
          'A repeating table stands alone in a section with the layout "table"; other sections have another layout.',
        ),
      );
  });
  for (const name of Object.keys(form.properties))
    if (!placed.has(name))
      found.push(
        problem('field-not-placed', at('/properties', name), `栏目“${name}”不在任何分区。`, `The field "${name}" stands in no section.`),
      );
  return found;
}

function tableStandsAlone(form: Form, { layout, fields }: FormSection): boolean {
  const tables = fields.filter((name) => Object.hasOwn(form.properties, name) && form.properties[name]!['x-type'] === 'rows');
  return layout === 'table' ? fields.length === 1 && tables.length === 1 : tables.length === 0;
}

function citationProblems(form: Form, policy: Policy): Problem[] {
  const known = new Set(policy.clauses.map(({ id }) => id));
  const cited: { readonly pointer: string; readonly ids: readonly string[] }[] = [
    { pointer: '/x-cites', ids: form['x-cites'] },
    ...form['x-checks'].map(({ cites }, index) => ({ pointer: at('/x-checks', index, 'cites'), ids: cites })),
    ...Object.entries(form.properties).flatMap(([name, field]) => [
      { pointer: at('/properties', name, 'x-cites'), ids: field['x-cites'] },
      ...Object.entries(rowOf(field)?.properties ?? {}).map(([column, cell]) => ({
        pointer: at('/properties', name, 'items', 'properties', column, 'x-cites'),
        ids: cell['x-cites'],
      })),
    ]),
  ];
  return cited.flatMap(({ pointer, ids }) =>
    ids
      .filter((id) => !known.has(id))
      .map((id) => problem('clause-not-known', pointer, `clauses.json 中没有条款“${id}”。`, `clauses.json has no clause "${id}".`)),
  );
}

const checksProblems = (form: Form): Problem[] =>
  form['x-checks'].flatMap((check, index) => {
    const place = at('/x-checks', index);
    const twice = form['x-checks'].findIndex(({ id }) => id === check.id) !== index ? [idNotUnique(check.id, at(place, 'id'))] : [];
    const missing = fieldsOf(check).filter((name) => !Object.hasOwn(form.properties, name));
    if (missing.length > 0) return [...twice, ...missing.map((name) => fieldNotKnown(name, place))];
    return checkFits(form, check)
      ? twice
      : [
          ...twice,
          problem(
            'check-type-differs',
            place,
            `核对项“${check.id}”所比较的栏目类型不对：合计只用金额；先后只比同为日期或同为月份的两栏；条件取值须是该栏的选项。`,
            `The check "${check.id}" compares fields of the wrong type: sums are of money, order is between two dates or two months, and a condition's values are options of its field.`,
          ),
        ];
  });

function fieldsOf(check: FormCheck): readonly string[] {
  switch (check.kind) {
    case 'sum-equals':
      return [...check.parts, check.total];
    case 'not-after':
      return [check.first, check.second];
    case 'required-when':
      return [check.field, ...check.require];
    case 'one-filled':
      return check.fields;
  }
}

function checkFits(form: Form, check: FormCheck): boolean {
  const typeOf = (name: string) => form.properties[name]!['x-type'];
  switch (check.kind) {
    case 'sum-equals':
      return fieldsOf(check).every((name) => typeOf(name) === 'money') && !check.parts.includes(check.total);
    case 'not-after':
      return ['date', 'month'].includes(typeOf(check.first)) && typeOf(check.first) === typeOf(check.second);
    case 'required-when': {
      const field = form.properties[check.field]!;
      return check.isOneOf.every((value) =>
        typeof value === 'boolean' ? ['boolean', 'seal'].includes(field['x-type']) : codesOf(field).includes(value),
      );
    }
    case 'one-filled':
      return true;
  }
}

const fieldNotKnown = (name: string, pointer: string): Problem =>
  problem('field-not-known', pointer, `表单没有栏目“${name}”。`, `The form has no field "${name}".`);

const idNotUnique = (id: string, pointer: string): Problem =>
  problem('id-not-unique', pointer, `编号“${id}”重复。`, `The id "${id}" stands twice.`);
