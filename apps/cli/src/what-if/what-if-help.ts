/** `guicheng what-if --help` */
export const whatIfHelp = `用法 usage:
  guicheng what-if --district 区 --question 问题 [--as-of 日期] --want 字段=值 [--want …] [选项] 事实=值 …

要得到想要的结果，最少要改变哪些由申报方选择的事实；每种改法都已重新判定。不由申报方选择的事实（资金来源、是否涉密、上级批准等）不会列为改法。
The nearest changes of facts that the applicant chooses which lead to what is wanted; each was decided anew.

  -d, --district   yangpu · shangcheng · yicheng · shanghai
  -q, --question   与 guicheng decide 相同，例如 routing、limits、acceptance
      --as-of      适用日期 YYYY-MM-DD，默认为今天（北京时间）
      --mode       in-force（默认）或 simulate（征求意见稿也可作答）
      --facts      事实，JSON 对象；--facts-file 事实所在的 JSON 文件
  -w, --want       想要的结果，可写多次，须同时得到：
                     route=conference-review  结果字段及其值（代码、是/否、金额、日期；列表用逗号分隔）
                     status=determined        结论状态
                     unblocked                不再有任何不能继续的原因
                     without=代码,代码        不再有所列的不能继续的原因
      --may-change 只改变这些事实，用逗号分隔；默认：所有由申报方选择的事实
      --most-facts 至多同时改变几项，1 至 4，默认 3
      --most-ways  至多列出几种改法，1 至 20，默认 5
      --json       输出 JSON

例 example:
  guicheng what-if -d yangpu -q routing --as-of 2024-03-18 --want route=conference-review --facts-file 项目.json

退出码 exit codes: 0 已作答（包括没有找到改法）  2 输入被拒绝  70 程序故障
`;
