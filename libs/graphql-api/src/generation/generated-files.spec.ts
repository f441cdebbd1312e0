import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('everything that is generated is what its sources give now, the typed client too: npm run generate -w @guicheng/graphql-api', () => {
  const generator = new URL('../../generate.mjs', import.meta.url).pathname;
  expect(execFileSync(process.execPath, [generator, '--check'], { encoding: 'utf8' })).toBe('schema: unchanged\n');
});
