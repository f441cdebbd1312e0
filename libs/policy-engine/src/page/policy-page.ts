import { ok, type Result } from '@guicheng/kernel';
import type { Policy, Problem } from '@guicheng/policy-model';
import { aboutSection, notHeldSection } from './about-section.ts';
import { clauseSection } from './clause-section.ts';
import { contestedSection } from './contested-section.ts';
import { contradictionSection } from './contradiction-section.ts';
import { definitionSection } from './definition-section.ts';
import { figureSection } from './figure-section.ts';
import { flowSection } from './flow/flow-section.ts';
import { noticeSection } from './notice-section.ts';
import type { PolicyPage, Section } from './page.ts';
import { pageContext } from './page-context.ts';
import { questionSections } from './question-section.ts';
import { readingSection } from './reading-section.ts';
import { unansweredSection } from './unanswered-section.ts';

/** A policy as a page to proof-read; refuses with the problems of its expressions. Pure: the same policy gives the same page. */
export function policyPage(policy: Policy): Result<PolicyPage, readonly Problem[]> {
  const made = pageContext(policy);
  if (!made.ok) return made;
  const context = made.value;
  const sections: readonly (Section | undefined)[] = [
    aboutSection(context),
    readingSection(),
    notHeldSection(context),
    flowSection(context),
    ...questionSections(context),
    definitionSection(context),
    contradictionSection(context),
    noticeSection(context),
    contestedSection(context),
    unansweredSection(context),
    figureSection(context),
    clauseSection(context),
  ];
  const { manifest } = policy;
  return ok({
    policy: manifest.id,
    title: { zh: manifest.titleZh, en: manifest.titleEn },
    subtitle: {
      zh: '规则校对页：由规则自动写出，供办公室逐句对照原文。不收录原文，条款摘要为编者自拟。',
      en: 'Proof-reading page, written from the rules themselves. The official text is not reproduced; summaries are the editors’ own.',
    },
    sections: sections.filter((section) => section !== undefined),
  });
}
