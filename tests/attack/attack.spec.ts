import { beforeAll, describe, expect, it } from 'vitest';
import { attack, type MatrixReport } from './attack.ts';

describe('an attack by every operation and every statement', () => {
  let report: MatrixReport;

  beforeAll(async () => {
    report = await attack({ everyMutant: 12 });
  }, 60_000);

  it("gets at nothing of another district's, and everybody gets their own", () => {
    expect(report.leaks).toEqual([]);
    expect(report.cells).toBeGreaterThan(500);
  });

  it('notices each twelfth guard when it is taken away; `npm run attack-matrix` takes away each', () => {
    expect(report.survivors).toEqual([]);
    expect(report.mutants).toBeGreaterThan(20);
  });
});
