import type { Clock, Instant } from '@guicheng/kernel';
import type { Database, SignInProviderRecord } from '@guicheng/persistence';
import type { RandomBytes } from '../../../audit/receipt-book.ts';
import type { Outbound } from '../../../integration/outbound/outbound.ts';
import type { SecretBox } from '../secret-box.ts';
import { casProvider, casTickets } from './cas-provider.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { oidcProvider } from './oidc-provider.ts';
import { checkSettings, type SignInSettings } from './sign-in-settings.ts';

/** What sign-in by other systems stands on. */
export interface FederationParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly box: SecretBox;
  /** Answers of some 250 kB within 5 s are enough. */
  readonly outbound: Outbound;
}

/** What a sealed secret belongs to. */
export const secretOwner = (district: string, protocol: string): string => `sign-in-provider ${district} ${protocol}`;

/** A provider that is ready to be asked, and what it was made of. */
export interface ReadyProvider {
  readonly settings: SignInSettings;
  readonly revision: number;
  readonly provider: IdentityProvider;
}

/** What was discovered of a provider (its addresses and keys) is asked for again after this, ms; our choice. */
const KEPT_FOR = 10 * 60_000;
/** Providers that are kept at a time: as many districts as one process signs people in for; the oldest goes. */
const MOST_KEPT = 200;

/** Makes providers of what districts configured, and keeps them for a while: of a revision, so that a change counts at once. */
export const providerCache = ({ box, outbound }: Pick<FederationParts, 'box' | 'outbound'>) => {
  const kept = new Map<string, ReadyProvider & { readonly since: Instant }>();
  return (district: string, record: SignInProviderRecord, at: Instant): ReadyProvider => {
    const key = JSON.stringify([district, record.protocol, record.revision]);
    const present = kept.get(key);
    if (present !== undefined && at - present.since < KEPT_FOR) return present;
    const settings = checkSettings(JSON.parse(record.settings) as SignInSettings);
    if (!settings.ok)
      throw new Error(`settings of ${record.protocol} are not valid: ${settings.error.map(({ pointer }) => pointer).join(' ')}`);
    const secret =
      record.sealedSecret === null ? '' : box.open(record.sealedSecret, secretOwner(district, record.protocol)).toString('utf8');
    const provider =
      settings.value.protocol === 'oidc'
        ? oidcProvider(settings.value, secret, outbound)
        : casProvider(settings.value, casTickets(settings.value.url, outbound));
    const made = { settings: settings.value, revision: record.revision, provider, since: at };
    kept.delete(key);
    kept.set(key, made);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    return made;
  };
};

/** Providers by what districts configured. */
export type ProviderCache = ReturnType<typeof providerCache>;
