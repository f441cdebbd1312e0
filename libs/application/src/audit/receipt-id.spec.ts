import { describe, expect, it } from 'vitest';
import { parseReceiptId, receiptId } from './receipt-id.ts';

const place = { district: 'yangpu', uuid: '019ab1cd-0000-7abc-8def-0123456789ab' };

describe('receipt ids', () => {
  it('come back as what they were made of, and are safe in an address', () => {
    const id = receiptId(place);
    expect(parseReceiptId(id)).toEqual(place);
    expect(encodeURIComponent(id)).toBe(id);
  });

  it.each([
    ['nothing', ''],
    ['another prefix', `x_${receiptId(place).slice(2)}`],
    ['something appended', `${receiptId(place)}A`],
    ['another text form of the same bytes', `${receiptId(place)}=`],
    ['no uuid of version 7', receiptId({ ...place, uuid: '019ab1cd-0000-4abc-8def-0123456789ab' })],
    ['a district that is no code', receiptId({ ...place, district: "a';" })],
    ['a path', receiptId({ ...place, district: 'a/b' })],
    ['an endless text', `r_${'A'.repeat(10_000)}`],
  ])('with %s are none of ours', (_, id) => {
    expect(parseReceiptId(id)).toBeUndefined();
  });
});
