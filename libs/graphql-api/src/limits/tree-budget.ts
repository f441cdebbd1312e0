import { err, ok, type Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';

/** Trees that one operation is given: the largest has 800 nodes and takes some 10 ms. */
export const MOST_TREES_AN_OPERATION = 25;

/** What is left of them. One for each request. */
export class TreeBudget {
  private left = MOST_TREES_AN_OPERATION;

  /** Takes one tree, or refuses. */
  take(): Result<number, Problem[]> {
    if (this.left === 0) return err([EXCEEDED]);
    this.left -= 1;
    return ok(this.left);
  }
}

const EXCEEDED = problem(
  'too-many-trees',
  '',
  `一次请求最多给出 ${MOST_TREES_AN_OPERATION} 棵推理树：其余的请另行查询；“trace”和“explanation”不受此限。`,
  `At most ${MOST_TREES_AN_OPERATION} trees a request: ask for the others in further requests; "trace" and "explanation" have no such limit.`,
);
