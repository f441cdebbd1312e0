/** A pack as files: name -> text. */
export type PackText = Readonly<Record<string, string>>;

/** What is done to a pack that is in order, and a code that its check must then tell. */
export interface HostilePack {
  readonly title: string;
  readonly code: string;
  change(files: PackText): PackText;
}

type Json = Record<string, unknown>;
interface Rules {
  groups: { id: string; kind: string; optional?: boolean; rules: (Json & { id: string; exceptionOf?: string[] })[] }[];
}

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

const changed =
  (file: string, change: (document: Json) => unknown) =>
  (files: PackText): PackText => ({ ...files, [file]: JSON.stringify(change(JSON.parse(files[file]!) as Json)) });

const asText =
  (file: string, change: (text: string) => string) =>
  (files: PackText): PackText => ({ ...files, [file]: change(files[file]!) });

/** The first rule of routing with another condition, as a text, so that it may be what no program would write. */
const withCondition = (written: string) =>
  asText('routing.json', (text) => {
    const document = JSON.parse(text) as unknown as Rules;
    document.groups[0]!.rules[0]!['when'] = 'THE-CONDITION';
    return JSON.stringify(document).replace('"THE-CONDITION"', () => written);
  });

const withRules = (change: (document: Rules) => void) =>
  changed('routing.json', (document) => {
    change(document as unknown as Rules);
    return document;
  });

const withDefinitions = (made: (like: Json) => Record<string, unknown>) =>
  changed('definitions.json', (document) => {
    const definitions = document['definitions'] as Record<string, Json>;
    return { ...document, definitions: { ...definitions, ...made(Object.values(definitions)[0]!) } };
  });

const notion = (like: Json, is: unknown): Json => ({ ...like, type: 'boolean', is });

/** Packs that a tenant may upload to do harm, or by mistake. */
export const HOSTILE_PACKS: readonly HostilePack[] = [
  { title: '20,000 levels', code: 'too-deep', change: withCondition('{"!":['.repeat(20_000) + 'true' + ']}'.repeat(20_000)) },
  { title: '20,000 lists', code: 'too-deep', change: withCondition('['.repeat(20_000) + ']'.repeat(20_000)) },
  { title: '40 levels', code: 'expression-too-deep', change: withCondition('{"!":['.repeat(40) + 'true' + ']}'.repeat(40)) },
  { title: 'a huge text', code: 'file-too-large', change: withCondition(JSON.stringify('x'.repeat(5_000_000))) },
  { title: 'a long text', code: 'expression-too-long', change: withCondition(`{"==":["a",${JSON.stringify('x'.repeat(30_000))}]}`) },
  { title: 'many parts', code: 'too-many-members', change: withCondition(JSON.stringify({ or: many(100_000, () => true) })) },
  {
    title: 'many values',
    code: 'too-many-values',
    change: withCondition(JSON.stringify({ or: many(100, () => ({ and: many(4_000, () => true) })) })),
  },
  {
    title: 'more nodes than a rule has',
    code: 'expression-too-large',
    change: withCondition(JSON.stringify({ or: many(2_000, () => true) })),
  },
  { title: 'a prototype as operator', code: 'unknown-operator', change: withCondition('{"__proto__":[true]}') },
  { title: 'a constructor as operator', code: 'unknown-operator', change: withCondition('{"constructor":["return 1"]}') },
  { title: 'a prototype as fact', code: 'unknown-fact', change: withCondition('{"var":"__proto__"}') },
  { title: 'a path to a constructor', code: 'unknown-fact', change: withCondition('{"var":"constructor.constructor"}') },
  { title: 'an inherited definition', code: 'unknown-definition', change: withCondition('{"def":"toString"}') },
  { title: 'a look-alike operator', code: 'unknown-operator', change: withCondition('{"аnd":[true]}') },
  { title: 'full width', code: 'unknown-operator', change: withCondition('{"＝＝":[1,1]}') },
  { title: 'two keys', code: 'operator-not-single', change: withCondition('{"and":[true],"or":[true]}') },
  { title: 'the same key twice', code: 'key-twice', change: withCondition('{"and":[true],"and":[false]}') },
  { title: 'a key twice, once escaped', code: 'key-twice', change: withCondition('{"and":[true],"\\u0061nd":[false]}') },
  { title: 'a number beyond range', code: 'number-not-integer', change: withCondition('{"==":[1e15, 1.5]}') },
  { title: 'wrong arity', code: 'argument-count', change: withCondition('{"==":[1]}') },
  {
    title: 'code as text',
    code: 'type-mismatch',
    change: withCondition(JSON.stringify('"];process.exit(7);//`$`{process.exit(7)}\u2028')),
  },
  {
    title: 'a fact of an inherited name',
    code: 'name-form-invalid',
    change: asText('facts.json', (text) =>
      text
        .replace('"properties":', '"properties":')
        .replace(/("properties"\s*:\s*\{)/, '$1"__proto__":{"$ref":"vocabulary/facts#/constructor","x-questions":["routing"]},'),
    ),
  },
  {
    title: 'blockers that are inherited',
    code: 'unknown-code',
    change: withRules(({ groups }) => (groups[0]!.rules[0]!['blockers'] = ['constructor', '__proto__'])),
  },
  {
    title: 'an outcome field that is inherited',
    code: 'outcome-field-not-known',
    change: withRules(({ groups }) => (groups[0]!.rules[0]!['then'] = { constructor: 'x' })),
  },
  {
    title: 'a contradiction about inherited facts',
    code: 'unknown-fact',
    change: changed('definitions.json', (document) => {
      const { cites } = Object.values(document['definitions'] as Record<string, Json>)[0]!;
      const contradiction = { id: 'inherited', titleZh: '矛盾', titleEn: 'contradiction', facts: ['constructor'], when: true, cites };
      return { ...document, contradictions: [contradiction] };
    }),
  },
  {
    title: 'exceptions in a circle',
    code: 'exception-cycle',
    change: withRules(({ groups }) => {
      const { rules } = groups.find((group) => group.rules.length > 1)!;
      rules.forEach((rule, index) => (rule.exceptionOf = [rules[(index + 1) % rules.length]!.id]));
    }),
  },
  {
    title: 'a chain of 4,000 exceptions',
    code: 'rule-not-known',
    change: withRules(({ groups }) => {
      const [rule] = groups[0]!.rules;
      groups[0]!.rules = many(4_000, (index) => ({
        ...rule!,
        id: `chain-${index}`,
        exceptionOf: [index === 0 ? 'nobody' : `chain-${index - 1}`],
      }));
    }),
  },
  {
    title: 'exceptions of everything',
    code: 'exception-cycle',
    change: withRules(({ groups }) => {
      const [rule] = groups[0]!.rules;
      const ids = many(300, (index) => `all-${index}`);
      groups[0]!.rules = ids.map((id) => ({ ...rule!, id, exceptionOf: ids }));
    }),
  },
  {
    title: 'more rules than a pack has',
    code: 'too-many-rules',
    change: withRules(({ groups }) => {
      const [rule] = groups[0]!.rules;
      const plain = { id: rule!.id, titleZh: '规则', titleEn: 'rule', when: true, cites: rule!['cites'], strength: 'mandatory' };
      groups[0]!.rules = many(4_000, (index) => ({ ...plain, id: `m${index}` }));
      groups[1]!.rules = many(4_000, (index) => ({ ...plain, id: `n${index}` }));
    }),
  },
  {
    title: 'definitions in a circle',
    code: 'definition-cycle',
    change: withDefinitions((like) => ({
      circleA: notion(like, { '!': [{ def: 'circleB' }] }),
      circleB: notion(like, { def: 'circleA' }),
    })),
  },
  {
    title: 'definitions each used twice',
    code: 'expression-expands-too-far',
    change: withDefinitions((like) =>
      Object.fromEntries(
        many(32, (index) => [
          `twice${index}`,
          notion(like, index === 0 ? true : { and: [{ def: `twice${index - 1}` }, { def: `twice${index - 1}` }] }),
        ]),
      ),
    ),
  },
  {
    title: 'a chain of 1,500 definitions',
    code: 'definition-chain-too-long',
    change: withDefinitions((like) =>
      Object.fromEntries(many(1_500, (index) => [`chain${index}`, notion(like, index === 1_499 ? true : { def: `chain${index + 1}` })])),
    ),
  },
  {
    title: 'a file named as a prototype',
    code: 'question-name-differs',
    change: (files) => ({ ...files, '__proto__.json': files['routing.json']! }),
  },
  { title: 'a list in place of a pack', code: 'wrong-type', change: asText('pack.json', () => '[]') },
  { title: 'nothing in place of definitions', code: 'wrong-type', change: asText('definitions.json', () => 'null') },
  {
    title: 'a citation list of 5,000',
    code: 'clause-not-known',
    change: withRules(({ groups }) => (groups[0]!.rules[0]!['cites'] = many(5_000, (index) => `c-${index}`))),
  },
];
