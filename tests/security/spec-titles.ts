import ts from 'typescript';

const LEFT_OUT = /\.(skip|todo)\b/;
const WITHIN = ' › ';

/** The name that is called in the end: `it` of `it.each(rows)('…')` and of `it.skipIf(x)('…')`. */
const calledName = (expression: ts.Expression): string => {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression)) return calledName(expression.expression);
  if (ts.isCallExpression(expression)) return calledName(expression.expression);
  return '';
};

const isTitle = (node: ts.Node | undefined): node is ts.StringLiteralLike | ts.TemplateExpression =>
  node !== undefined && (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node));

const written = (title: ts.StringLiteralLike | ts.TemplateExpression): string =>
  ts.isTemplateExpression(title) ? title.getText().slice(1, -1) : title.text;

/**
 * Titles of the tests in a spec file, as it writes them: alone, and behind those of the groups around them (`a group › %s`). Tests that are skipped for good are
 * not among them.
 */
export function titlesOf(path: string, source: string): Set<string> {
  const titles = new Set<string>();
  const visit = (node: ts.Node, groups: readonly string[]): void => {
    if (!ts.isCallExpression(node) || !['it', 'test', 'describe'].includes(calledName(node.expression)) || !isTitle(node.arguments[0])) {
      ts.forEachChild(node, (child) => visit(child, groups));
      return;
    }
    if (LEFT_OUT.test(node.expression.getText())) return;
    const title = written(node.arguments[0]);
    if (calledName(node.expression) === 'describe') {
      ts.forEachChild(node, (child) => visit(child, [...groups, title]));
      return;
    }
    titles.add(title).add([...groups, title].join(WITHIN));
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true), []);
  return titles;
}

const PLACEHOLDER = /%[sdijfo]|%\.\d+s|\$\w+|\$\{[^}]*\}/;

/** Whether `title` is `pattern` with its placeholders filled by texts that the sources hold; a pattern of placeholders alone takes none. */
const fills = (title: string, pattern: string, sources: string): boolean => {
  const pieces = pattern.split(PLACEHOLDER);
  if (pieces.length === 1 || pieces.every((piece) => piece.trim() === '')) return false;
  const escaped = pieces.map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const filled = new RegExp(`^${escaped.join('(.+)')}$`).exec(title);
  return filled !== null && filled.slice(1).every((text) => sources.includes(text));
};

/** Whether there is such a test: by its title as the file writes it, or with its placeholders filled from the file and those beside it that it reads. */
export const hasTitle = (title: string, titles: ReadonlySet<string>, sources: string): boolean =>
  titles.has(title) || [...titles].some((pattern) => fills(title, pattern, sources));
