import { CLIENT_EVENT_READERS, EVENT_READERS, LOOK_PEOPLE_UP, PROJECT_READERS, PROJECT_WRITERS, type Scope } from '@guicheng/application';
import type { IdentityRule, RoleRule } from './identity-rule.ts';

const DECIDING: IdentityRule = { anyone: true, scopes: ['decide'] };
const POLICIES: IdentityRule = { anyone: true, scopes: ['policies.read'] };
/** Answers on projects have receipts too. */
const RECEIPTS: IdentityRule = { anyone: true, scopes: ['decide', 'projects.read', 'projects.write'] };
const PROJECT_SCOPES: readonly Scope[] = ['projects.read', 'projects.write'];
const PEOPLE_AND_UNITS = { roles: ['system-administrator', 'district-admin', 'platform-operator'] } as const;
/** A program looks after its own endpoints, and is sent what people with its roles read: by `CLIENT_EVENT_READERS`. */
const WEBHOOKS: RoleRule = {
  roles: ['district-admin'],
  scopes: ['webhooks.manage'],
  clientRoles: CLIENT_EVENT_READERS,
};
const APPOINTMENTS: IdentityRule = { roles: ['security-administrator', 'district-admin', 'platform-operator'], stepUp: true };

/**
 * Who may use which field: every field of `Query`, `Mutation` and `Subscription`, and fields of other types that not everybody may see who sees the object.
 * The server does not start while a root field is missing here, or while a line names no field of the schema. Printed as docs/authorisation.md.
 */
export const AUTHORISATION: Readonly<Record<string, IdentityRule>> = {
  'Query.engineVersion': 'anyone',
  // What is published is public knowledge, and so are answers from it; a program that shows a credential does what its scopes name, here as well.
  'Query.decide': DECIDING,
  'Query.decideMany': DECIDING,
  'Query.decideAcross': DECIDING,
  'Query.interview': DECIDING,
  'Query.whatIf': DECIDING,
  'Query.policies': POLICIES,
  'Query.policy': POLICIES,
  'Query.policyInForce': POLICIES,
  'Query.rules': POLICIES,
  'Query.comparePolicies': POLICIES,
  'Query.districtMatrix': POLICIES,
  'Query.analysis': POLICIES,
  'Query.calendar': 'anyone',
  // A receipt made without signing in is read by whoever holds its id; others by callers of their district.
  'Query.receipt': RECEIPTS,
  'Query.verifyReceipt': RECEIPTS,
  'Query.me': 'signed-in',
  'Query.mySessions': 'signed-in',
  // Which projects are shown, and which may be changed, the register decides by the units of the posts.
  'Query.project': { roles: PROJECT_READERS, scopes: PROJECT_SCOPES },
  'Query.projects': { roles: PROJECT_READERS, scopes: PROJECT_SCOPES },
  'Project.files': { roles: PROJECT_READERS, scopes: PROJECT_SCOPES },
  'Query.askProject': { roles: PROJECT_READERS, scopes: PROJECT_SCOPES },
  'Mutation.recordProject': { roles: PROJECT_WRITERS, scopes: ['projects.write'] },
  'Mutation.changeProject': { roles: PROJECT_WRITERS, scopes: ['projects.write'] },
  'Mutation.submitProject': { roles: PROJECT_WRITERS, scopes: ['projects.write'] },
  'Mutation.withdrawProject': { roles: PROJECT_WRITERS, scopes: ['projects.write'] },
  'Mutation.signIn': 'anyone',
  'Mutation.signOut': 'signed-in',
  'Mutation.signOutEverywhere': 'signed-in',
  'Mutation.endSession': 'signed-in',
  'Mutation.changePassword': 'signed-in',
  'Mutation.beginSecondFactor': 'signed-in',
  'Mutation.confirmSecondFactor': 'signed-in',
  'Mutation.stepUp': 'signed-in',
  'Mutation.renewRecoveryCodes': 'signed-in',
  'Mutation.removeSecondFactor': 'signed-in',
  'Query.auditEntries': { roles: ['auditor', 'audit-administrator'], scopes: ['audit.read'] },
  // Whoever holds a one-time link may use it.
  'Query.oneTimeLink': 'anyone',
  'Mutation.completeSetup': 'anyone',
  'Mutation.acceptInvitation': 'anyone',
  // Who comes in and who holds which post: acts of weight, with the second factor, so that a session alone gives no power away.
  'Mutation.invitePerson': { roles: ['district-admin', 'system-administrator', 'platform-operator'], stepUp: true },
  'Mutation.disableAccount': { roles: ['district-admin', 'system-administrator', 'platform-operator'], stepUp: true },
  'Mutation.enableAccount': { roles: ['district-admin', 'system-administrator', 'platform-operator'], stepUp: true },
  'Mutation.resetSecondFactor': { roles: ['district-admin', 'system-administrator', 'platform-operator'], stepUp: true },
  'Mutation.inviteFirstAdmin': { roles: ['platform-operator'], stepUp: true },
  'Mutation.choosePasswordProfile': { roles: ['district-admin', 'security-administrator', 'platform-operator'], stepUp: true },
  // Events name everything that happens in the district, whichever unit it is about.
  'Query.events': { roles: EVENT_READERS, scopes: ['webhooks.manage'] },
  'Subscription.events': { roles: EVENT_READERS, scopes: ['webhooks.manage'] },
  'Query.webhooks': { ...WEBHOOKS, roles: ['district-admin', 'auditor'] },
  'Query.webhookDeliveries': { ...WEBHOOKS, roles: ['district-admin', 'auditor'] },
  'Mutation.registerWebhook': WEBHOOKS,
  'Mutation.changeWebhook': WEBHOOKS,
  'Mutation.rotateWebhookSecret': WEBHOOKS,
  'Mutation.enableWebhook': WEBHOOKS,
  'Mutation.disableWebhook': WEBHOOKS,
  'Mutation.testWebhook': WEBHOOKS,
  'Mutation.replayDelivery': WEBHOOKS,
  'Mutation.replayEvents': WEBHOOKS,
  // Programs of integrators are looked after by people, and their credentials issued with the second factor.
  'Query.apiClients': { roles: ['district-admin', 'system-administrator', 'security-administrator'] },
  'Query.apiClient': { roles: ['district-admin', 'system-administrator', 'security-administrator'] },
  'Mutation.registerApiClient': { roles: ['district-admin', 'security-administrator'], stepUp: true },
  'Mutation.setApiClientKeys': { roles: ['district-admin', 'system-administrator'], stepUp: true },
  'Mutation.disableApiClient': { roles: ['district-admin', 'security-administrator'], stepUp: true },
  'Mutation.issueApiCredential': { roles: ['district-admin', 'system-administrator'], stepUp: true },
  'Mutation.rotateApiCredential': { roles: ['district-admin', 'system-administrator'], stepUp: true },
  'Mutation.revokeApiCredential': { roles: ['district-admin', 'system-administrator'], stepUp: true },
  // By which system people sign in, and who of it is whom: with the second factor, since whoever sets it decides who comes in.
  'Query.signInProvider': { roles: ['district-admin', 'system-administrator', 'security-administrator'] },
  'Mutation.configureOidcSignIn': { roles: ['district-admin', 'security-administrator'], stepUp: true },
  'Mutation.configureCasSignIn': { roles: ['district-admin', 'security-administrator'], stepUp: true },
  'Mutation.disableFederatedSignIn': { roles: ['district-admin', 'security-administrator'], stepUp: true },
  'Mutation.linkPerson': { roles: ['district-admin', 'security-administrator'], stepUp: true },
  'Mutation.unlinkPerson': { roles: ['district-admin', 'security-administrator'], stepUp: true },
  // Which of these roles it is on the day is decided by whom the district appointed (三员): duties.ts of the application.
  'Query.units': 'signed-in',
  'Query.unit': 'signed-in',
  'Query.people': { roles: LOOK_PEOPLE_UP },
  // Everybody sees oneself.
  'Query.person': 'signed-in',
  'Query.posts': { roles: LOOK_PEOPLE_UP },
  'Query.districts': { roles: ['platform-operator'] },
  'Mutation.closeDistrict': { roles: ['platform-operator'], stepUp: true },
  'Mutation.openDistrict': { roles: ['platform-operator'], stepUp: true },
  'Mutation.addUnit': PEOPLE_AND_UNITS,
  'Mutation.changeUnit': PEOPLE_AND_UNITS,
  'Mutation.closeUnit': PEOPLE_AND_UNITS,
  'Mutation.addPerson': PEOPLE_AND_UNITS,
  'Mutation.changePerson': PEOPLE_AND_UNITS,
  'Mutation.endPerson': { ...PEOPLE_AND_UNITS, stepUp: true },
  'Mutation.appoint': APPOINTMENTS,
  'Mutation.endPost': APPOINTMENTS,
  // About one's own posts, or as who appoints.
  'Mutation.delegate': { roles: 'any', stepUp: true },
  'Mutation.endDelegation': { roles: 'any', stepUp: true },
};
