import { problem, type Problem } from '@guicheng/policy-model';

/** What PostgreSQL cannot hold (U+0000, halves of surrogate pairs) becomes U+FFFD, which stands in no login and no code of a district. */
const storable = (text: string): string => text.replaceAll(/[\u0000\p{Cs}]/gu, '\ufffd');

/** A district as somebody names it; an empty name becomes one that none has: without a tenant the database raises. */
export const namedDistrict = (given: string): string => (given === '' ? '\ufffd' : storable(given));

/** A login is compared in this form: people type it with capitals, full-width letters or a space behind. */
export const normalLogin = (login: string): string => storable(login).normalize('NFKC').trim().toLowerCase();

/** Letters (Chinese ones too), digits and `. _ - @`, two to 64; our choice. */
const FORM = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,63}$/u;

/** What is wrong with a new login; undefined: nothing. */
export const loginProblem = (login: string, pointer: string): Problem | undefined =>
  FORM.test(normalLogin(login))
    ? undefined
    : problem(
        'login-not-valid',
        pointer,
        '用户名应为 2 至 64 个字符：汉字、字母、数字及 . _ - @，以汉字、字母或数字开头。',
        'A login has 2 to 64 characters: letters, digits and . _ - @, beginning with a letter or digit.',
      );

/** The login is somebody's already. */
export const loginTaken = (pointer: string): Problem =>
  problem('login-taken', pointer, '该用户名已被使用，请另选。', 'The login is taken: choose another.');
