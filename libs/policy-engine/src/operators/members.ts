/** So many members are found as fast by looking at each. */
const FEW = 16;

/** Tells whether a value is a member of a list, so that many questions of a long list do not take its length each. */
export function membersOf(list: readonly unknown[]): { readonly has: (value: unknown) => boolean } {
  return list.length > FEW ? new Set(list) : { has: (value) => list.includes(value) };
}
