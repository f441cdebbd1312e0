import { CreatePolicy1795564800001 } from './1795564800001-create-policy.ts';
import { CreateDecisionReceipt1795564800002 } from './1795564800002-create-decision-receipt.ts';
import { CreateAuditEntry1795651200001 } from './1795651200001-create-audit-entry.ts';
import { CreateOutboxEvent1795651200002 } from './1795651200002-create-outbox-event.ts';
import { CreateIdempotencyKey1795651200003 } from './1795651200003-create-idempotency-key.ts';
import { CreateReadingRoles1795651200009 } from './1795651200009-create-reading-roles.ts';
import { CreateTenantPass1795651200010 } from './1795651200010-create-tenant-pass.ts';
import { TellPublicReceipts1795651200020 } from './1795651200020-tell-public-receipts.ts';
import { CreateDistrict1795651400001 } from './1795651400001-create-district.ts';
import { CreateUnit1795651400002 } from './1795651400002-create-unit.ts';
import { CreatePerson1795651400003 } from './1795651400003-create-person.ts';
import { CreatePost1795651400004 } from './1795651400004-create-post.ts';
import { CreateAccount1795651500001 } from './1795651500001-create-account.ts';
import { CreateSession1795651500002 } from './1795651500002-create-session.ts';
import { CreateInvitation1795651500003 } from './1795651500003-create-invitation.ts';
import { CreateSignInFailure1795651500004 } from './1795651500004-create-sign-in-failure.ts';
import { CreateSignInPolicy1795651500005 } from './1795651500005-create-sign-in-policy.ts';
import { TieIdentityToPeople1795651500011 } from './1795651500011-tie-identity-to-people.ts';
import { CheckPeopleOfIdentity1795651500012 } from './1795651500012-check-people-of-identity.ts';
import { CreateApiClient1795651550001 } from './1795651550001-create-api-client.ts';
import { CreateFederatedSignIn1795651550002 } from './1795651550002-create-federated-sign-in.ts';
import { CreateProject1795651600001 } from './1795651600001-create-project.ts';
import { CreateProjectFile1795651600002 } from './1795651600002-create-project-file.ts';
import { InstallJobQueue1795651700001 } from './1795651700001-install-job-queue.ts';
import { CreateWebhookEndpoint1795651700002 } from './1795651700002-create-webhook-endpoint.ts';
import { CreateWebhookDelivery1795651700003 } from './1795651700003-create-webhook-delivery.ts';
import { AuditPublishing1795651800001 } from './1795651800001-audit-publishing.ts';
import { IndexAuditEntry1795651800002 } from './1795651800002-index-audit-entry.ts';
import { CreateRateBucket1795651850001 } from './1795651850001-create-rate-bucket.ts';
import { ShortenChanges1795651950001 } from './1795651950001-shorten-changes.ts';
import { BeginChange1795651990001 } from './1795651990001-begin-change.ts';
import { EndClosedChains1795652000001 } from './1795652000001-end-closed-chains.ts';
import { ForgetInTime1795652000002 } from './1795652000002-forget-in-time.ts';
import { ResetSecondFactor1795652100001 } from './1795652100001-reset-second-factor.ts';

/** All migrations, in the order they run. A landed one is never edited. */
export const MIGRATIONS = [
  CreatePolicy1795564800001,
  CreateDecisionReceipt1795564800002,
  CreateAuditEntry1795651200001,
  CreateOutboxEvent1795651200002,
  CreateIdempotencyKey1795651200003,
  CreateReadingRoles1795651200009,
  CreateTenantPass1795651200010,
  TellPublicReceipts1795651200020,
  CreateDistrict1795651400001,
  CreateUnit1795651400002,
  CreatePerson1795651400003,
  CreatePost1795651400004,
  CreateAccount1795651500001,
  CreateSession1795651500002,
  CreateInvitation1795651500003,
  CreateSignInFailure1795651500004,
  CreateSignInPolicy1795651500005,
  TieIdentityToPeople1795651500011,
  CheckPeopleOfIdentity1795651500012,
  CreateApiClient1795651550001,
  CreateFederatedSignIn1795651550002,
  CreateProject1795651600001,
  CreateProjectFile1795651600002,
  InstallJobQueue1795651700001,
  CreateWebhookEndpoint1795651700002,
  CreateWebhookDelivery1795651700003,
  AuditPublishing1795651800001,
  IndexAuditEntry1795651800002,
  CreateRateBucket1795651850001,
  ShortenChanges1795651950001,
  BeginChange1795651990001,
  EndClosedChains1795652000001,
  ForgetInTime1795652000002,
  ResetSecondFactor1795652100001,
];
