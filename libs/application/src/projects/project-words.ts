import { problem, type Problem } from '@guicheng/policy-model';

/** Characters of a title at most. */
export const LONGEST_TITLE = 300;
/** Characters of a code at most. */
export const LONGEST_CODE = 64;

const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const checkWord = (text: string, longest: number, pointer: string, zh: string, en: string): Problem[] => {
  if (text === '') return [problem('text-empty', pointer, `${zh}不能为空。`, `The ${en} is empty.`)];
  if (!text.isWellFormed() || CONTROL.test(text))
    return [
      problem('text-not-printable', pointer, `${zh}含有控制字符或不完整的字符。`, `The ${en} holds control or incomplete characters.`),
    ];
  if ([...text].length > longest)
    return [problem('text-too-long', pointer, `${zh}超过 ${longest} 个字符。`, `The ${en} is longer than ${longest} characters.`)];
  return [];
};

/** What is wrong with a title, blanks around it left out. */
export const checkTitle = (title: string, pointer = '/title'): Problem[] => checkWord(title, LONGEST_TITLE, pointer, '项目名称', 'title');

/** What is wrong with a code, blanks around it left out. */
export const checkCode = (code: string, pointer = '/code'): Problem[] => checkWord(code, LONGEST_CODE, pointer, '项目编号', 'code');

/** The code of a running number of a year. */
export const codeOfNumber = (year: number, number: number): string => `${year}-${String(number).padStart(5, '0')}`;

/** Another project of the district has the code. */
export const codeTaken = (code: string, pointer = '/code'): Problem =>
  problem('code-taken', pointer, `项目编号“${code}”已被使用。`, `The code "${code}" is another project's.`);
