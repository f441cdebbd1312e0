import auditEntries from './audit/audit-entries.graphql?raw';
import receipt from './audit/receipt.graphql?raw';
import deliveries from './integration/events/deliveries.graphql?raw';
import events from './integration/events/events.graphql?raw';
import webhooks from './integration/events/webhooks.graphql?raw';
import clients from './integration/clients/clients.graphql?raw';
import analysis from './policies/analysis.graphql?raw';
import calendar from './policies/calendar.graphql?raw';
import comparison from './policies/comparison.graphql?raw';
import contract from './policies/contract.graphql?raw';
import decideAcross from './policies/decide-across.graphql?raw';
import decideMany from './policies/decide-many.graphql?raw';
import decide from './policies/decide.graphql?raw';
import explanation from './policies/explanation.graphql?raw';
import factDefinitions from './policies/facts.graphql?raw';
import interview from './policies/interview.graphql?raw';
import policies from './policies/policies.graphql?raw';
import rules from './policies/rules.graphql?raw';
import traceTree from './policies/trace-tree.graphql?raw';
import typedValue from './policies/typed-value.graphql?raw';
import whatIf from './policies/what-if.graphql?raw';
import problem from './problem.graphql?raw';
import projects from './projects/projects.graphql?raw';
import mutation from './mutation.graphql?raw';
import root from './root.graphql?raw';
import scalars from './scalars/scalars.graphql?raw';
import subscription from './subscription.graphql?raw';
import authorisation from './tenancy/authorisation.graphql?raw';
import invitation from './tenancy/identity/invitation.graphql?raw';
import federation from './tenancy/identity/federation/federation.graphql?raw';
import me from './tenancy/identity/me.graphql?raw';
import secondFactor from './tenancy/identity/second-factor.graphql?raw';
import signIn from './tenancy/identity/sign-in.graphql?raw';
import organisationDistrict from './tenancy/organisation/district.graphql?raw';
import organisationPerson from './tenancy/organisation/person.graphql?raw';
import organisationPost from './tenancy/organisation/post.graphql?raw';
import organisationUnit from './tenancy/organisation/unit.graphql?raw';
import codes from './vocabulary/codes.generated.graphql?raw';
import facts from './vocabulary/facts.generated.graphql?raw';
import outcomes from './vocabulary/outcomes.generated.graphql?raw';

const FILES: readonly string[] = [
  root,
  decide,
  decideMany,
  decideAcross,
  explanation,
  traceTree,
  typedValue,
  interview,
  whatIf,
  policies,
  factDefinitions,
  rules,
  comparison,
  analysis,
  calendar,
  receipt,
  auditEntries,
  events,
  webhooks,
  deliveries,
  contract,
  problem,
  projects,
  authorisation,
  organisationDistrict,
  organisationUnit,
  organisationPerson,
  organisationPost,
  me,
  signIn,
  secondFactor,
  invitation,
  clients,
  federation,
  scalars,
  facts,
  outcomes,
  codes,
];

/** A root type must have a field: one that no file extends yet is left out. */
const extended = (type: string): boolean => FILES.some((file) => file.includes(`extend type ${type} {`));

/** The whole schema in SDL: every file, named here by hand. */
export const TYPE_DEFS: string = [
  ...FILES,
  ...(extended('Mutation') ? [mutation] : []),
  ...(extended('Subscription') ? [subscription] : []),
].join('\n');
