import { describe, expect, it } from 'vitest';
import { decide } from '@guicheng/policy-engine';
import { compileLibrary, openLibrary, readLibrary } from '../library.ts';
import { policiesRoot } from '../policies-root.ts';
import { onlyAsked } from './only-asked.ts';

describe('compiling only what is asked', () => {
  it('gives every case the same decision, byte for byte', async () => {
    const [whole, sources] = await Promise.all([openLibrary(), readLibrary(policiesRoot())]);
    if (!whole.ok || !sources.ok) throw new Error('the packs have problems');
    const narrowed = new Map<string, ReturnType<typeof compileLibrary>>();
    for (const { request } of whole.value.policies.flatMap(({ cases }) => cases)) {
      const key = `${request.district} ${request.question}`;
      const library = narrowed.get(key) ?? compileLibrary(onlyAsked(request)(sources.value));
      narrowed.set(key, library);
      if (!library.ok) throw new Error(JSON.stringify(library.error));
      expect(JSON.stringify(decide(library.value.shelf, request, { trace: true }))).toBe(
        JSON.stringify(decide(whole.value.shelf, request, { trace: true })),
      );
    }
    expect(narrowed.size).toBeGreaterThan(0);
  });

  it('leaves everything where the district is not held', async () => {
    const sources = await readLibrary(policiesRoot());
    if (!sources.ok) throw new Error('the packs have problems');
    expect(onlyAsked({ district: 'atlantis', question: 'routing' })(sources.value)).toBe(sources.value);
  });
});
