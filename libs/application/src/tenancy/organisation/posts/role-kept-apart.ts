import type { Days, DistrictRepositories } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Role } from '../../caller.ts';
import { combine, ROLE_RULES } from '../role-rules.ts';

/** Why a person cannot act in these roles on these days besides what that person may act in already (三员分立); undefined: it can be. Refusal: `roles-kept-apart`. */
export async function roleKeptApart(
  { posts }: Pick<DistrictRepositories, 'posts'>,
  personId: string,
  roles: readonly Role[],
  days: Days,
  pointer: string,
): Promise<Problem | undefined> {
  // The database knows no other role.
  const held = (await posts.heldBy([personId], days)).map(({ role }) => role as Role);
  for (const role of roles) {
    const other = held.find((one) => !combine(one, role));
    if (other === undefined) continue;
    const [a, b] = [ROLE_RULES[other], ROLE_RULES[role]];
    return problem(
      'roles-kept-apart',
      pointer,
      `同一人不得兼任“${a.zh}”和“${b.zh}”（三员分立，含委托代理）。`,
      `Nobody is ${a.en} and ${b.en} on one day, be it for somebody else: the duties of the three administrators are kept apart.`,
    );
  }
  return undefined;
}
