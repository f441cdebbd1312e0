/** An endpoint was switched off; goes to the others of the district, whatever they asked for. */
export const DISABLED_EVENT = 'webhook.disabled';
/** Asked for by `testWebhook`; goes to that endpoint only. */
export const TEST_EVENT = 'webhook.tested';

/** Every type of event that is told (事件类型). One that is to be told stands here first: a test holds the list against the code. */
export const EVENT_TYPES = [
  ...['project.recorded', 'project.imported', 'project.changed', 'project.submitted', 'project.withdrawn'],
  ...['project.file-attached', 'project.file-removed'],
  ...[DISABLED_EVENT, TEST_EVENT],
] as const;
