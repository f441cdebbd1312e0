import { canonicalJson, digestOf } from '@guicheng/policy-model';
import type { PackManifest, Policy } from '@guicheng/policy-model';

/** A policy with its canonical text and that text's digest, as publishing takes it. */
export interface Publication {
  readonly policy: Policy;
  readonly canonical: string;
  readonly digest: string;
}

/** A regulation of the id `<district>/<version>` without a rule in it; `over` replaces parts of its manifest. */
export function publicationOf(id: `${string}/${string}`, over: Partial<PackManifest> = {}): Publication {
  const [district, version] = id.split('/') as [string, string];
  const policy: Policy = {
    manifest: {
      id,
      district: { id: district, titleZh: '试验区' },
      version,
      titleZh: '试验办法',
      titleEn: 'Trial measures',
      nature: 'regulation',
      issuerZh: '试验区人民政府',
      issuedOn: null,
      effectiveFrom: null,
      effectiveTo: null,
      datesCite: [],
      documents: [],
      repeals: [],
      notHeld: [],
      silentOn: [],
      contested: [],
      ...over,
    },
    facts: {},
    outcomes: {},
    blockers: {},
    warnings: {},
    definitions: {},
    contradictions: [],
    questions: {},
    clauses: [],
  };
  const canonical = canonicalJson(policy);
  return { policy, canonical, digest: digestOf(canonical) };
}
