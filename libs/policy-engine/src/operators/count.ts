import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `count`: how many members a list has. */
export const operator = signature('count', ['list'], simple('integer'), () => (list) => (list as readonly unknown[]).length);
