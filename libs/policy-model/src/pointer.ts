/** JSON Pointer (RFC 6901) of a child. */
export function at(pointer: string, ...steps: readonly (string | number)[]): string {
  let path = pointer;
  for (const step of steps) path += `/${typeof step === 'string' ? escaped(step) : step}`;
  return path;
}

/** Most names hold neither character; a look at them is cheaper than replacing nothing twice. */
const escaped = (step: string): string =>
  step.includes('~') || step.includes('/') ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step;
