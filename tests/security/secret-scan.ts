/** A secret in a file, by what it looks like; the secret itself is never repeated. */
export interface FoundSecret {
  readonly kind: string;
  readonly line: number;
}

/** What secrets look like: our own formats first, then those of others that people paste. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  'a credential of ours': /\bgc[a-z]_[a-z0-9]+(?:-[a-z0-9]+)*_[0-9A-Za-z]{49}\b/,
  'a secret of a webhook': /\bwhsec_[A-Za-z0-9+/]{32,}/,
  'a private key': /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/,
  'a private key as JSON': /"d"\s*:\s*"[A-Za-z0-9_-]{40,}"/,
  'a password in an address':
    /\b(?:postgres(?:ql)?|https?|s3):\/\/[\w.%-]+:(?!\$|%s|…|\.\.\.|<|secret|password|pass\b|geheim|x\b|y\b|z\b)[^\s'"`@/${}]{6,}@/,
  'a signed token': /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}/,
  'a key of a cloud': /\b(?:AKIA|ASIA|LTAI)[0-9A-Z]{12,}\b/i,
  'a token of a code host': /\b(?:ghp|gho|ghs|github_pat|glpat|npm)_[A-Za-z0-9_]{30,}/,
};

/** Secrets in a text, line by line. */
export const secretsIn = (text: string): FoundSecret[] =>
  text
    .split('\n')
    .flatMap((line, index) => Object.entries(SHAPES).flatMap(([kind, shape]) => (shape.test(line) ? [{ kind, line: index + 1 }] : [])));
