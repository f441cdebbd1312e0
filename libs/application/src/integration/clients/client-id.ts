/** Where a client is kept: the tenant, and its UUID there. */
export interface ClientPlace {
  readonly district: string;
  readonly uuid: string;
}

const FORM = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/;
const LONGEST = 200;

/** The `client_id` of OAuth: it says in clear in which district the client is looked up. */
export const clientIdOf = ({ district, uuid }: ClientPlace): string => `${district}.${uuid}`;

/** Reads a `client_id`; undefined: it is none of ours. */
export const parseClientId = (text: string): ClientPlace | undefined => {
  const match = text.length > LONGEST ? null : FORM.exec(text);
  return match === null ? undefined : { district: match[1]!, uuid: match[2]! };
};
