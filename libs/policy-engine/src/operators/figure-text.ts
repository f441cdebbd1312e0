/** Whether an argument was written as a plain figure: then a measure word can stand behind it; a named notion brings its own. */
export const isFigureText = (text: string): boolean => /^-?\d+$/.test(text);
