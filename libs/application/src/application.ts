import { civilDateAt, type Clock } from '@guicheng/kernel';
import type { Database } from '@guicheng/persistence';
import { listAuditWith } from './audit/list-audit.ts';
import { receiptBook, type RandomBytes } from './audit/receipt-book.ts';
import { readReceiptWith } from './audit/read-receipt.ts';
import { receiptDocumentWith } from './audit/receipt-document.ts';
import { showReceiptWith } from './audit/show-receipt.ts';
import { verifyReceiptWith, verifyRecordWith } from './audit/verify-receipt.ts';
import { disableClientWith, setClientKeysWith } from './integration/clients/change-client.ts';
import { issueCredentialWith, revokeCredentialWith, rotateCredentialWith } from './integration/clients/issue-credential.ts';
import { listClientsWith, listCredentialsWith, showClientWith } from './integration/clients/list-clients.ts';
import { requestTokenWith } from './integration/clients/oauth/request-token.ts';
import { revokeTokenWith } from './integration/clients/oauth/revoke-token.ts';
import { createEvents } from './integration/events/events.ts';
import { registerClientWith } from './integration/clients/register-client.ts';
import { analysePolicyWith } from './policies/analyse-policy.ts';
import { comparePoliciesWith, showDistrictMatrixWith } from './policies/compare-policies.ts';
import { decideAcrossWith } from './policies/decide-across.ts';
import { decideManyWith } from './policies/decide-many.ts';
import { decideWith } from './policies/decide.ts';
import { interviewWith } from './policies/interview.ts';
import { listPoliciesWith } from './policies/list-policies.ts';
import { policyInForceWith, policyStatusOnWith } from './policies/policy-in-force.ts';
import type { PolicyLibrary } from './policies/policy-library.ts';
import { showCalendarWith } from './policies/show-calendar.ts';
import { showPolicyWith } from './policies/show-policy.ts';
import { showRulesWith } from './policies/show-rules.ts';
import { whatIfWith } from './policies/what-if.ts';
import type { Outbound } from './integration/outbound/outbound.ts';
import type { AllowedNetworks } from './integration/outbound/address-guard.ts';
import { WEB_PORTS, type PortRange } from './integration/outbound/ports.ts';
import { createFederation } from './tenancy/identity/federation/federation.ts';
import { createIdentity } from './tenancy/identity/identity.ts';
import { boundedWork } from './tenancy/identity/passwords/bounded-work.ts';
import { PASSWORD_COST, passwordHasher, type PasswordCost } from './tenancy/identity/passwords/password-hash.ts';
import { secretBox } from './tenancy/identity/secret-box.ts';
import { postsOn } from './tenancy/organisation/posts-on.ts';
import { projectUseCases } from './projects/project-use-cases.ts';
import { readProjectWith } from './projects/show-project.ts';
import { createOrganisation } from './tenancy/organisation/organisation.ts';

/** What the use cases stand on. */
export interface ApplicationParts {
  readonly database: Database;
  readonly library: PolicyLibrary;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** The deployment's own key, `SECRET_KEY_BYTES` long: all processes on one database have the same. */
  readonly secretKey: Uint8Array;
  /** Networks of the deployment's own that are open to webhooks; left out: none is. */
  readonly webhookNetworks?: AllowedNetworks | null;
  /** Where webhooks may lead; left out: `WEB_PORTS`. */
  readonly webhookPorts?: readonly PortRange[];
  /** The way out to identity providers; left out: none is reached. */
  readonly identityOutbound?: Outbound;
  /** What a password hash costs; left out: as in service. */
  readonly passwordCost?: PasswordCost;
}

/** Two hashes take 256 MiB and leave cores for others; who waits behind thirty waits some five seconds. Our choice. */
const HASHES = { atOnce: 2, waiting: 30 };

/** Reaches nothing. */
const NOWHERE: Outbound = { send: async () => ({ kind: 'failed', code: 'address-refused', duration: 0 }) };

/** Every use case that callers can reach, named here by hand. */
export const createApplication = ({
  database,
  library,
  clock,
  random,
  secretKey,
  webhookNetworks = null,
  webhookPorts = WEB_PORTS,
  passwordCost = PASSWORD_COST,
  identityOutbound = NOWHERE,
}: ApplicationParts) => {
  const receipts = receiptBook(database, clock, random);
  const readReceipt = readReceiptWith(database, readProjectWith({ database }));
  const verifyRecord = verifyRecordWith(database, library);
  const showPolicy = showPolicyWith(library);
  const own = { database, clock, random };
  const box = secretBox(secretKey, random);
  const identity = createIdentity({
    database,
    clock,
    random,
    hasher: passwordHasher(passwordCost, random, boundedWork(HASHES)),
    box,
    postsOf: (repositories, personId, at) => postsOn(repositories, personId, civilDateAt(at)),
  });
  return {
    identity,
    events: createEvents({ ...own, secrets: box, networks: webhookNetworks, ports: webhookPorts }),
    federation: createFederation({ ...own, box, outbound: identityOutbound }),
    decide: decideWith(library, receipts),
    decideMany: decideManyWith(library, receipts),
    decideAcross: decideAcrossWith(library),
    interview: interviewWith(library),
    whatIf: whatIfWith(library),
    listPolicies: listPoliciesWith(library),
    showPolicy,
    policyInForce: policyInForceWith(library),
    policyStatusOn: policyStatusOnWith(library),
    showRules: showRulesWith(showPolicy),
    comparePolicies: comparePoliciesWith(showPolicy),
    showDistrictMatrix: showDistrictMatrixWith(library),
    analysePolicy: analysePolicyWith(showPolicy),
    showCalendar: showCalendarWith(library.calendars),
    showReceipt: showReceiptWith(readReceipt, verifyRecord, receiptDocumentWith(database)),
    listAudit: listAuditWith(database),
    verifyReceipt: verifyReceiptWith(readReceipt, verifyRecord),
    registerClient: registerClientWith(own),
    disableClient: disableClientWith(own),
    setClientKeys: setClientKeysWith(own),
    listClients: listClientsWith(own),
    showClient: showClientWith(own),
    listCredentials: listCredentialsWith(own),
    issueCredential: issueCredentialWith(own),
    rotateCredential: rotateCredentialWith(own),
    revokeCredential: revokeCredentialWith(own),
    requestToken: requestTokenWith(own),
    revokeToken: revokeTokenWith(own),
    ...projectUseCases({ database, library, clock, random }, receipts),
    organisation: createOrganisation({ database, random }),
  };
};

/** The use cases, wired. */
export type Application = ReturnType<typeof createApplication>;
