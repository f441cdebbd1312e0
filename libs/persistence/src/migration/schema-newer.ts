/** A newer program has changed this database's schema: this one might read it wrongly and leaves it alone. */
export class SchemaNewer extends Error {
  readonly zh: string;
  readonly en: string;

  /** `unknown`: the migrations that this program does not have. */
  constructor(readonly unknown: readonly string[]) {
    const names = unknown.join(', ');
    const zh = `数据库结构比本程序新（本程序没有升级 ${names}）：请使用新版本的程序。什么也没有改变。`;
    const en = `The schema is newer than this program, which lacks ${names}: use the newer program. Nothing was changed.`;
    super(`${zh}\n${en}`);
    this.name = 'SchemaNewer';
    this.zh = zh;
    this.en = en;
  }
}
