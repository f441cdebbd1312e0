// Writes the generated part of the schema from policies/vocabulary. `--check` only compares, and fails where a file differs.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const here = new URL('./', import.meta.url);
const conditions = ['guicheng-source', 'node', 'import', 'module', 'default'];
const load = async (path) =>
  (
    await runnerImport(fileURLToPath(new URL(path, here)), {
      configFile: false,
      root: fileURLToPath(here),
      environments: { inline: { resolve: { conditions, externalConditions: conditions, noExternal: [/@guicheng\//] } } },
    })
  ).module;

const { generateFiles } = await load('./src/generation/generate.ts');
const { readVocabularySource } = await load('./src/generation/vocabulary-source.ts');
const files = generateFiles(readVocabularySource(fileURLToPath(new URL('../../policies/vocabulary', here))));
const stale = [];
for (const [name, content] of Object.entries(files)) {
  const path = fileURLToPath(new URL(`./src/vocabulary/${name}`, here));
  if (existsSync(path) && readFileSync(path, 'utf8') === content) continue;
  stale.push(name);
  if (!process.argv.includes('--check')) writeFileSync(path, content);
}
const checking = process.argv.includes('--check');
process.stdout.write(stale.length === 0 ? 'schema: unchanged\n' : `schema: ${checking ? 'stale' : 'written'}: ${stale.join(', ')}\n`);
if (stale.length > 0 && checking) process.exitCode = 1;
