/** `guicheng db --help` */
export const dbHelp = `用法 usage: guicheng db migrate
           guicheng db backup 文件 FILE
           guicheng db restore 文件 FILE

migrate  把数据库结构升级到本程序的版本，列出新执行的升级；已是最新则什么也不做。表被占用时让路并重试；比本程序新的数据库不动。
         Brings the database's schema up to date and lists what it applied. Gives way where a table is in use; leaves a newer database alone.
backup   把所有区的全部数据（某一时刻的快照）写入一个文件；服务照常运行；已有的文件不覆盖。不含角色与密码、附件内容（files/ 或 S3）、部署密钥（secret.key）：须另存。
         Writes all districts' rows, as of one moment, to a file beside servers at work; never overwrites; holds no roles or passwords,
         no attached files (files/ or S3) and not the deployment's key (secret.key): keep those beside it.
restore  恢复到一个空的数据库：先校验整个文件，再建立结构、写入并逐表核对；任何一步有误则一行也不留。
         会话全部结束；接口密钥、口令回到备份之时，此后停用的须再次停用。服务启动前放回附件内容与密钥。
         Into an empty database only: checks the whole file, builds the schema, writes, compares every table; all rows or none.
         Ends all sessions; API credentials and passwords are as they were then: revoke again what was revoked since. Put files and key back before servers start.

环境变量 environment:
  BACKUP_DATABASE_URL 备份用：能读到所有区的角色  backup: a role that reads all districts
  OWNER_DATABASE_URL  以所有者角色连接（升级与恢复只应由所有者执行）  the owner role's connection
  DATABASE_URL        以上都没有时使用  used when none of these is set
  DATA_DIRECTORY      都没有时，使用自带的 PostgreSQL，数据默认在 .guicheng  for the PostgreSQL that comes along

退出码 exit codes: 0 完成  2 被拒绝、无法连接或无权限  70 失败（数据没有改变）  130 已中断（数据没有改变）
`;
