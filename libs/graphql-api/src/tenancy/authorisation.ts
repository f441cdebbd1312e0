import type { IdentityRule } from './identity-rule.ts';

/**
 * Who may use which field: every field of `Query`, `Mutation` and `Subscription`, and fields of other types that not everybody may see who sees the object.
 * The server does not start while a root field is missing here, or while a line names no field of the schema. Printed as docs/authorisation.md.
 */
export const AUTHORISATION: Readonly<Record<string, IdentityRule>> = {
  'Query.engineVersion': 'anyone',
  // What is published is public knowledge, and so are answers from it.
  'Query.decide': 'anyone',
  'Query.decideMany': 'anyone',
  'Query.decideAcross': 'anyone',
  'Query.interview': 'anyone',
  'Query.whatIf': 'anyone',
  'Query.policies': 'anyone',
  'Query.policy': 'anyone',
  'Query.policyInForce': 'anyone',
  'Query.rules': 'anyone',
  'Query.comparePolicies': 'anyone',
  'Query.districtMatrix': 'anyone',
  'Query.analysis': 'anyone',
  'Query.calendar': 'anyone',
  // A receipt made without signing in is read by whoever holds its id; others by callers of their district.
  'Query.receipt': 'anyone',
  'Query.verifyReceipt': 'anyone',
  'Query.me': 'signed-in',
  'Query.mySessions': 'signed-in',
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
  'Mutation.invitePerson': { roles: ['district-admin', 'system-administrator', 'platform-operator'] },
  'Mutation.inviteFirstAdmin': { roles: ['platform-operator'] },
  'Mutation.choosePasswordProfile': { roles: ['district-admin', 'security-administrator', 'platform-operator'] },
};
