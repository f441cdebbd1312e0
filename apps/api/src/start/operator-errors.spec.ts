import { RolesMissing, SchemaNewer } from '@guicheng/persistence';
import { describe, expect, it } from 'vitest';
import { asOperatorError } from './operator-errors.ts';
import { StartRefused } from './start-refused.ts';

describe('an error of a start', () => {
  it.each(['EADDRINUSE', 'EACCES', 'ENOTDIR', 'EROFS', 'ECONNREFUSED', '28P01', '42P01', '55P03'])(
    '%s, which the operator can mend, says what to do',
    (code) => {
      expect(asOperatorError(Object.assign(new Error('cause'), { code }))).toBeInstanceOf(StartRefused);
    },
  );

  it('a database that a newer program has changed says so', () => {
    expect(asOperatorError(new SchemaNewer(['Later1']))).toMatchObject({ zh: expect.stringContaining('Later1') });
  });

  it('a database without the roles says which statements make them', () => {
    const statement = `create role guicheng_backup login password '…';`;
    expect(asOperatorError(new RolesMissing([statement]))).toMatchObject({ zh: expect.stringContaining(statement) });
  });

  it.each([new Error('a bug'), Object.assign(new Error('cause'), { code: 'constructor' }), 'text'])(
    '%s is a fault and stays one',
    (error) => {
      expect(asOperatorError(error)).toBe(error);
    },
  );
});
