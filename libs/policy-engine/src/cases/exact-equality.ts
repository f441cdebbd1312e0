const decimal = /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/;

/**
 * True when both are the same exact decimal, each a JSON number or a plain decimal text: 100, "100.00" and 100.0 are one value,
 * 99.99 and 99.990000001 are two.
 */
export function sameDecimal(a: number | string, b: number | string): boolean {
  const left = canonicalDecimal(a);
  return left !== null && left === canonicalDecimal(b);
}

/** Shortest text without leading and trailing zeros; null: no plain decimal. A JSON number is read by its shortest text. */
function canonicalDecimal(value: number | string): string | null {
  const text = typeof value === 'number' ? plainText(value) : value;
  const match = decimal.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  const magnitude = fraction === '' ? whole : `${whole}.${fraction}`;
  return magnitude === '0' ? '0' : sign + magnitude;
}

/** Digits without an exponent. */
function plainText(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-])(\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', first = '', rest = '', direction, exponent] = match;
  const digits = first + rest;
  const shift = Number(exponent);
  return direction === '+' ? sign + digits.padEnd(shift + 1, '0') : `${sign}0.${'0'.repeat(shift - 1)}${digits}`;
}
