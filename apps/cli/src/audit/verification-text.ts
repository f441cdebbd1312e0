import type { ChainBreak, ChainVerification, ExportVerification } from '@guicheng/application';

const KINDS: Readonly<Record<ChainBreak['kind'], string>> = {
  edited: '被改动',
  deleted: '被删除',
  inserted: '被插入',
  reordered: '次序被调换',
  rewritten: '连同其后各条的哈希被重写',
  cut: '起被截去',
};

const DIFFERS: Readonly<Record<NonNullable<ChainBreak['differs']>, string>> = {
  content: '内容与哈希不符 its contents do not fit its hash',
  hash: '哈希被改 its hash was changed',
  'previous-hash': '与前一条不衔接 it does not link to the one before',
  'content-and-hash': '内容被改且重算了哈希，与后一条不衔接 changed and hashed anew, the next does not link to it',
};

const breakText = ({ kind, sequence, count, differs, anchoredAt }: ChainBreak): string =>
  `第 ${sequence} 条${KINDS[kind]}：${kind} at entry ${sequence}` +
  (count === undefined ? '' : `，${count} 条 entries`) +
  (differs === undefined ? '' : `，${DIFFERS[differs]}`) +
  (anchoredAt === undefined ? '' : `，据第 ${anchoredAt} 条的锚定 by the anchor of entry ${anchoredAt}`);

/** A verification for people. */
export const verificationText = (one: ChainVerification | ExportVerification): string => {
  const { district, status, entries, head, pinsHeld, broken, forgedAnchors, unknownKeyAnchors } = one;
  const lines = [
    `${district}：${status === 'intact' ? '完好 intact' : '不完好 broken'}，${entries} 条 entries` +
      (head === null ? '' : `，末条 head ${head.sequence} ${head.hash.slice(0, 16)}…`) +
      `，与 ${pinsHeld} 处锚定相符 anchors held`,
    ...(broken === null ? [] : [`  ${breakText(broken)}`]),
    ...('digest' in one && one.digest === 'differs'
      ? ['  文件与清单所记的摘要值不符 the file has not the digest that its manifest states']
      : []),
    ...forgedAnchors.map(({ sequence, at }) => `  锚定记录的签名不符 the anchor of entry ${sequence} (${at}) is not signed as it says`),
    ...(unknownKeyAnchors.length === 0
      ? []
      : [`  ${unknownKeyAnchors.length} 条锚定记录没有对应的公钥，未作依据 anchors by keys that are not at hand prove nothing`]),
  ];
  return `${lines.join('\n')}\n`;
};

/** The same for programs; numbers as JSON numbers. */
export const verificationJson = (verifications: readonly (ChainVerification | ExportVerification)[]): string =>
  `${JSON.stringify(verifications, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value))}\n`;
