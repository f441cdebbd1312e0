const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const another = (uuid: string): string => `${uuid.slice(0, -6)}${uuid.endsWith('000000') ? 'ffffff' : '000000'}`;

/** An id of the same form that stands for nothing: with another uuid in it, in clear or within what is encoded; undefined: the value is no id. */
export const madeUp = (value: string): string | undefined => {
  if (value.search(UUID) >= 0) return value.replace(UUID, another);
  const [, prefix = '', body = ''] = /^([a-z]{1,8}_)?(.*)$/s.exec(value) ?? [];
  const decoded = Buffer.from(body, 'base64url').toString('latin1');
  if (decoded.search(UUID) >= 0) return `${prefix}${Buffer.from(decoded.replace(UUID, another), 'latin1').toString('base64url')}`;
  return undefined;
};
