import { err, ok, type Result } from '@guicheng/kernel';
import { oauthError, type OauthError } from './oauth-error.ts';

/** Parameters of a request, each once; those without a value count as left out (RFC 6749 §3.2). */
export type OauthForm = ReadonlyMap<string, string>;

/** Reads `application/x-www-form-urlencoded`. A parameter that comes twice is refused (RFC 6749 §3.2): which of the two was meant cannot be known. */
export const parseOauthForm = (body: string): Result<OauthForm, OauthError> => {
  const form = new Map<string, string>();
  const seen = new Set<string>();
  for (const [name, value] of new URLSearchParams(body)) {
    if (seen.has(name))
      return err(oauthError('invalid_request', 'parameter-twice', '同一参数出现两次。', 'A parameter is given more than once.'));
    seen.add(name);
    if (value !== '') form.set(name, value);
  }
  return ok(form);
};
