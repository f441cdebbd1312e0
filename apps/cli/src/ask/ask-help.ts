/** What may be typed at a question. */
export const answerHelp = `  不知道     不再问这一项，换别的问
  无         确定没有（问句写明可答“无”的）；列表一项也没有
  返回       撤回上一个回答，重新回答；给出结论之后也可以
  退出       不再问；已答的事实照样写出，以后可接着问
  =…         等号后面的照原样作答，例如名称就叫“返回”时答 =返回
`;

/** `guicheng ask --help` */
export const askHelp = `用法 usage:
  guicheng ask --district 区 --question 问题 [--as-of 日期] [选项] [事实=值 …]

逐项询问，只问还会改变结论的事实，尽量少问；答完给出结论、依据和所答事实的 JSON。
Asks one question at a time, only for what can still change the answer; ends with the answer and the facts as JSON.

  -d, --district   yangpu · shangcheng · yicheng · shanghai
  -q, --question   与 guicheng decide 相同，例如 routing、materials、procurement
      --as-of      适用日期 YYYY-MM-DD，默认为今天（北京时间）
      --mode       in-force（默认）或 simulate（征求意见稿也可作答）
      --facts      已知的事实，JSON 对象：不再问；中途退出时写出的就是它
      --facts-file 已知事实所在的 JSON 文件

回答时可以输入：
${answerHelp}
金额可写 5200000、520 万、520 万元；日期可写 2024-03-18、2024年3月18日；代码按编号、名称或代码回答；是或否。
回答从标准输入逐行读取，可用管道或文件代替键盘。Ctrl-C 或输入结束时，已答的事实照样写出。

例 example:
  guicheng ask -d yangpu -q routing --as-of 2024-03-18
  printf '否\\n是\\n' | guicheng ask -d yangpu -q routing --as-of 2024-03-18

退出码 exit codes: 0 已作答，或未答完而已写出事实  2 输入被拒绝  70 程序故障  130 被 Ctrl-C 打断（事实已写出）
`;
