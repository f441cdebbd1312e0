import type { Question } from '@guicheng/policy-model';

/** What each question asks, for the schema's documentation. */
export const QUESTION_TITLES: Readonly<Record<Question, { readonly zh: string; readonly en: string }>> = {
  eligibility: { zh: '申报资格：能否申报', en: 'May the project be declared under this policy' },
  routing: { zh: '评审路径：走哪条程序', en: 'Which review route the project takes' },
  submission: { zh: '申报渠道与时间', en: 'Through which channel, and when, to submit' },
  materials: { zh: '申报材料', en: 'Which papers are needed, and which are missing' },
  limits: { zh: '标准与限额', en: 'Cost standards and limits' },
  procurement: { zh: '采购与合同', en: 'Procurement and contract' },
  supervision: { zh: '监理、测评与过程监管', en: 'Supervision, testing and control while building' },
  deadlines: { zh: '期限', en: 'Until when what must be done' },
  meeting: { zh: '联席会议', en: 'The joint meeting: who takes part, quorum, votes' },
  acceptance: { zh: '验收', en: 'Acceptance of the project' },
  change: { zh: '变更', en: 'Change of an approved project' },
  resubmission: { zh: '再次申报', en: 'Submitting again after a refusal or failure' },
  termination: { zh: '终止', en: 'Ending a project' },
  evaluation: { zh: '绩效评价', en: 'Performance evaluation' },
  cloud: { zh: '云资源', en: 'Cloud resources' },
  version: { zh: '适用版本', en: 'Which version of the rules applies' },
};
