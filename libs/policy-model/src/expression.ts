/**
 * A JSON-Logic expression as it stands in a pack: a literal, a list, or an object with exactly one key, the operator.
 * Which operators exist, and their types, is the policy-engine's `operators/` list; see the library's README.
 */
export type Expression = null | boolean | number | string | readonly Expression[] | { readonly [operator: string]: Expression };
