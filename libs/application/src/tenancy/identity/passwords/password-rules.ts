import { problem, type Problem } from '@guicheng/policy-model';
import type { PasswordProfile } from './password-profile.ts';
import { isLeakedPassword } from './leaked-passwords.ts';
import { isWeakPassword } from './weak-password.ts';

/** Longer than any sentence that a person types (ASVS 5.0 6.2.9 asks for 64 at least); bounds what is hashed. */
export const LONGEST_PASSWORD = 256;

const KINDS = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u];

/** Everything that is wrong with a new password under a profile; `words`: what is known of the account, that it must not consist of. */
export const passwordProblems = async (
  password: string,
  { leastLength, leastKinds }: PasswordProfile,
  words: readonly string[],
  pointer: string,
): Promise<Problem[]> => {
  const problems: Problem[] = [];
  const length = [...password.normalize('NFKC')].length;
  if (length < leastLength)
    problems.push(
      problem('password-too-short', pointer, `口令至少 ${leastLength} 个字符。`, `A password has at least ${leastLength} characters.`),
    );
  if (length > LONGEST_PASSWORD)
    problems.push(
      problem(
        'password-too-long',
        pointer,
        `口令至多 ${LONGEST_PASSWORD} 个字符。`,
        `A password has at most ${LONGEST_PASSWORD} characters.`,
      ),
    );
  if (KINDS.filter((kind) => kind.test(password)).length < leastKinds)
    problems.push(
      problem(
        'password-too-plain',
        pointer,
        `口令须含大写字母、小写字母、数字、其他字符中的至少 ${leastKinds} 类。`,
        `A password has at least ${leastKinds} of: upper case, lower case, digits, other characters.`,
      ),
    );
  if (length > LONGEST_PASSWORD) return problems;
  if (isWeakPassword(password, words))
    problems.push(
      problem(
        'password-too-common',
        pointer,
        '口令过于常见，或与用户名、单位名相近，或由重复、键盘顺序的字符组成，容易被猜中，请另选。',
        'The password is a common one, close to the account’s names, a repetition or a row of keys: choose another.',
      ),
    );
  else if (await isLeakedPassword(password))
    problems.push(
      problem(
        'password-leaked',
        pointer,
        '口令在公开泄露的口令之列，或只比其多出几个字符，会被首先尝试，请另选。',
        'The password is among those of published leaks, or has but a few characters more: choose another.',
      ),
    );
  return problems;
};
