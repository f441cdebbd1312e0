import { problem, type Problem } from '@guicheng/policy-model';
import { postWith, type Caller, type Role } from '../../caller.ts';

/** Whose work needs to know who is who in the district: those who administer, lead the office, or look into what was done. */
export const LOOK_PEOPLE_UP: readonly Role[] = [
  'platform-operator',
  'district-admin',
  'system-administrator',
  'security-administrator',
  'audit-administrator',
  'office-officer',
  'auditor',
];

/** Whether a caller sees the people of the district; everybody sees oneself. Programs do not. */
export const mayLookPeopleUp = (caller: Caller): boolean => caller.kind === 'person' && postWith(caller, LOOK_PEOPLE_UP) !== undefined;

/** Refused to the others. */
export const peopleNotShown: Problem = problem(
  'not-permitted',
  '',
  '您的任职不能查看区县人员。',
  'Your posts do not let you see the people of the district.',
);
