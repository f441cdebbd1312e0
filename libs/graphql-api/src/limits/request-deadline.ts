import { DeadlineExceeded, type Deadline } from '@guicheng/persistence';
import { defaultFieldResolver } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '../request-context.ts';

/** By when one request is answered, whatever it waits for. */
export class RequestDeadline implements Deadline {
  readonly #until: number;
  readonly #clock: () => number;
  #timer: NodeJS.Timeout | undefined;
  #passed: Promise<never> | undefined;

  /** `clock`: milliseconds that only go forward. */
  constructor(milliseconds: number, clock: () => number) {
    this.#clock = clock;
    this.#until = clock() + milliseconds;
  }

  remaining(): number {
    return this.#until - this.#clock();
  }

  /** The same result, or `DeadlineExceeded` when it is not there in time; the work is told by its own means. */
  async race<T>(work: Promise<T>): Promise<T> {
    this.#passed ??= new Promise<never>((_, reject) => {
      this.#timer = setTimeout(() => reject(new DeadlineExceeded()), Math.max(0, this.remaining()));
    });
    // Whoever lost the race has nobody to tell.
    this.#passed.catch(() => undefined);
    work.catch(() => undefined);
    return Promise.race([work, this.#passed]);
  }

  /** The request is answered. */
  end(): void {
    clearTimeout(this.#timer);
  }
}

/** Holds each field of `Query` and `Mutation` to the request's deadline; after it none is begun. */
export const holdToDeadline = (schema: GraphQLSchema): GraphQLSchema => {
  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => Object.values(type?.getFields() ?? {}));
  for (const field of fields) {
    const { resolve = defaultFieldResolver } = field;
    field.resolve = (source, args, context: RequestContext, info) => {
      const { deadline } = context;
      if (deadline === null) return resolve(source, args, context, info);
      if (deadline.remaining() <= 0) throw new DeadlineExceeded();
      const answer: unknown = resolve(source, args, context, info);
      return answer instanceof Promise ? deadline.race(answer) : answer;
    };
  }
  return schema;
};
