/** `guicheng receipt --help` */
export const receiptHelp = `用法 usage:
  guicheng receipt verify 编号                     复核数据库中的一份回执  runs a receipt of the database again
  guicheng receipt verify --file 回执.json         用磁盘上的政策包复核回执文件，不需要数据库  a receipt in a file, on the packs on disk
  guicheng receipt show 编号 > 回执.json           写出回执文件  writes the receipt as a file

      --file       show 写出的（或 GraphQL receipt.document 给出的）JSON 文件  a file as show writes it
      --policies   与 --file 同用：政策包所在的 policies 目录，默认为程序自带的  with --file: the policies folder
      --json       输出 JSON  as JSON

复核按回执所记的政策摘要值、工作日历和引擎版本重新求值：结论逐字节相同为“一致”；不同则指出第一处不同的字段（JSON Pointer）；
所依据的内容已不在手边，或引擎此后的结论可能不同，则为“无法复核”并说明原因。

环境变量 environment:
  AUDITOR_DATABASE_URL  数据库（审计角色，只读）  the database, as the auditor role, which reads only
  DATA_DIRECTORY        没有前者时，使用本机启动的数据，默认在 .guicheng  without it, data of a local start

退出码 exit codes: 0 一致 verified  1 不一致 differs  2 无法复核，或输入被拒绝 cannot be verified, or refused
`;
