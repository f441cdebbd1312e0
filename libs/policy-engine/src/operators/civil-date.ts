import { civilDateAt, type Instant } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `civilDate`: the day of an instant in Asia/Shanghai. */
export const operator = signature('civilDate', ['instant'], simple('date'), () => (instant) => civilDateAt(instant as Instant));
