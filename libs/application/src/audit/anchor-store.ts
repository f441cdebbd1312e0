import type { AnchorFolder } from '@guicheng/persistence';
import { parseAnchor, type Anchor } from './anchor.ts';
import type { AnchorStore } from './anchor-chains.ts';

/** The anchors of a folder, and where lines are that are none. */
export async function readAnchors(
  folder: AnchorFolder,
): Promise<{ readonly anchors: readonly Anchor[]; readonly unreadable: readonly string[] }> {
  const anchors: Anchor[] = [];
  const unreadable: string[] = [];
  for await (const { file, number, text } of folder.lines()) {
    const anchor = parseAnchor(text);
    if (anchor === undefined) unreadable.push(`${file}:${number}`);
    else anchors.push(anchor);
  }
  return { anchors, unreadable };
}

/** Keeps anchors in a folder. What it holds is read once; it is the only one that writes there. */
export const anchorStoreIn = (folder: AnchorFolder): AnchorStore => {
  let last: Map<string, number> | undefined;
  return {
    last: async () => (last ??= new Map((await readAnchors(folder)).anchors.map(({ district, sequence }) => [district, sequence]))),
    append: async (anchors) => {
      const months = new Set(anchors.map(({ at }) => at.slice(0, 7)));
      for (const month of months)
        await folder.append(
          month,
          anchors.filter(({ at }) => at.startsWith(month)).map((anchor) => JSON.stringify(anchor)),
        );
      for (const { district, sequence } of anchors) last?.set(district, sequence);
    },
  };
};
