const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a `uuid` column can hold this text: what cannot is no id of ours, and is not asked of the database. */
export const isUuid = (text: string): boolean => UUID.test(text);
