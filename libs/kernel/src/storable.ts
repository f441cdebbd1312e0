const NUL = '\u0000';

/** Whether a database can keep a text: no NUL, and no half of a surrogate pair. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes(NUL);
