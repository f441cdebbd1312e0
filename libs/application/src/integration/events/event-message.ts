import { formatInstant } from '@guicheng/kernel';
import type { EventRecord } from '@guicheng/persistence';
import { canonicalJson, type JsonValue } from '@guicheng/policy-model';

/** What receivers are sent of an event, canonical JSON: type, timestamp and data, as Standard Webhooks has it. The same bytes whenever it is sent. */
export const eventMessage = (district: string, event: EventRecord): string =>
  canonicalJson({
    type: event.type,
    timestamp: formatInstant(event.occurredAt),
    data: {
      id: event.eventId,
      district,
      subject: { kind: event.subjectKind, id: event.subjectId },
      details: JSON.parse(event.payload) as JsonValue,
    },
  });
