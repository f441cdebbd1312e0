/** `guicheng account --help` */
export const accountHelp = `用法 usage: guicheng account reset-second-factor --district 区 --login 用户名 --reason 事由
           guicheng account invite --district 区 --login 用户名 --reason 事由

重设第二因素：手机与恢复码都已遗失、又没有别的管理员可以办理时（平台运营、三员、区县唯一的管理员），由部署方在服务器上办理。
Takes a second factor away where phone and recovery codes are lost and no other administrator may: the platform's operator, 三员, the only
administrator of a district. For the operator of the deployment, on the server; beside servers at work.

此人的会话全部结束，一次性链接作废；之后凭口令登录，会得知已被重设，再启用新的第二因素。事由记入该区的审计链（办理者 system operator），不要写姓名。
Their sessions end and their one-time links are void; they sign in with the password, are told, and set up another factor. The reason stands in the
district's audit chain, as done by the system; leave names out.

邀请：同样的人忘记口令、又没有别的管理员可以办理时，打印一次性链接，由本人打开设定新口令；第二因素不变，此前的链接作废，口令到链接用过为止仍有效。
invite prints a one-time link to set a new password, for the same people when they forgot theirs; the second factor stays, earlier links are void, and the
password holds until the link is used. Whoever has the link has the account (but for its second factor): hand it to nobody else.

      --district   区县代码，或 platform  the district's code, or platform
      --login      此人的用户名  their login
      --reason     事由，以及如何核对了本人身份  on what ground, and how the person was recognised

环境变量 environment:
  OWNER_DATABASE_URL  以所有者角色连接  the owner role's connection
  DATABASE_URL        没有上一项时使用  used when that is not set
  DATA_DIRECTORY      都没有时，使用本机启动的数据，默认在 .guicheng  data of a local start

退出码 exit codes: 0 已办理 done  2 被拒绝、无法连接或无权限（什么也没有改变） refused, nothing was changed
`;
