import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok } from '@guicheng/kernel';
import type { Result } from '@guicheng/kernel';
import { checkShape, decodeDocument, parseJsonDocument } from '@guicheng/policy-model';
import type { PolicyCase, Problem } from '@guicheng/policy-model';

/** Every `*.json` file that the paths name, folders walked, each once, in the order given and then by name. */
export async function findCaseFiles(paths: readonly string[]): Promise<Result<string[], Problem[]>> {
  const found = new Set<string>();
  const problems: Problem[] = [];
  for (const path of paths) {
    const files = await filesBelow(path);
    if (files === null) problems.push({ code: 'file-missing', pointer: path, zh: `找不到 ${path}。`, en: `${path} does not exist.` });
    else if (files.length === 0)
      problems.push({
        code: 'no-cases',
        pointer: path,
        zh: `${path} 中没有案例文件（*.json）。`,
        en: `${path} holds no case file (*.json).`,
      });
    else for (const file of files) found.add(file);
  }
  return problems.length > 0 ? err(problems) : ok([...found]);
}

async function filesBelow(path: string): Promise<string[] | null> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Reads a file of cases: a JSON array. */
export async function readCaseFile(path: string): Promise<Result<PolicyCase[], Problem[]>> {
  const name = { zh: `${path} `, en: path };
  const text = decodeDocument(await readFile(path), path, name);
  const read = text.ok ? parseJsonDocument(text.value, path, name) : text;
  if (!read.ok) return err([read.error]);
  const list = read.value;
  if (!Array.isArray(list))
    return err([{ code: 'wrong-type', pointer: path, zh: `${path} 应为案例列表。`, en: `${path} should be a list of cases.` }]);
  const problems = list.flatMap((item, index) => checkShape('case', item, `${path}#/${index}`));
  return problems.length > 0 ? err(problems) : ok(list as PolicyCase[]);
}
