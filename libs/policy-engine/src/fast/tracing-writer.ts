import type { CompiledDefinition } from '../node.ts';
import type { Value } from '../value.ts';
import { ExpressionWriter } from './expression-writer.ts';
import type { ModuleWriter } from './module-writer.ts';

/** A value that a trace can show, and where it is found: at a place of the row, among the notions remembered, or as the day. */
export interface TracedValue {
  readonly source: 'fact' | 'definition' | 'context';
  readonly name: string;
  /** undefined: a fact that the question does not take, or a notion that is one figure. */
  readonly place: number | undefined;
  /** The figure that a notion is. */
  readonly figure?: Value;
}

/** The values of a question's trace, numbered, and the functions that compute its notions while telling what they read. */
export class TracedValues {
  readonly list: TracedValue[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #notions = new Map<CompiledDefinition, number>();

  constructor(private readonly module: ModuleWriter) {}

  numberOf(value: TracedValue): number {
    const key = `${value.source} ${value.name}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.list.push(value) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** Calls the function of a notion. */
  notion(definition: CompiledDefinition): string {
    let slot = this.#notions.get(definition);
    if (slot === undefined) {
      slot = this.#notions.size;
      this.#notions.set(definition, slot);
      const number = this.numberOf({ source: 'definition', name: definition.name, place: slot });
      const writer = new TracingWriter(this.module, this);
      const value = writer.value(definition.body);
      this.module.add(
        [
          `function E${slot}(f,asOf,m,r){`,
          `const b=r.kept(${slot});`,
          `if(b!==undefined){r.readAll(b);return m[${slot}];}`,
          'const o=r.enter();',
          writer.head,
          `const v=${value};`,
          `m[${slot}]=v;`,
          `r.leave(${slot},${number},o);`,
          'return v;',
          '}',
        ].join('\n'),
      );
    }
    return `E${slot}(f,asOf,m,r)`;
  }
}

/** Writes expressions that tell `r`, a `ReadList`, which values they read. */
export class TracingWriter extends ExpressionWriter {
  readonly #facts = new Set<number>();

  constructor(
    module: ModuleWriter,
    private readonly values: TracedValues,
  ) {
    super(module);
  }

  get head(): string {
    return [...[...this.#facts].map((place) => `const f${place}=f[${place}];`), this.temporaries].join('\n');
  }

  /** A fact without telling that it was read. */
  untold(name: string): string {
    const place = this.module.layout.places.get(name);
    if (place === undefined) return 'undefined';
    this.#facts.add(place);
    return `f${place}`;
  }

  protected override fact(name: string): string {
    return `(r.read(${this.values.numberOf({ source: 'fact', name, place: this.module.layout.places.get(name) })}),${this.untold(name)})`;
  }

  protected override asOf(): string {
    return `(r.read(${this.values.numberOf({ source: 'context', name: 'asOf', place: undefined })}),asOf)`;
  }

  protected override definition(definition: CompiledDefinition): string {
    const { name, body } = definition;
    if (body.form === 'literal')
      return `(r.read(${this.values.numberOf({ source: 'definition', name, place: undefined, figure: body.value })}),${this.value(body)})`;
    return this.values.notion(definition);
  }
}
