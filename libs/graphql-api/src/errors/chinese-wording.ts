/** How a message of graphql-js is said in Chinese: `rule`: the rule of validation that says it, or what does. */
interface Wording {
  readonly rule: string;
  /** Anchored, and without anything that could match in two ways: it runs over what callers sent. */
  readonly pattern: RegExp;
  readonly zh: (...parts: readonly string[]) => string;
}

/** Longer ones are somebody's text, repeated in the message, and are left as they are. */
const LONGEST = 2_000;

const said = (rule: string, pattern: RegExp, zh: Wording['zh']): Wording => ({ rule, pattern, zh });

/** `"a", "b", or "c"` as “a”、“b”、“c”. */
const names = (text: string): string => [...text.matchAll(/"([^"]+)"/gu)].map(([, name]) => `“${name}”`).join('、');

const SCALARS: Readonly<Record<string, string>> = {
  Int: '32 位整数',
  Float: '数',
  String: '文本',
  Boolean: 'true 或 false',
  ID: '文本或整数',
};

const scalar =
  (type: string): Wording['zh'] =>
  (value = '') =>
    `此处应为“${type}”（${SCALARS[type]}），不能是 ${value}。`;

/** The messages of graphql-js 16, rule by rule. What follows a sentence (`Did you mean …?`) is worded apart, by `HINTS`. */
export const WORDINGS: readonly Wording[] = [
  said(
    'FieldsOnCorrectTypeRule',
    /^Cannot query field "([^"]+)" on type "([^"]+)"\.$/su,
    (field, type) => `类型“${type}”没有字段“${field}”。`,
  ),
  said(
    'ScalarLeafsRule',
    /^Field "([^"]+)" of type "([^"]+)" must have a selection of subfields\.$/su,
    (field, type) => `字段“${field}”的类型是“${type}”，须写出要取的下级字段，如 ${field} { … }。`,
  ),
  said(
    'ScalarLeafsRule',
    /^Field "([^"]+)" must not have a selection since type "([^"]+)" has no subfields\.$/su,
    (field, type) => `字段“${field}”的类型“${type}”没有下级字段，不能写 { … }。`,
  ),
  said('KnownTypeNamesRule', /^Unknown type "([^"]+)"\.$/su, (type) => `没有类型“${type}”。`),
  said(
    'KnownArgumentNamesRule',
    /^Unknown argument "([^"]+)" on (?:field|directive) "([^"]+)"\.$/su,
    (name, of) => `“${of}”没有参数“${name}”。`,
  ),
  said(
    'ProvidedRequiredArgumentsRule',
    /^Field "([^"]+)" argument "([^"]+)" of type "([^"]+)" is required, but it was not provided\.$/su,
    (field, name, type) => `字段“${field}”缺少必填参数“${name}”（类型“${type}”）。`,
  ),
  said(
    'ProvidedRequiredArgumentsRule',
    /^Directive "([^"]+)" argument "([^"]+)" of type "([^"]+)" is required, but it was not provided\.$/su,
    (directive, name, type) => `指令“${directive}”缺少必填参数“${name}”（类型“${type}”）。`,
  ),
  said(
    'ValuesOfCorrectTypeRule',
    /^Value "([^"]+)" does not exist in "([^"]+)" enum\.$/su,
    (value, type) => `枚举“${type}”没有值“${value}”。`,
  ),
  said(
    'ValuesOfCorrectTypeRule',
    /^Enum "([^"]+)" cannot represent non-(?:enum|string) value: (.+?)\.?$/su,
    (type, value) => `枚举“${type}”的值须写成不带引号的名称，而不是 ${value}。`,
  ),
  said(
    'ValuesOfCorrectTypeRule',
    /^Field "([^"]+)" of required type "([^"]+)" was not provided\.$/su,
    (field, type) => `“${field}”（类型“${type}”）是必填的，没有给出。`,
  ),
  said(
    'ValuesOfCorrectTypeRule',
    /^Field "([^"]+)" is not defined by type "([^"]+)"\.$/su,
    (field, type) => `类型“${type}”没有字段“${field}”。`,
  ),
  said(
    'ValuesOfCorrectTypeRule',
    /^Expected value of type "([^"]+)", found (.+)\.$/su,
    (type, value) => `此处应为“${type}”，给出的是 ${value}。`,
  ),
  said('ValuesOfCorrectTypeRule', /^Expected type "([^"]+)" to be an object\.$/su, (type) => `此处应为“${type}”，写成 { … }。`),
  said(
    'ValuesOfCorrectTypeRule',
    /^Expected non-nullable type "([^"]+)" not to be null\.$/su,
    (type) => `此处应为“${type}”，不能是 null。`,
  ),
  said('ValuesOfCorrectTypeRule', /^Int cannot represent (?:non-integer|non 32-bit signed integer) value: (.+)$/su, scalar('Int')),
  said('ValuesOfCorrectTypeRule', /^Float cannot represent non numeric value: (.+)$/su, scalar('Float')),
  said('ValuesOfCorrectTypeRule', /^String cannot represent a non string value: (.+)$/su, scalar('String')),
  said('ValuesOfCorrectTypeRule', /^Boolean cannot represent a non boolean value: (.+)$/su, scalar('Boolean')),
  said('ValuesOfCorrectTypeRule', /^ID cannot represent (?:a non-string and non-integer value:|value:) (.+)$/su, scalar('ID')),
  said(
    'NoUndefinedVariablesRule',
    /^Variable "([^"]+)" is not defined by operation "([^"]+)"\.$/su,
    (variable, operation) => `操作“${operation}”没有声明变量“${variable}”。`,
  ),
  said('NoUndefinedVariablesRule', /^Variable "([^"]+)" is not defined\.$/su, (variable) => `变量“${variable}”没有声明。`),
  said(
    'NoUnusedVariablesRule',
    /^Variable "([^"]+)" is never used in operation "([^"]+)"\.$/su,
    (variable, operation) => `操作“${operation}”没有用到变量“${variable}”。`,
  ),
  said('NoUnusedVariablesRule', /^Variable "([^"]+)" is never used\.$/su, (variable) => `变量“${variable}”没有用到。`),
  said(
    'VariablesInAllowedPositionRule',
    /^Variable "([^"]+)" of type "([^"]+)" used in position expecting type "([^"]+)"\.$/su,
    (variable, type, expected) => `变量“${variable}”的类型是“${type}”，此处应为“${expected}”。`,
  ),
  said(
    'VariablesAreInputTypesRule',
    /^Variable "([^"]+)" cannot be non-input type "([^"]+)"\.$/su,
    (variable, type) => `变量“${variable}”的类型“${type}”不能用作输入。`,
  ),
  said('UniqueVariableNamesRule', /^There can be only one variable named "([^"]+)"\.$/su, (name) => `变量“${name}”只能声明一次。`),
  said('UniqueArgumentNamesRule', /^There can be only one argument named "([^"]+)"\.$/su, (name) => `参数“${name}”只能给一次。`),
  said('UniqueInputFieldNamesRule', /^There can be only one input field named "([^"]+)"\.$/su, (name) => `输入字段“${name}”只能给一次。`),
  said('UniqueOperationNamesRule', /^There can be only one operation named "([^"]+)"\.$/su, (name) => `只能有一个名为“${name}”的操作。`),
  said('UniqueFragmentNamesRule', /^There can be only one fragment named "([^"]+)"\.$/su, (name) => `只能有一个名为“${name}”的片段。`),
  said(
    'UniqueDirectivesPerLocationRule',
    /^The directive "([^"]+)" can only be used once at this location\.$/su,
    (name) => `指令“${name}”在此处只能用一次。`,
  ),
  said(
    'LoneAnonymousOperationRule',
    /^This anonymous operation must be the only defined operation\.$/su,
    () => '文档中有多个操作时，每个都须有名称。',
  ),
  said(
    'SingleFieldSubscriptionsRule',
    /^(?:Anonymous Subscription|Subscription "[^"]+") must (?:select only one top level field|not select an introspection top level field)\.$/su,
    () => '一个订阅只能有一个顶层字段。',
  ),
  said('KnownFragmentNamesRule', /^Unknown fragment "([^"]+)"\.$/su, (name) => `没有片段“${name}”。`),
  said('NoUnusedFragmentsRule', /^Fragment "([^"]+)" is never used\.$/su, (name) => `片段“${name}”没有用到。`),
  said(
    'NoFragmentCyclesRule',
    /^Cannot spread fragment "([^"]+)" within itself(?: via .+)?\.$/su,
    (name) => `片段“${name}”不能包含它自己。`,
  ),
  said(
    'PossibleFragmentSpreadsRule',
    /^Fragment (?:"[^"]+" )?cannot be spread here as objects of type "([^"]+)" can never be of type "([^"]+)"\.$/su,
    (here, type) => `此处是“${here}”，不会是“${type}”，不能用这个片段。`,
  ),
  said(
    'FragmentsOnCompositeTypesRule',
    /^Fragment (?:"[^"]+" )?cannot condition on non composite type "([^"]+)"\.$/su,
    (type) => `片段不能就“${type}”而写：它没有下级字段。`,
  ),
  said(
    'OverlappingFieldsCanBeMergedRule',
    /^Fields "([^"]+)" conflict because .+\. Use different aliases on the fields to fetch both if this was intentional\.$/su,
    (name) => `同名的“${name}”取的是不同的内容：请用不同的别名。`,
  ),
  said('KnownDirectivesRule', /^Unknown directive "([^"]+)"\.$/su, (name) => `没有指令“${name}”。`),
  said(
    'KnownDirectivesRule',
    /^Directive "([^"]+)" may not be used on ([A-Z_]+)\.$/su,
    (name, place) => `指令“${name}”不能用在此处（${place}）。`,
  ),
  said(
    'ExecutableDefinitionsRule',
    /^The (.+) definition is not executable\.$/su,
    (name) => `请求中只能有操作和片段，不能有 ${name} 的定义。`,
  ),
  said('MaxIntrospectionDepthRule', /^Maximum introspection depth exceeded$/su, () => '对接口结构的查询层数过多。'),
  said(
    'values',
    /^Variable "([^"]+)" of required type "([^"]+)" was not provided\.$/su,
    (variable, type) => `变量“${variable}”（类型“${type}”）是必填的，没有给出。`,
  ),
  said(
    'values',
    /^Variable "([^"]+)" of non-null type "([^"]+)" must not be null\.$/su,
    (variable, type) => `变量“${variable}”（类型“${type}”）不能是 null。`,
  ),
  said('operation', /^Unknown operation named "([^"]+)"\.$/su, (name) => `没有名为“${name}”的操作。`),
  said(
    'operation',
    /^Must provide operation name if query contains multiple operations\.$/su,
    () => '文档中有多个操作，须以 operationName 说明执行哪一个。',
  ),
  said('syntax', /^Syntax Error: Unterminated string\.$/su, () => '文本没有以引号结束。'),
  said(
    'syntax',
    /^Syntax Error: Expected (.+), found (.+)\.$/su,
    (expected = '', found = '') => `应为${token(expected)}，此处是${token(found)}。`,
  ),
  said('syntax', /^Syntax Error: Unexpected (.+)\.$/su, (found = '') => `此处不应有${token(found)}。`),
];

const TOKENS: Readonly<Record<string, string>> = { Name: '名称', '<EOF>': '文本的结尾', String: '文本', Int: '整数', Float: '数' };

/** A token as graphql-js names it: `Name`, `<EOF>`, `"}"`, `Name "x"`. */
function token(written: string): string {
  const [, kind = '', text] = /^([A-Za-z<>]*) ?(?:"(.*)")?$/su.exec(written) ?? [];
  const named = TOKENS[kind] ?? kind;
  if (text === undefined) return named === '' ? ` ${written} ` : named;
  return named === '' ? `“${text}”` : `${named}“${text}”`;
}

/** What may follow a sentence. */
const HINTS: readonly (readonly [pattern: RegExp, zh: (text: string) => string])[] = [
  [/ Did you mean to use an inline fragment on ([^?]+)\?$/u, (text) => `可用 ... on 写片段，就${names(text)}取用。`],
  [/ Did you mean the enum value ([^?]+)\?$/u, (text) => `是否想用${names(text)}？`],
  [/ Did you mean "[^"]+ \{ \.\.\. \}"\?$/u, () => ''],
  [/ Did you mean ([^?]+)\?$/u, (text) => `是否想用${names(text)}？`],
];

const sentence = (message: string): string | undefined => {
  for (const { pattern, zh } of WORDINGS) {
    const found = pattern.exec(message);
    if (found !== null) return zh(...found.slice(1));
  }
  return undefined;
};

const GOT_INVALID = /^Variable "([^"]+)" got invalid value (.*?)(?: at "([^"]+)")?; (.+)$/su;

/** A message of graphql-js in Chinese, with the names of types, fields and values that it holds; undefined: it is none that is known. */
export const chineseWording = (message: string): string | undefined => {
  if (message.length > LONGEST) return undefined;
  const [, variable, value, place, reason] = GOT_INVALID.exec(message) ?? [];
  if (variable !== undefined && reason !== undefined) {
    const worded = chineseWording(reason);
    return worded === undefined
      ? undefined
      : `变量“${variable}”的值 ${value} 不能用${place === undefined ? '' : `于“${place}”`}：${worded}`;
  }
  const hint = HINTS.find(([pattern]) => pattern.test(message));
  const worded = sentence(hint === undefined ? message : message.replace(hint[0], ''));
  if (worded === undefined || hint === undefined) return worded;
  return `${worded}${hint[1](hint[0].exec(message)?.[1] ?? '')}`;
};
