import type { ClauseCoverage, PolicyNature, Question, Strength, ValueType } from '@guicheng/policy-model';
import type { Words } from '../wording/value-words.ts';

/** The contract's questions, as headings. */
export const QUESTION_TITLES: Readonly<Record<Question, Words>> = {
  eligibility: { zh: '申报资格', en: 'Eligibility' },
  routing: { zh: '审批路径', en: 'Routing' },
  submission: { zh: '申报时间', en: 'Submission' },
  materials: { zh: '申报材料', en: 'Materials' },
  limits: { zh: '限额标准', en: 'Limits' },
  procurement: { zh: '采购', en: 'Procurement' },
  supervision: { zh: '监理与监督', en: 'Supervision' },
  deadlines: { zh: '期限', en: 'Deadlines' },
  meeting: { zh: '会议', en: 'Meeting' },
  acceptance: { zh: '验收', en: 'Acceptance' },
  change: { zh: '变更', en: 'Change' },
  resubmission: { zh: '再次申报', en: 'Resubmission' },
  termination: { zh: '终止', en: 'Termination' },
  evaluation: { zh: '评价与安全测评', en: 'Evaluation' },
  cloud: { zh: '上云', en: 'Cloud' },
  version: { zh: '版本', en: 'Version' },
};

/** How binding a rule is. */
export const STRENGTH_TITLES: Readonly<Record<Strength, Words>> = {
  mandatory: { zh: '强制', en: 'mandatory' },
  'in-principle': { zh: '原则上', en: 'in principle' },
  reference: { zh: '供参考', en: 'for reference' },
};

/** What a policy document is, and whether it binds. */
export const NATURE_TITLES: Readonly<Record<PolicyNature, Words>> = {
  regulation: { zh: '正式规定', en: 'Regulation' },
  'consultation-draft': { zh: '征求意见稿（未生效）', en: 'Consultation draft (not in force)' },
  guidance: { zh: '宣讲材料（指引，不是规范性文件）', en: 'Guidance (not a normative document)' },
};

/** Kinds of facts. */
export const TYPE_TITLES: Readonly<Record<ValueType | 'ratio', Words>> = {
  boolean: { zh: '是／否', en: 'yes or no' },
  integer: { zh: '整数', en: 'whole number' },
  decimal: { zh: '数值', en: 'number' },
  percent: { zh: '百分数', en: 'percentage' },
  ratio: { zh: '比例', en: 'ratio' },
  money: { zh: '金额', en: 'amount' },
  date: { zh: '日期', en: 'date' },
  month: { zh: '月份', en: 'month' },
  instant: { zh: '时间（到分秒）', en: 'date and time' },
  code: { zh: '选一项', en: 'one of' },
  text: { zh: '文字', en: 'text' },
  object: { zh: '一组数据', en: 'record' },
  'list-of-code': { zh: '选若干项', en: 'any of' },
  'list-of-integer': { zh: '若干整数', en: 'whole numbers' },
  'list-of-money': { zh: '若干金额', en: 'amounts' },
  'list-of-object': { zh: '若干组数据', en: 'records' },
};

/** How a clause is covered. */
export const COVERAGE_TITLES: Readonly<Record<ClauseCoverage['as'], Words>> = {
  carried: { zh: '由规则承载', en: 'carried by rules' },
  person: { zh: '由人判断', en: 'a person decides' },
  narrative: { zh: '叙述，无须判断', en: 'narrative, nothing to decide' },
  'no-facts': { zh: '无从填报', en: 'no facts to decide from' },
  unaccounted: { zh: '尚未说明', en: 'not yet accounted for' },
};
