import type { Application } from '@guicheng/application';
import type { GraphQLResolveInfo, GraphQLScalarType } from 'graphql';
import { AUDIT_ENUMS, auditEntriesResolvers } from './audit/audit-entries.resolver.ts';
import { receiptResolvers } from './audit/receipt.resolver.ts';
import { verificationResolvers } from './audit/verification.resolver.ts';
import { problemResolvers } from './errors/problem.resolver.ts';
import { EVENT_ENUMS } from './integration/events/event-enums.ts';
import { eventCursors } from './integration/events/event-cursors.ts';
import { eventsResolvers } from './integration/events/events.resolver.ts';
import { eventsSubscription } from './integration/events/events.subscription.ts';
import { webhooksResolvers } from './integration/events/webhooks.resolver.ts';
import { CLIENT_ENUMS } from './integration/clients/client-view.ts';
import { clientsResolvers } from './integration/clients/clients.resolver.ts';
import type { Cursors } from './paging/cursors.ts';
import type { KeysetConnection } from './paging/keyset-connection.ts';
import { analysisResolvers } from './policies/analysis.resolver.ts';
import { calendarResolvers } from './policies/calendar.resolver.ts';
import { comparisonResolvers } from './policies/comparison.resolver.ts';
import { CONTRACT_ENUMS } from './policies/contract-enums.ts';
import { decideAcrossResolvers } from './policies/decide-across.resolver.ts';
import { decideManyResolvers } from './policies/decide-many.resolver.ts';
import { decideResolvers } from './policies/decide.resolver.ts';
import { interviewResolvers } from './policies/interview.resolver.ts';
import { policiesResolvers } from './policies/policies.resolver.ts';
import { rulesResolvers } from './policies/rules.resolver.ts';
import { whatIfResolvers } from './policies/what-if.resolver.ts';
import { PROJECT_ENUMS } from './projects/project-enums.ts';
import { projectsResolvers } from './projects/projects.resolver.ts';
import type { RequestContext } from './request-context.ts';
import { rootResolvers } from './root.resolver.ts';
import { SCALARS } from './scalars/scalars.ts';
import { AUTHORISATION_ENUMS } from './tenancy/authorisation-enums.ts';
import { federationResolvers } from './tenancy/identity/federation/federation.resolver.ts';
import { FEDERATION_ENUMS } from './tenancy/identity/federation/sign-in-provider-view.ts';
import { IDENTITY_ENUMS } from './tenancy/identity/identity-enums.ts';
import { invitationResolvers } from './tenancy/identity/invitation.resolver.ts';
import { meResolvers } from './tenancy/identity/me.resolver.ts';
import { secondFactorResolvers } from './tenancy/identity/second-factor.resolver.ts';
import { signInResolvers } from './tenancy/identity/sign-in.resolver.ts';
import { districtResolvers } from './tenancy/organisation/district.resolver.ts';
import { ORGANISATION_ENUMS } from './tenancy/organisation/organisation-enums.ts';
import { personResolvers } from './tenancy/organisation/person.resolver.ts';
import { postResolvers } from './tenancy/organisation/post.resolver.ts';
import { unitResolvers } from './tenancy/organisation/unit.resolver.ts';
import { ENUM_CODES } from './vocabulary/generated-vocabulary.ts';

/** A field of a type. */
export type FieldResolver = (parent: never, args: never, context: RequestContext, info: GraphQLResolveInfo) => unknown;

/** A field of `Subscription`: its events, and what each is for the caller. */
export interface SubscriptionResolver {
  readonly subscribe: (
    parent: never,
    args: never,
    context: RequestContext,
    info: GraphQLResolveInfo,
  ) => AsyncIterable<unknown> | Promise<AsyncIterable<unknown>>;
  readonly resolve?: FieldResolver;
}

/** What makes the schema executable: root fields, scalars, and the codes behind enum values. */
export interface Resolvers {
  readonly [type: string]:
    GraphQLScalarType | Readonly<Record<string, FieldResolver | SubscriptionResolver>> | Readonly<Record<string, string>>;
}

/** Every resolver, on these use cases and this way of answering lists; each file is named here by hand. */
export const resolversOf = (application: Application, connection: KeysetConnection, cursors: Cursors): Resolvers => ({
  ...SCALARS,
  ...ENUM_CODES,
  ...CONTRACT_ENUMS,
  ...AUTHORISATION_ENUMS,
  ...IDENTITY_ENUMS,
  ...ORGANISATION_ENUMS,
  ...AUDIT_ENUMS,
  ...PROJECT_ENUMS,
  ...EVENT_ENUMS,
  ...CLIENT_ENUMS,
  ...FEDERATION_ENUMS,
  ApiClient: clientsResolvers(application).ApiClient,
  Event: eventsResolvers(application, connection, eventCursors(cursors)).Event,
  ...problemResolvers(application),
  Query: {
    ...rootResolvers().Query,
    ...decideResolvers(application).Query,
    ...decideManyResolvers(application).Query,
    ...decideAcrossResolvers(application).Query,
    ...interviewResolvers(application).Query,
    ...whatIfResolvers(application).Query,
    ...policiesResolvers(application, connection).Query,
    ...rulesResolvers(application).Query,
    ...comparisonResolvers(application).Query,
    ...analysisResolvers(application).Query,
    ...calendarResolvers(application).Query,
    ...receiptResolvers(application).Query,
    ...verificationResolvers(application).Query,
    ...auditEntriesResolvers(application, connection).Query,
    ...meResolvers(application).Query,
    ...invitationResolvers(application).Query,
    ...projectsResolvers(application, connection).Query,
    ...eventsResolvers(application, connection, eventCursors(cursors)).Query,
    ...clientsResolvers(application).Query,
    ...federationResolvers(application).Query,
    ...districtResolvers(application).Query,
    ...unitResolvers(application, connection).Query,
    ...personResolvers(application, connection).Query,
    ...postResolvers(application, connection).Query,
  },
  Mutation: {
    ...signInResolvers(application).Mutation,
    ...secondFactorResolvers(application).Mutation,
    ...invitationResolvers(application).Mutation,
    ...projectsResolvers(application, connection).Mutation,
    ...webhooksResolvers(application, eventCursors(cursors)).Mutation,
    ...clientsResolvers(application).Mutation,
    ...federationResolvers(application).Mutation,
    ...districtResolvers(application).Mutation,
    ...unitResolvers(application, connection).Mutation,
    ...personResolvers(application, connection).Mutation,
    ...postResolvers(application, connection).Mutation,
  },
  Subscription: eventsSubscription(application).Subscription,
});
