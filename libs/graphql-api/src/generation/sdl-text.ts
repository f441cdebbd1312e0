/** A GraphQL description as a block string, indented; quotes inside are escaped. */
export const description = (text: string, indent = ''): string =>
  `${indent}"""${text.replaceAll('"""', '\\"""')}${text.endsWith('"') ? ' ' : ''}"""\n`;

/** One line of a description: the Chinese term first, then the English meaning; either may be missing. */
export const bilingual = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' · ');

/** `keyword Name { members }` with its description. */
export const block = (keyword: string, name: string, about: string, members: readonly string[]): string =>
  `${description(about)}${keyword} ${name} {\n${members.join('\n')}\n}\n`;

/** A member of a type, input or enum, with its description. */
export const member = (text: string, about: string): string => `${description(about, '  ')}  ${text}`;
