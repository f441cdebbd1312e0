/** Channel of NOTIFY on which it is told which events were relayed: `<district> <event id> <event id> …`. */
export const EVENT_CHANNEL = 'guicheng_event';
