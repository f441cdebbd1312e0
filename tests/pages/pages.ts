import { fileURLToPath } from 'node:url';
import { pageHtml, pageMarkdown, policyPage, type PolicyPage } from '@guicheng/policy-engine';
import { readPolicies } from '@guicheng/policy-model/folder';
import type { Policy } from '@guicheng/policy-model';

/** A policy of the product with its page in both formats. */
export interface RenderedPolicy {
  readonly id: string;
  readonly policy: Policy;
  readonly page: PolicyPage;
  readonly html: string;
  readonly markdown: string;
}

const read = await readPolicies(fileURLToPath(new URL('../../policies', import.meta.url)));
if (!read.ok) throw new Error(JSON.stringify(read.error, null, 2));

/** Every policy that comes with the product. */
export const POLICIES: readonly RenderedPolicy[] = read.value.map(({ policy }) => {
  const page = policyPage(policy);
  if (!page.ok) throw new Error(JSON.stringify(page.error, null, 2));
  return { id: policy.manifest.id, policy, page: page.value, html: pageHtml(page.value), markdown: pageMarkdown(page.value) };
});
