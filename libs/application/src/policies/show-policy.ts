import { err, ok, type Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';
import type { HeldPolicy } from './held-policy.ts';
import type { PolicyLibrary } from './policy-library.ts';

/** One published policy by its id. */
export type ShowPolicy = (id: string, pointer: string) => Result<HeldPolicy, Problem[]>;

/** The use case on this library; `pointer` names the argument that held the id. */
export const showPolicyWith =
  (library: PolicyLibrary): ShowPolicy =>
  (id, pointer) => {
    const { policies, byId } = library.holdings();
    const held = byId(id);
    if (held !== undefined) return ok(held);
    const known = policies.map(({ policy }) => policy.manifest.id);
    return err([
      problem(
        'unknown-policy',
        pointer,
        `没有编号为“${id}”的政策。已发布：${known.join('、')}。`,
        `There is no policy "${id}". Published: ${known.join(', ')}.`,
      ),
    ]);
  };
