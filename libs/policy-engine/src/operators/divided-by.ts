import { divided, scaling } from './scale.ts';

/** `dividedBy`: an amount by a decimal; division by zero is refused. */
export const operator = scaling('dividedBy', ' ÷ ', 'divided by', divided);
