/** `guicheng audit --help` */
export const auditHelp = `用法 usage:
  guicheng audit verify [--district 区 …]              复核数据库中各区的审计链  verifies the chains of a database
  guicheng audit verify 文件 FILE                      离线复核导出的文件，不需要数据库  verifies an export, without a database
  guicheng audit export --district 区 文件 FILE        导出给审计人员：JSON Lines，旁有 文件.manifest.json  exports for an auditor

      --district   区县代码，可重复；不写则为全部  a district's code, may be repeated; default all
      --from --to  导出的起止日期（含首尾，北京时间），如 2026-01-01  first and last day of an export, Asia/Shanghai
      --anchors    锚定记录所在目录，默认为 DATA_DIRECTORY/anchors  the folder of signed anchors
      --key        只认这把公钥（PEM 文件），可重复；不写则用该目录（或导出文件）中的公钥  trusts this public key only
      --json       输出 JSON  as JSON

复核按文档所述的算法重新计算每条记录的哈希，逐条核对编号和前后衔接，并与签名的锚定记录比对，指出第一处不符：
edited 被改动、deleted 被删除、inserted 被插入、reordered 次序被调换、rewritten 整段被重写、cut 末尾被截去。

环境变量 environment:
  AUDITOR_DATABASE_URL  审计角色的连接（只读）  the auditor role's connection, read only
  DATABASE_URL          没有上一项时使用  used when that is not set
  DATA_DIRECTORY        都没有时，使用本机启动的数据，默认在 .guicheng  data of a local start

退出码 exit codes: 0 完好 intact  1 不完好 broken  2 输入被拒绝或无法连接 refused
`;
