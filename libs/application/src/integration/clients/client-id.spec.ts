import { expect, it } from 'vitest';
import { clientIdOf, parseClientId } from './client-id.ts';

const uuid = '019ac0de-0000-7000-8000-000000000001';

it('a client_id says its district and is read again', () => {
  expect(clientIdOf({ district: 'east-2', uuid })).toBe(`east-2.${uuid}`);
  expect(parseClientId(`east-2.${uuid}`)).toEqual({ district: 'east-2', uuid });
});

it.each([
  '',
  uuid,
  `.${uuid}`,
  `East.${uuid}`,
  `east.${uuid.toUpperCase()}`,
  `east.${uuid}.x`,
  `a.b.${uuid}`,
  `east_.${uuid}`,
  `${'e'.repeat(300)}.${uuid}`,
])('"%.40s" is none', (text) => {
  expect(parseClientId(text)).toBeUndefined();
});
