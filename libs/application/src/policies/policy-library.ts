import { WorkingDayCalendar } from '@guicheng/kernel';
import type { PolicyRepository, PublishedPolicy } from '@guicheng/persistence';
import { compilePolicy, createShelf, type CompiledPolicy, type Shelf } from '@guicheng/policy-engine';
import { holdPolicy, type HeldPolicy } from './held-policy.ts';
import type { OfficialCalendars } from './official-calendars.ts';

/** One state of the library: what questions are answered from until something is published. Immutable. */
export interface Holdings {
  readonly shelf: Shelf;
  /** By id, ascending. */
  readonly policies: readonly HeldPolicy[];
  readonly calendars: OfficialCalendars;
  byDigest(digest: string): HeldPolicy | undefined;
  byId(id: string): HeldPolicy | undefined;
}

const makeHoldings = (policies: readonly HeldPolicy[], calendars: OfficialCalendars): Holdings => {
  const digests = new Map(policies.map((held) => [held.digest, held]));
  const ids = new Map(policies.map((held) => [held.policy.manifest.id, held]));
  return {
    shelf: createShelf(policies.map(({ compiled }) => compiled)),
    policies,
    calendars,
    byDigest: (digest) => digests.get(digest),
    byId: (id) => ids.get(id),
  };
};

/** What was published had been compiled before; that it no longer does is a fault of this version, not of the pack's author. */
const hold = ({ content, digest, publishedAt }: PublishedPolicy, calendar: WorkingDayCalendar): HeldPolicy => {
  const compiled = compilePolicy(content, digest, calendar);
  if (compiled.ok) return holdPolicy(compiled.value, publishedAt);
  const [first] = compiled.error;
  throw new Error(`published policy ${content.manifest.id} (${digest}) does not compile: ${first?.code ?? ''} at ${first?.pointer ?? ''}`);
};

/**
 * The published policies, compiled once each (content under a digest never changes) and put on a shelf that is rebuilt when the
 * publications change. Questions in flight keep the state that they started from.
 */
export class PolicyLibrary {
  private current: Holdings | undefined;
  private readonly calendar: WorkingDayCalendar;

  constructor(
    private readonly published: Pick<PolicyRepository, 'all'>,
    readonly calendars: OfficialCalendars,
  ) {
    this.calendar = WorkingDayCalendar.of(calendars.years);
  }

  /** What is held now. Throws before the first `refresh`. */
  holdings(): Holdings {
    if (this.current === undefined) throw new Error('the policy library was asked before it was loaded');
    return this.current;
  }

  /** Reads what is published; true when the holdings changed. What is compiled already is not compiled again. */
  async refresh(): Promise<boolean> {
    const known = this.current;
    const publications = await this.published.all();
    const policies = publications.map((publication) => known?.byDigest(publication.digest) ?? hold(publication, this.calendar));
    if (known !== undefined && policies.length === known.policies.length && policies.every((held, index) => held === known.policies[index]))
      return false;
    this.current = makeHoldings(policies, this.calendars);
    return true;
  }

  /** A held policy as it is compiled under `calendars`; undefined: not held, or nothing is loaded yet. */
  compiled(digest: string): CompiledPolicy | undefined {
    return this.current?.byDigest(digest)?.compiled;
  }
}
