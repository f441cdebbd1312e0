/** Characters that may not begin a line. */
const NOT_FIRST = new Set('，。、；：？！）》”’］】…—%');
/** Characters that may not end a line. */
const NOT_LAST = new Set('（《“‘［【');

/**
 * Width of a text in ems of a Chinese sans serif font, never less than what browsers were measured to draw: Chinese and full-width signs
 * one em, capitals 0.72, other Latin letters and figures 0.6, blanks and narrow signs 0.34.
 */
export function emsOf(text: string): number {
  let ems = 0;
  for (const character of text) ems += emOf(character);
  return ems;
}

function emOf(character: string): number {
  if (/[ .,;:'|!()]/.test(character)) return 0.34;
  if (/[A-ZMWmw%@]/.test(character)) return character === 'm' || character === 'w' ? 0.95 : 0.82;
  return character.charCodeAt(0) < 0x2000 ? 0.62 : 1;
}

/** Breaks a text into lines of at most so many ems: Chinese between any two characters but never before closing signs, Latin words and figures whole. */
export function wrapText(text: string, ems: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const piece of piecesOf(text)) {
    if (current !== '' && emsOf(current + piece.trimEnd()) > ems) {
      lines.push(current.trimEnd());
      current = piece.trimStart();
    } else current += piece;
    // A piece that is wider than a line by itself is cut.
    while (emsOf(current) > ems && [...current].length > 1 && piecesOf(current).length === 1) {
      const cut = [...current].findIndex((_, index, all) => emsOf(all.slice(0, index + 1).join('')) > ems);
      lines.push([...current].slice(0, Math.max(1, cut)).join(''));
      current = [...current].slice(Math.max(1, cut)).join('');
    }
  }
  return current.trimEnd() === '' ? lines : [...lines, current.trimEnd()];
}

/** What may not be broken: a run of Latin letters and figures, or a Chinese character with the signs that cling to it. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let open = false;
  for (const character of text) {
    const last = pieces.at(-1);
    const isLatin = character.charCodeAt(0) < 0x2000 && character !== ' ';
    const lastIsLatin = last !== undefined && last.charCodeAt(last.length - 1) < 0x2000 && !last.endsWith(' ');
    if (last !== undefined && (open || NOT_FIRST.has(character) || character === ' ' || (isLatin && lastIsLatin)))
      pieces[pieces.length - 1] = last + character;
    else pieces.push(character);
    open = NOT_LAST.has(character);
  }
  return pieces;
}
