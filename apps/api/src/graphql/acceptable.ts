/** What answers of `/graphql` are written as. */
const WRITTEN = ['application/json', 'application/graphql-response+json'];

/** Whether a type of the header `Accept` means one of ours (RFC 9110 §12.5.1). */
const means = (range: string): boolean => range === '*/*' || range === 'application/*' || WRITTEN.includes(range);

/** Whether a caller takes what we answer with; without the header everything is taken. */
export const isAcceptable = (accept: string | undefined): boolean => {
  if (accept === undefined || accept.trim() === '') return true;
  return accept.split(',').some((entry) => {
    const [range = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    return means(range) && !parameters.some((parameter) => /^q\s*=\s*0(\.0*)?$/.test(parameter));
  });
};
