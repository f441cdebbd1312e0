import type { SourceFile } from './imports.ts';
import { resolveOwn } from './placement.ts';
import type { Project } from './projects.ts';

/** Cycles of imports between files, one finding for each set of files that reach each other. Type imports are erased and do not count. */
export function checkCycles(projects: readonly Project[], files: readonly SourceFile[]): string[] {
  const known = new Set(files.map((file) => file.path));
  const next = new Map(
    files.map((file) => [
      file.path,
      file.imports
        .filter((one) => !one.typeOnly)
        .map((one) => resolveOwn(projects, file.path, one.specifier))
        .filter((path): path is string => path !== null && known.has(path)),
    ]),
  );
  return knots([...known], (path) => next.get(path) ?? [])
    .filter((knot) => knot.length > 1 || (next.get(knot[0] ?? '') ?? []).includes(knot[0] ?? ''))
    .map((knot) => `import cycle: ${knot.sort().join(' <-> ')}`);
}

/** Strongly connected components (Tarjan 1972). */
function knots(nodes: readonly string[], next: (node: string) => readonly string[]): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): number => {
    const own = index.size;
    index.set(node, own);
    stack.push(node);
    let lowest = own;
    for (const other of next(node)) {
      if (!index.has(other)) lowest = Math.min(lowest, visit(other));
      else if (stack.includes(other)) lowest = Math.min(lowest, index.get(other) ?? lowest);
    }
    low.set(node, lowest);
    if (lowest === own) found.push(stack.splice(stack.indexOf(node)));
    return lowest;
  };
  for (const node of nodes) if (!index.has(node)) visit(node);
  return found;
}
