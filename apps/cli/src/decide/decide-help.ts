/** `guicheng decide --help` */
export const decideHelp = `用法 usage:
  guicheng decide --district 区 --question 问题 [--as-of 日期] [选项] [事实=值 …]
  guicheng decide --batch < 请求.ndjson > 答复.ndjson

  -d, --district   yangpu · shangcheng · yicheng · shanghai
  -q, --question   eligibility · routing · submission · materials · limits · procurement · supervision · deadlines
                   meeting · acceptance · change · resubmission · termination · evaluation · cloud · version
      --as-of      适用日期 YYYY-MM-DD，默认为今天（北京时间）
      --mode       in-force（默认，只用当日有效的政策）或 simulate（征求意见稿也可作答）
      --facts      事实，JSON 对象，例如 '{"projectNature":"new"}'
      --facts-file 事实所在的 JSON 文件
      --id         随答复返回的编号
      --json       输出合同规定的 JSON
      --trace      列出查看过的规则和读到的值
      --tree       列出整棵推理树：每条规则的条件逐层拆开，各部分得出什么
      --batch      标准输入每行一个 JSON 请求（UTF-8，最长 1 MiB），标准输出每行一个答复，顺序相同；
                   被拒绝的请求得到 {"id","error":{"code","message","pointer"}}，其余照常；空行跳过。
                   不需要服务器或数据库。

事实=值：按词汇表的类型读取。true/false（是/否）、数字、日期；null 表示“确定没有”；列表用逗号分隔；
金额单位为元，最多两位小数。没有写出的事实是“未知”，不会当作 0 或否。

例 example:
  guicheng decide -d yangpu -q routing --as-of 2024-03-18 applicantType=government-department constructionAmountYuan=999999.99

退出码 exit codes: 0 已作答（包括“还需要事实”等状态），或批量的每一行都已读取  2 输入被拒绝  70 程序故障
`;
