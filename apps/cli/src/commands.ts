import type { CommandEntry } from './command.ts';

/** Every command, in the order of the help text. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'decide',
    summary: '回答一个问题并列出依据；--batch 逐行处理  answer a question, with its clauses',
    load: async () => (await import('./decide/decide.command.ts')).decideCommand,
  },
  {
    name: 'ask',
    summary: '逐项询问，只问还会改变结论的事实  be asked, only for what can still change the answer',
    load: async () => (await import('./ask/ask.command.ts')).askCommand,
  },
  {
    name: 'what-if',
    summary: '要得到想要的结果，最少须改变什么  what would have to change',
    load: async () => (await import('./what-if/what-if.command.ts')).whatIfCommand,
  },
  { name: 'cases', summary: '运行案例文件  run case files', load: async () => (await import('./cases/cases.command.ts')).casesCommand },
  {
    name: 'pack',
    summary:
      '政策包：check 检查、analyse 分析、compare 比较、matrix 各区对照、coverage 条款对照、mutate 变异测试、render 校对页  check policy packs',
    load: async () => (await import('./pack/pack.command.ts')).packCommand,
  },
  {
    name: 'receipt',
    summary: '回执：verify 复核、show 写出  verify decision receipts',
    load: async () => (await import('./receipt/receipt.command.ts')).receiptCommand,
  },
  {
    name: 'audit',
    summary: '审计链：verify 复核、export 导出  verify and export the audit chains',
    load: async () => (await import('./audit/audit.command.ts')).auditCommand,
  },
  {
    name: 'account',
    summary: '账号：reset-second-factor 重设遗失的第二因素  reset a lost second factor',
    load: async () => (await import('./account/account.command.ts')).accountCommand,
  },
  { name: 'db', summary: '数据库：db migrate  migrate the database', load: async () => (await import('./db/db.command.ts')).dbCommand },
];
