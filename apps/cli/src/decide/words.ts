import type { DecisionStatus, PolicyStatus, Question, Strength } from '@guicheng/policy-model';

// Chinese terms of the contract's own words, as an answer shows them.

/** What a decision came to. */
export const STATUS_ZH: Readonly<Record<DecisionStatus, string>> = {
  determined: '已确定',
  'needs-facts': '还需要事实',
  'needs-judgement': '由人判断',
  'not-regulated': '文本未规定',
  'no-policy': '当日没有可适用的政策',
  'contradictory-facts': '事实互相矛盾',
};

/** What the answering policy is on the day that was asked about. */
export const POLICY_STATUS_ZH: Readonly<Record<PolicyStatus, string>> = {
  'in-force': '当日有效',
  'not-yet-in-force': '当日尚未施行',
  expired: '当日已过有效期',
  repealed: '当日已废止',
  'consultation-draft': '征求意见稿',
  guidance: '宣讲指引',
};

/** How binding a rule is. */
export const STRENGTH_ZH: Readonly<Record<Strength, string>> = { mandatory: '强制', 'in-principle': '原则上', reference: '供参考' };

/** What was asked. */
export const QUESTION_ZH: Readonly<Record<Question, string>> = {
  eligibility: '申报资格',
  routing: '审批路径',
  submission: '申报时间',
  materials: '申报材料',
  limits: '限额标准',
  procurement: '采购',
  supervision: '监理与监督',
  deadlines: '期限',
  meeting: '会议',
  acceptance: '验收',
  change: '变更',
  resubmission: '再次申报',
  termination: '终止',
  evaluation: '评价与安全测评',
  cloud: '上云',
  version: '版本',
};

/** Units of the vocabulary that have a Chinese word; others are shown as they are. */
export const UNIT_ZH: Readonly<Record<string, string>> = { CNY: '元', percent: '%', days: '天', months: '个月', 'square-metres': '平方米' };

/** A word from a table; what the table does not hold is shown as it is. */
export function word(table: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(table, code) ? (table[code] ?? code) : code;
}
