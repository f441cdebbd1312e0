import { err, ok, type Result } from '@guicheng/kernel';
import type { Outbound } from '../../../integration/outbound/outbound.ts';
import { parseCasAnswer } from './cas-answer.ts';
import type { Claims } from './claims.ts';
import { identityNotProved, providerUnavailable, refusedByProvider, type IdentityProvider, type NotProved } from './identity-provider.ts';
import type { CasSettings } from './sign-in-settings.ts';

/** Proves tickets of another system: what a protocol of tickets needs besides an address to send people to. */
export interface TicketValidator {
  /** What the other system says of whom it gave this ticket for this service. */
  validate(ticket: string, service: string): Promise<Result<Claims, NotProved>>;
}

/** A ticket as CAS Protocol 3.0 §3.7 has it. */
const TICKET = /^[A-Za-z0-9._-]{1,300}$/;

/** Tickets of a CAS server (CAS Protocol 3.0 §2.8, `/p3/serviceValidate`, with attributes). */
export const casTickets = (url: string, outbound: Outbound): TicketValidator => ({
  validate: async (ticket, service) => {
    if (!TICKET.test(ticket)) return err({ problem: identityNotProved, detail: 'ticket-not-valid' });
    const query = new URLSearchParams({ service, ticket }).toString();
    const headers = { accept: 'application/xml' };
    const answer = await outbound.send({ url: `${url}/p3/serviceValidate?${query}`, method: 'GET', headers, body: null });
    if (answer.kind === 'failed') return err({ problem: providerUnavailable, detail: answer.code });
    const said = answer.status === 200 ? parseCasAnswer(answer.body) : undefined;
    if (said === undefined) return err({ problem: providerUnavailable, detail: `answer-not-valid ${answer.status}` });
    return said.kind === 'success' ? ok(said.claims) : err({ problem: identityNotProved, detail: said.code.slice(0, 100) });
  },
});

/** The service that tickets are asked for: our callback with the state, which the server hands back with the ticket. */
const serviceOf = (callback: string, state: string): string => `${callback}?${new URLSearchParams({ state }).toString()}`;

/** A CAS server behind the same port as an OpenID provider. */
export const casProvider = ({ url }: CasSettings, tickets: TicketValidator): IdentityProvider => ({
  location: async ({ callback, state }) => ok(`${url}/login?${new URLSearchParams({ service: serviceOf(callback, state) }).toString()}`),
  prove: async (arrived, { callback, state }) => {
    const given = arrived.searchParams.getAll('ticket');
    if (given.length !== 1) return err({ problem: refusedByProvider, detail: 'ticket-missing' });
    return tickets.validate(given[0]!, serviceOf(callback, state));
  },
});
