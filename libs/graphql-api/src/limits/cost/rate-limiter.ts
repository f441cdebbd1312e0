import type { Caller, Spending } from '@guicheng/application';
import { counted, type Instant } from '@guicheng/kernel';
import { GraphQLError } from 'graphql';
import { HeaderMap } from '@apollo/server';

/** Who pays for a request. */
export interface Payer {
  readonly caller: Caller | null;
  /** Network address that it came from; null: not known. */
  readonly address: string | null;
  readonly at: Instant;
}

/** Lets requests be paid for. */
export interface RateLimiter {
  /** Null: this payer is not limited. */
  spend(payer: Payer, points: number): Spending | null | Promise<Spending>;
}

/** Nobody is limited. */
export const NO_LIMIT: RateLimiter = { spend: () => null };

const seconds = (milliseconds: number): number => Math.ceil(milliseconds / 1_000);

/** Headers of a reply to a limited payer, by draft-ietf-httpapi-ratelimit-headers-10: the policy, what is left of it, and seconds until all of it is there again. */
export const rateHeaders = ({ limit, remaining, full }: Spending): readonly (readonly [string, string])[] => [
  ['ratelimit-policy', `"points";q=${limit};w=60`],
  ['ratelimit', `"points";r=${Math.max(0, remaining)};t=${seconds(full)}`],
];

/** `extensions.cost.bucket`. */
export const bucketView = ({ limit, remaining, full }: Spending) => ({
  limit,
  remaining: Math.max(0, remaining),
  fullInSeconds: seconds(full),
});

/** Why a payer who has not enough left is not served, and when they are; `retryAfter` in seconds, as the header has it. */
export const rateLimitation = (points: number, spending: Spending) => {
  const after = seconds(spending.retryAfter);
  const zh = `请求过于频繁：此请求计 ${points} 点，余 ${Math.max(0, spending.remaining)} 点，请在 ${after} 秒后重试。`;
  const en = `Too many requests: this one costs ${counted(points, 'point')}, and ${Math.max(0, spending.remaining)} left; try again in ${after} s.`;
  const extensions = { points, retryAfterMilliseconds: spending.retryAfter };
  return { code: 'rate-limited', zh, en, retryAfter: String(after), extensions };
};

/** What a payer who has not enough left is answered: 429 and when to come back. */
export const rateLimited = (points: number, spending: Spending): GraphQLError => {
  const { code, zh, en, retryAfter, extensions } = rateLimitation(points, spending);
  return new GraphQLError(`${zh} · ${en}`, {
    extensions: {
      code,
      messageZh: zh,
      messageEn: en,
      ...extensions,
      http: { status: 429, headers: new HeaderMap([['retry-after', retryAfter], ...rateHeaders(spending)]) },
    },
  });
};
