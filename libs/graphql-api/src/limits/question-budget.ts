import { err, ok, type Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';

/** Questions that one operation may ask in all, however it spreads them over its fields: as many as one full batch. */
export const MOST_QUESTIONS_AN_OPERATION = 250;

/** What is left of them. One for each request; the fields of an operation draw on it in their order. */
export class QuestionBudget {
  private left = MOST_QUESTIONS_AN_OPERATION;
  private requested = 0;

  /** Takes as many questions, or refuses and takes none. */
  take(count: number, pointer: string): Result<number, Problem[]> {
    this.requested += count;
    if (count > this.left) return err([this.exceeded(count, pointer)]);
    this.left -= count;
    return ok(this.left);
  }

  /** What the fields so far asked for, what they were given, and the most that there is; all in questions. */
  get cost(): { readonly requested: number; readonly actual: number; readonly limit: number } {
    const limit = MOST_QUESTIONS_AN_OPERATION;
    return { requested: this.requested, actual: limit - this.left, limit };
  }

  private exceeded(count: number, pointer: string): Problem {
    const most = MOST_QUESTIONS_AN_OPERATION;
    const isFirst = this.left === most;
    return problem(
      'too-many-questions',
      pointer,
      `一次请求最多提 ${most} 个问题，此处提 ${count} 个${isFirst ? '' : `，只剩 ${this.left} 个`}：请分批提交。`,
      `At most ${most} questions a request; ${count} asked here${isFirst ? '' : `, ${this.left} left`}: send them in several requests.`,
    );
  }
}
