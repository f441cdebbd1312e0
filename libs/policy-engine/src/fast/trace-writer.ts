import type { OperandTrace } from '@guicheng/policy-model';
import type { CompiledGroup, CompiledQuestion } from '../compiled-policy.ts';
import type { FactLayout } from './fact-row.ts';
import { ModuleWriter } from './module-writer.ts';
import { ownCondition } from './own-condition.ts';
import { TracedValues, TracingWriter, type TracedValue } from './tracing-writer.ts';

/** Code that traces a question, the values it refers to, and the values that its traces show. */
export interface TraceCode {
  readonly text: string;
  readonly constants: readonly unknown[];
  readonly values: readonly TracedValue[];
}

/**
 * Writes a function that leaves in `h` what each rule's condition came to (null: unknown) and in `l` the values it read. Rules are
 * numbered through all groups. One function a group.
 */
export function writeTrace(question: CompiledQuestion, layout: FactLayout): TraceCode {
  const module = new ModuleWriter(layout);
  const values = new TracedValues(module);
  let first = 0;
  const groups = question.groups.map((group, index) => {
    writeGroup(module, values, group, `G${index}`, first);
    first += group.rules.length;
    return `G${index}(f,asOf,m,r,h,l);`;
  });
  const constants = module.constants.values.map((_, index) => `const k${index}=k[${index}];`);
  const text = [...constants, ...module.functions, `return function(f,asOf,m,r,h,l){\n${groups.join('\n')}\n};`].join('\n');
  return { text, constants: module.constants.values, values: values.list };
}

function writeGroup(module: ModuleWriter, values: TracedValues, group: CompiledGroup, name: string, first: number): void {
  const writer = new TracingWriter(module, values);
  const condition = group.when === undefined ? 'true' : writer.value(group.when);
  const rules = group.rules.map((rule, index) => {
    const number = first + index;
    const own = writer.value(ownCondition(rule, group));
    const judged = [
      `if(g===false){h[${number}]=false;l[${number}]=q;}else{`,
      'r.startShared();',
      `x=${own};`,
      `h[${number}]=x===false?false:g===undefined||x===undefined?null:true;`,
      `l[${number}]=r.list;}`,
    ].join('');
    if (rule.ifStated.length === 0) return judged;
    const isStated = rule.ifStated.map((fact) => `${writer.untold(fact)}!==undefined`).join('&&');
    return `if(${isStated}){${judged}}else{h[${number}]=false;l[${number}]=${module.constants.name(NONE)};}`;
  });
  module.add(
    [
      `function ${name}(f,asOf,m,r,h,l){`,
      writer.head,
      'r.start();',
      `const g=${condition};`,
      'const q=r.share();',
      'let x;',
      ...rules,
      '}',
    ].join('\n'),
  );
}

/** The rule was not looked at: a fact it is about is not stated. */
const NONE: readonly OperandTrace[] = Object.freeze([]);
