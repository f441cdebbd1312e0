import { isIP } from 'node:net';
import { isStorable } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';
import { isPublicAddress } from '../outbound/address-guard.ts';
import { leadsTo } from '../outbound/ports.ts';
import { isToldOf } from './event-match.ts';
import { EVENT_TYPES } from './event-types.ts';
import type { WebhookParts } from './webhook-parts.ts';

/** What an endpoint is told to be. */
export interface WebhookInput {
  readonly url: string;
  readonly eventTypes: readonly string[];
  readonly description: string;
}

const LONGEST_URL = 2_000;
const LONGEST_DESCRIPTION = 500;
const MOST_TYPES = 50;

const urlNotValid = problem(
  'webhook-url-not-valid',
  '/url',
  `回调地址应为 https 地址，不含用户名、口令和片段，不超过 ${LONGEST_URL} 个字符。`,
  `The address is an https URL without user, password and fragment, at most ${LONGEST_URL} characters.`,
);
const addressInternal = problem(
  'webhook-url-internal',
  '/url',
  '回调地址指向内部网络，本部署未开放该网络（见 OUTBOUND_ALLOWED）。',
  'The address leads into an internal network that this deployment did not open (OUTBOUND_ALLOWED).',
);
const portRefused = problem(
  'webhook-port-refused',
  '/url',
  '回调地址的端口未开放：默认为 80、443 及 1024 以上（见 WEBHOOK_PORTS）。',
  'The port of the address is not open to webhooks: by default 80, 443 and from 1024 on (WEBHOOK_PORTS).',
);
const typesNotValid = problem(
  'webhook-event-types-not-valid',
  '/eventTypes',
  `事件类型应为下列之一，或 project.*、* 这样的写法，1 至 ${MOST_TYPES} 项，不得重复：${EVENT_TYPES.join('、')}。`,
  `Event types are among these, or written like project.* or *; 1 to ${MOST_TYPES} of them, none twice: ${EVENT_TYPES.join(', ')}.`,
);
const descriptionTooLong = problem(
  'webhook-description-too-long',
  '/description',
  `说明不超过 ${LONGEST_DESCRIPTION} 个字符。`,
  `A description has at most ${LONGEST_DESCRIPTION} characters.`,
);

const descriptionNotText = problem(
  'webhook-description-not-valid',
  '/description',
  '说明含有无法保存的字符（NUL 或不完整的字符）。',
  'The description holds what cannot be kept: NUL, or half a character.',
);

/** What a deployment lets webhooks be. */
export type WebhookRules = Pick<WebhookParts, 'networks' | 'ports'>;

/** The addresses of a host that are known without asking anybody: its own, written out, or the machine's. */
const addressesOf = (host: string): readonly string[] => {
  if (isIP(host) !== 0) return [host];
  return /(^|\.)localhost\.?$/.test(host) ? ['127.0.0.1', '::1'] : [];
};

/** What is wrong with an address; where a name leads is only seen, and judged, whenever something is sent. */
const urlProblem = (text: string, { networks, ports }: WebhookRules): Problem | undefined => {
  if (text.length > LONGEST_URL || !isStorable(text) || !URL.canParse(text)) return urlNotValid;
  const url = new URL(text);
  const { protocol, username, password, hash, hostname } = url;
  const addresses = addressesOf(hostname.replace(/^\[(.*)\]$/, '$1'));
  const isPublic = addresses.length > 0 && addresses.every(isPublicAddress);
  const isTaken = protocol === 'https:' || (protocol === 'http:' && networks !== null && !isPublic);
  if (!isTaken || username !== '' || password !== '' || hash !== '') return urlNotValid;
  const isOpened = addresses.length === 0 || isPublic || addresses.some((address) => networks?.has(address) === true);
  if (!isOpened) return addressInternal;
  return leadsTo(url, ports) ? undefined : portRefused;
};

/** Everything that is wrong with what an endpoint is told to be. */
export const webhookProblems = ({ url, eventTypes, description }: WebhookInput, rules: WebhookRules): readonly Problem[] => {
  const badUrl = urlProblem(url, rules);
  const isCounted = eventTypes.length > 0 && eventTypes.length <= MOST_TYPES && new Set(eventTypes).size === eventTypes.length;
  const typesGood = isCounted && eventTypes.every(isToldOf);
  return [
    ...(badUrl === undefined ? [] : [badUrl]),
    ...(typesGood ? [] : [typesNotValid]),
    ...(description.length > LONGEST_DESCRIPTION ? [descriptionTooLong] : []),
    ...(isStorable(description) ? [] : [descriptionNotText]),
  ];
};
