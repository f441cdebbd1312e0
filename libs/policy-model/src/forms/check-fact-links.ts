import { at } from '../pointer.ts';
import type { DeclaredFact, Policy } from '../policy.ts';
import { problem, type Problem } from '../problem.ts';
import { codesOf } from './field-schema.ts';
import { rowOf, type FactLink, type Form, type FormFactLink, type FormField } from './form.ts';

/** Whether each fact that the form says it gives is declared by the pack, with a type and codes that the answer can have; and given once. */
export function checkFactLinks(form: Form, policy: Policy): Problem[] {
  const given = new Set<string>();
  const check = (link: FactLink | FormFactLink, pointer: string, fits: (fact: DeclaredFact) => boolean): Problem[] => {
    const fact = Object.hasOwn(policy.facts, link.fact) ? policy.facts[link.fact] : undefined;
    if (fact === undefined)
      return [problem('unknown-fact', pointer, `没有声明事实“${link.fact}”。`, `The fact "${link.fact}" is not declared.`)];
    if (link.as === 'item' && fact.enum !== undefined && !Object.hasOwn(fact.enum, link.item))
      return [
        problem(
          'unknown-code',
          pointer,
          `事实“${link.fact}”没有代码“${link.item}”。`,
          `The fact "${link.fact}" has no code "${link.item}".`,
        ),
      ];
    if (!fits(fact))
      return [
        problem(
          'fact-type-differs',
          pointer,
          `这一栏不能给出事实“${link.fact}”（${fact.type}）：类型或选项不符。`,
          `This field cannot give the fact "${link.fact}" (${fact.type}): its type or options differ.`,
        ),
      ];
    // Items gather in one list; any other fact has one source on a form, or two answers could differ.
    if (link.as !== 'item' && given.has(link.fact))
      return [problem('fact-given-twice', pointer, `事实“${link.fact}”由两栏给出。`, `Two fields give the fact "${link.fact}".`)];
    given.add(link.fact);
    return [];
  };
  return [
    ...(form['x-facts'] ?? []).flatMap((link, index) => check(link, at('/x-facts', index), (fact) => formLinkFits(link, fact))),
    ...Object.entries(form.properties).flatMap(([name, field]) => [
      ...(field['x-facts'] ?? []).flatMap((link, index) =>
        check(link, at('/properties', name, 'x-facts', index), (fact) => linkFits(field, link, fact)),
      ),
      ...Object.entries(rowOf(field)?.properties ?? {}).flatMap(([column, cell]) =>
        (cell['x-facts'] ?? []).flatMap((link, index) =>
          // A column has many answers: it can add an item when any row fills it, and nothing else.
          check(
            link,
            at('/properties', name, 'items', 'properties', column, 'x-facts', index),
            (fact) => link.as === 'item' && linkFits(cell, link, fact),
          ),
        ),
      ),
    ]),
  ];
}

function formLinkFits(link: FormFactLink, fact: DeclaredFact): boolean {
  return link.as === 'constant'
    ? fact.type === 'code' && typeof link.value === 'string' && Object.hasOwn(fact.enum ?? {}, link.value)
    : itemFits(link.item, fact);
}

function linkFits(field: FormField, link: FactLink, fact: DeclaredFact): boolean {
  switch (link.as) {
    case 'character-count':
      return fact.type === 'integer' && field['x-type'] === 'text';
    case 'row-count':
      return fact.type === 'integer' && field['x-type'] === 'rows';
    case 'answers-per-row':
      return fact.type === 'list-of-integer' && field['x-type'] === 'rows';
    case 'filled':
      return fact.type === 'boolean';
    case 'item':
      return itemFits(link.item, fact);
    case 'value':
      return valueFits(field, fact);
  }
}

const itemFits = (item: string | number, fact: DeclaredFact): boolean =>
  typeof item === 'string' ? fact.type === 'list-of-code' : typeof item === 'number' && fact.type === 'list-of-integer';

function valueFits(field: FormField, fact: DeclaredFact): boolean {
  if (field['x-type'] === 'seal') return fact.type === 'boolean';
  return field['x-type'] === fact.type && codesOf(field).every((code) => Object.hasOwn(fact.enum ?? {}, code));
}
