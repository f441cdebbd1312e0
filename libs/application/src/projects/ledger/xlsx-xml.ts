import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { notXlsx, XlsxRefused } from './xlsx-archive.ts';
import { XLSX_LIMITS } from './xlsx-limits.ts';

/** What is made of the elements of a part; names without their prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Walks a part. A document type, and with it every entity of its own, is refused. Throws `XlsxRefused`. */
export const walkXml = async (chunks: AsyncIterable<string>, handler: XmlHandler): Promise<void> => {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  let levels = 0;
  const refuse = (): never => {
    throw notXlsx;
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    levels += 1;
    if (levels > XLSX_LIMITS.levels) refuse();
    handler.open?.(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    levels -= 1;
    handler.close?.(local(name));
  });
  parser.on('text', (text) => handler.text?.(text));
  try {
    for await (const chunk of chunks) parser.write(chunk);
    parser.close();
  } catch (cause) {
    throw cause instanceof XlsxRefused ? cause : notXlsx;
  }
};
