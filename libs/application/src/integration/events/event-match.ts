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

/** Asked for by `testWebhook`; goes to that endpoint only. */
export const TEST_EVENT = 'webhook.tested';
/** An endpoint was switched off; goes to the others of the district, whatever they asked for. */
export const DISABLED_EVENT = 'webhook.disabled';

const WORDS = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)*$/;

/** Whether a text may stand in the list of what an endpoint asks for. */
export const isEventPattern = (text: string): boolean =>
  text.length <= 100 && (text === '*' || WORDS.test(text.endsWith('.*') ? text.slice(0, -2) : text));

/** Whether an event is of a type that was asked for. */
export const isOfTypes = (type: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => pattern === '*' || pattern === type || (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1))));

/** Whether an event is delivered to an endpoint. */
export const isMeantFor = ({ type, subjectId }: MatchedEvent, { id, eventTypes }: MatchedEndpoint): boolean => {
  if (type === TEST_EVENT) return subjectId === id;
  if (type === DISABLED_EVENT) return subjectId !== id;
  return isOfTypes(type, eventTypes);
};
