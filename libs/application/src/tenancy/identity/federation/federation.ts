import { districtClosed } from '@guicheng/persistence';
import { unlessClosed } from '../../closed-district.ts';
import { beginFederatedSignInWith, type FederatedRequest } from './begin-sign-in.ts';
import { configureSignInWith, disableSignInWith, showSignInWith } from './configure-sign-in.ts';
import { providerCache, type FederationParts } from './federation-parts.ts';
import { finishFederatedSignInWith, type FederatedReturn } from './finish-sign-in.ts';
import { linkPersonWith, unlinkPersonWith } from './link-person.ts';

/** Sign-in by other systems: every use case of it, named here by hand. */
export const createFederation = (parts: FederationParts) => {
  const providers = providerCache(parts);
  const [begin, finish] = [beginFederatedSignInWith(parts, providers), finishFederatedSignInWith(parts, providers)];
  return {
    begin: (request: FederatedRequest) => unlessClosed(() => begin(request), districtClosed),
    finish: (arrived: FederatedReturn) => unlessClosed(() => finish(arrived), districtClosed),
    configure: configureSignInWith(parts),
    disable: disableSignInWith(parts),
    show: showSignInWith(parts),
    linkPerson: linkPersonWith(parts),
    unlinkPerson: unlinkPersonWith(parts),
  };
};

/** The use cases of federation, wired. */
export type Federation = ReturnType<typeof createFederation>;
