const PREFIX = 'r_';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const DISTRICT = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Where a receipt is kept: the tenant, and its uuid v7 there. */
export interface ReceiptPlace {
  readonly district: string;
  readonly uuid: string;
}

/** The id that callers see: opaque, safe in addresses. */
export const receiptId = ({ district, uuid }: ReceiptPlace): string =>
  PREFIX + Buffer.from(`${district}/${uuid}`, 'utf8').toString('base64url');

/** Reads an id back; undefined: it is none of ours. */
export const parseReceiptId = (id: string): ReceiptPlace | undefined => {
  if (!id.startsWith(PREFIX) || id.length > 300) return undefined;
  const [district, uuid, ...rest] = Buffer.from(id.slice(PREFIX.length), 'base64url').toString('utf8').split('/');
  if (district === undefined || uuid === undefined || rest.length > 0 || !DISTRICT.test(district) || !UUID.test(uuid)) return undefined;
  const place = { district, uuid };
  return receiptId(place) === id ? place : undefined;
};
