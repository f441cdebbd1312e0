import { multiplied, scaling } from './scale.ts';

/** `times`: an amount times a decimal. */
export const operator = scaling('times', ' × ', 'times', multiplied);
