/** `guicheng db --help` */
export const dbHelp = `用法 usage: guicheng db migrate

把数据库结构升级到本程序的版本，列出新执行的升级；已是最新则什么也不做。
Brings the database's schema up to date and lists what it applied.

环境变量 environment:
  OWNER_DATABASE_URL  以所有者角色连接（升级只应由所有者执行）  the owner role's connection
  DATABASE_URL        没有 OWNER_DATABASE_URL 时使用  used when OWNER_DATABASE_URL is not set
  DATA_DIRECTORY      两者都没有时，使用自带的 PostgreSQL，数据默认在 .guicheng  for the PostgreSQL that comes along

退出码 exit codes: 0 已是最新  2 无法连接或无权限  70 升级失败（什么也没有改变）
`;
