import { DISABLED_EVENT, EVENT_TYPES, TEST_EVENT } from './event-types.ts';

/** An event as endpoints are matched with it. */
export interface MatchedEvent {
  readonly type: string;
  /** Id of what the event is about; of an event about an endpoint, the endpoint's. */
  readonly subjectId: string;
}

/** An endpoint as events are matched with it. */
export interface MatchedEndpoint {
  readonly id: string;
  /** `project.recorded`, `project.*` or `*`. */
  readonly eventTypes: readonly string[];
}

const WORDS = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)*$/;

/** Whether a text is written like a type or pattern; whether there is such a type is not asked: what was told under a former name can still be looked up. */
export const isEventPattern = (text: string): boolean =>
  text.length <= 100 && (text === '*' || WORDS.test(text.endsWith('.*') ? text.slice(0, -2) : text));

/** Whether an event is of a type that was asked for. */
export const isOfTypes = (type: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => pattern === '*' || pattern === type || (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1))));

/** Whether an endpoint may ask for this: a type that there is, a pattern that one of them fits, or `*`. */
export const isToldOf = (pattern: string): boolean => isEventPattern(pattern) && EVENT_TYPES.some((type) => isOfTypes(type, [pattern]));

/** Whether an event is delivered to an endpoint. */
export const isMeantFor = ({ type, subjectId }: MatchedEvent, { id, eventTypes }: MatchedEndpoint): boolean => {
  if (type === TEST_EVENT) return subjectId === id;
  if (type === DISABLED_EVENT) return subjectId !== id;
  return isOfTypes(type, eventTypes);
};
