import { equality } from './equality.ts';

/** `!=`: not the same value. */
export const operator = equality('!=', false);
