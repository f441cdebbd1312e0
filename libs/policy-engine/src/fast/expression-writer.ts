import type { CompiledDefinition, Node } from '../node.ts';
import { sameValue } from '../value.ts';
import { INLINE } from './inline-operators.ts';
import type { ModuleWriter } from './module-writer.ts';

type Args = readonly Node[];

/** An operand: the text that computes it, and the identifier or literal that stands for it afterwards. */
interface Operand {
  /** Computes and remembers; the same text as `use` when there is nothing to compute. */
  readonly first: string;
  readonly use: string;
  readonly isKnown: boolean;
}

const ATOM = /^(?:[a-z]+\d*|asOf|\d+|\(-\d+\)|true|false|null|undefined)$/;

/**
 * Writes expressions as JavaScript. Every text gives the value of its node, or `undefined`: unknown, and computes its parts in the order and with
 * the short cuts of `forms.ts`. How facts and notions are read is the business of who extends this.
 */
export abstract class ExpressionWriter {
  #temporaries = 0;
  #free = 0;

  constructor(protected readonly module: ModuleWriter) {}

  protected abstract fact(name: string): string;
  protected abstract asOf(): string;
  protected abstract definition(definition: CompiledDefinition): string;

  /** Declares what the texts written so far assign to. */
  protected get temporaries(): string {
    const names = Array.from({ length: this.#temporaries }, (_, index) => `t${index}`);
    return names.length === 0 ? '' : `let ${names.join(',')};`;
  }

  value(node: Node): string {
    switch (node.form) {
      case 'literal':
        return this.module.constants.literal(node.value);
      case 'fact':
        return this.fact(node.name);
      case 'as-of':
        return this.asOf();
      case 'definition':
        return this.definition(node.definition);
      case 'not':
        return this.#scoped(() => {
          const arg = this.#operand(node.args[0]!);
          return arg.isKnown ? `!(${arg.first})` : `(${arg.first}===undefined?undefined:!${arg.use})`;
        });
      case 'and':
        return this.#scoped(() => this.#junction(node.args, 'false'));
      case 'or':
        return this.#scoped(() => this.#junction(node.args, 'true'));
      case 'if':
        return this.#scoped(() => this.#branches(node.args));
      case 'call':
        return this.#scoped(() => this.#call(node));
    }
  }

  /** `and` is decided by a false part, `or` by a true one; otherwise an unknown part makes it unknown. */
  #junction(args: Args, decisive: 'false' | 'true'): string {
    const parts = args.map((arg) => this.#operand(arg));
    const unknowns = parts.filter(({ isKnown }) => !isKnown);
    const last = unknowns.at(-1)?.use ?? (decisive === 'false' ? 'true' : 'false');
    const settled = unknowns.slice(0, -1).reduceRight((rest, { use }) => `${use}===undefined?undefined:${rest}`, last);
    return `(${parts.reduceRight((rest, { first }) => `${first}===${decisive}?${decisive}:${rest}`, settled)})`;
  }

  #branches(args: Args): string {
    if (args.length === 1) return this.value(args[0]!);
    const [holds, branch, ...others] = args as [Node, Node, ...Node[]];
    const condition = this.#operand(holds);
    if (condition.isKnown) return `(${condition.first}?${this.value(branch)}:${this.#branches(others)})`;
    const here = this.#temporary();
    const text = this.value(branch);
    const rest = this.#temporary();
    const same = this.module.constants.name(sameValue);
    return (
      `(${here}=${condition.first}===false?undefined:${text},` +
      `${condition.use}===true||${condition.use}===undefined&&${here}===undefined?${here}:(${rest}=${this.#branches(others)},` +
      `${condition.use}===false?${rest}:${same}(${here},${rest})?${here}:undefined))`
    );
  }

  #call(node: Node & { readonly form: 'call' }): string {
    const args = node.args.map((arg) => this.#operand(arg));
    const uses = args.map(({ use }) => use);
    const inline = Object.hasOwn(INLINE, node.operator.name) ? INLINE[node.operator.name] : undefined;
    const result = inline?.(uses, node, this.module.constants) ?? `${this.module.constants.name(node.apply)}(${uses.join(',')})`;
    const text = args.reduceRight(
      (rest, { first, use, isKnown }) =>
        !isKnown ? `${first}===undefined?undefined:${rest}` : first === use ? rest : `(${first},${rest})`,
      result,
    );
    return `(${text})`;
  }

  #operand(node: Node): Operand {
    const text = this.value(node);
    const isKnown = this.module.isAlwaysKnown(node);
    if (ATOM.test(text)) return { first: text, use: text, isKnown };
    const temporary = this.#temporary();
    return { first: `(${temporary}=${text})`, use: temporary, isKnown };
  }

  #temporary(): string {
    const index = this.#free++;
    this.#temporaries = Math.max(this.#temporaries, this.#free);
    return `t${index}`;
  }

  /** Temporaries taken inside are free again afterwards. */
  #scoped(write: () => string): string {
    const before = this.#free;
    const text = write();
    this.#free = before;
    return text;
  }
}
