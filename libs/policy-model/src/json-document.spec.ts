import { describe, expect, it } from 'vitest';
import { decodeDocument, parseJsonDocument } from './json-document.ts';

const name = { zh: 'a.json ', en: 'a.json' };

describe('a JSON document', () => {
  it('is refused where it gives a name twice, at that place', () => {
    const parsed = parseJsonDocument('{"rules":[{"a/b":1,"a/b":2}]}', '/questions/x', name);
    expect(parsed).toMatchObject({ ok: false, error: { code: 'key-twice', pointer: '/questions/x/rules/0/a~1b' } });
  });

  it('is refused where it is no JSON', () => {
    expect(parseJsonDocument('{', '/x', name)).toMatchObject({ ok: false, error: { code: 'not-json', pointer: '/x' } });
  });

  it('is read as strict UTF-8, without its byte order mark', () => {
    expect(decodeDocument(Buffer.from('\ufeff{}'), '', name)).toEqual({ ok: true, value: '{}' });
    expect(decodeDocument(Buffer.from([0x22, 0xff, 0x22]), '/x', name)).toMatchObject({
      ok: false,
      error: { code: 'text-not-unicode', pointer: '/x' },
    });
  });
});
