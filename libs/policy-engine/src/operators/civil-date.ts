import { civilDateAt, type Instant } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `civilDate`: the day of an instant in Asia/Shanghai. */
export const operator = signature(
  'civilDate',
  { zh: (a) => `${a!.text}的当日（北京时间）`, en: (a) => `the day of ${a!.text} in Beijing time` },
  ['instant'],
  simple('date'),
  () => (instant) => civilDateAt(instant as Instant),
);
