import { equality } from './equality.ts';

/** `==`: the same value. */
export const operator = equality('==', true);
