import { parseCivilDate } from '@guicheng/kernel';
import { describe, expect, it } from 'vitest';
import { compiledOf, shelfOf } from '../fixtures/small-policy.ts';
import { choosePolicy, createShelf } from './shelf.ts';

const OLD = {
  manifest: {
    id: 'north/2021',
    version: '2021',
    effectiveFrom: '2021-09-14',
    effectiveTo: '2023-12-31',
    repeals: [{ titleZh: '更早办法', number: null, policy: null, held: false }],
  },
};
const NEW = { manifest: { repeals: [{ titleZh: '旧办法', number: null, policy: 'north/2021', held: true }] } };
const DRAFT = {
  manifest: {
    id: 'south/draft',
    version: 'draft',
    district: { id: 'south', titleZh: '南区' },
    nature: 'consultation-draft' as const,
    effectiveFrom: null,
  },
};
const GUIDANCE = {
  manifest: { id: 'city/2018', version: '2018', district: { id: 'city', titleZh: '市' }, nature: 'guidance' as const, effectiveFrom: null },
};
const TRIAL = {
  manifest: {
    id: 'east/1',
    version: '1',
    district: { id: 'east', titleZh: '东区' },
    effectiveFrom: '2022-03-10',
    effectiveTo: '2023-12-31',
  },
};

const shelf = shelfOf(NEW, OLD, DRAFT, GUIDANCE, TRIAL);
const on = (district: string, day: string, mode: 'in-force' | 'simulate' = 'in-force') => {
  const choice = choosePolicy(shelf, district, parseCivilDate(day)!, mode);
  return choice === undefined ? undefined : 'detail' in choice ? choice.detail : `${choice.policy.policy.manifest.id} ${choice.status}`;
};

describe('which policy answers', () => {
  it('is the one in force, to the day at the change of version', () => {
    expect([on('north', '2021-09-14'), on('north', '2023-12-31'), on('north', '2024-01-01')]).toEqual([
      'north/2021 in-force',
      'north/2021 in-force',
      'north/2024 in-force',
    ]);
  });

  it('is none before the first text: an earlier text we do not hold, or one not yet in force', () => {
    expect(on('north', '2021-09-13')).toBe('earlier-text-not-held');
    expect(on('east', '2022-03-09')).toBe('not-yet-in-force');
  });

  it('is none after the last day; an expired policy never answers', () => {
    expect([on('east', '2023-12-31'), on('east', '2024-01-01')]).toEqual(['east/1 in-force', 'expired']);
  });

  it('is never a draft, except in simulation', () => {
    expect([on('south', '2025-01-01'), on('south', '2025-01-01', 'simulate')]).toEqual(['draft-only', 'south/draft consultation-draft']);
  });

  it('is undated guidance on any day', () => {
    expect(on('city', '2019-08-31')).toBe('city/2018 guidance');
  });

  it('in simulation disregards the dates and says what the text is that day', () => {
    expect([on('east', '2025-06-01', 'simulate'), on('east', '2022-01-01', 'simulate'), on('north', '2022-01-01', 'simulate')]).toEqual([
      'east/1 expired',
      'east/1 not-yet-in-force',
      'north/2021 in-force',
    ]);
  });

  it('is unknown for a district of which nothing is held', () => {
    expect(on('nowhere', '2024-01-01')).toBeUndefined();
  });

  it('refuses a shelf with two policies in force on one day', () => {
    expect(() => createShelf([compiledOf(NEW), compiledOf({ manifest: { ...OLD.manifest, effectiveTo: '2024-01-01' } })])).toThrow(
      /same day/,
    );
    expect(() => createShelf([compiledOf(NEW), compiledOf({ manifest: { ...OLD.manifest, effectiveTo: null } })])).toThrow(/same day/);
  });
});
