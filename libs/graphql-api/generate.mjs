// Writes the generated part of the schema from policies/vocabulary, and with it the whole schema in one file, its reference and the typed client. `--check` only compares, and fails where a file differs.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { typedClient } from './typed-client.mjs';

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
const checking = process.argv.includes('--check');
const stale = [];
const put = (name, content) => {
  const path = fileURLToPath(new URL(name, here));
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
  stale.push(name);
  if (!checking) writeFileSync(path, content);
};
const files = generateFiles(readVocabularySource(fileURLToPath(new URL('../../policies/vocabulary', here))));
for (const [name, content] of Object.entries(files)) put(`./src/vocabulary/${name}`, content);
const { TYPE_DEFS } = await load('./src/type-defs.ts');
const { printedSchema } = await load('./src/generation/release/printed-schema.ts');
put('./schema.graphql', printedSchema(TYPE_DEFS));
const { readExamples } = await load('./src/generation/reference/examples.ts');
const { reference } = await load('./src/generation/reference/reference.ts');
const examples = readExamples(fileURLToPath(new URL('./examples', here)));
put('./docs/reference.md', reference(TYPE_DEFS, examples));
const { AUTHORISATION } = await load('./src/tenancy/authorisation.ts');
const { authorisationPage } = await load('./src/generation/authorisation/authorisation-page.ts');
put('./docs/authorisation.md', authorisationPage(AUTHORISATION));
put('../testing/src/client/operations.generated.ts', await typedClient(TYPE_DEFS, examples));
process.stdout.write(stale.length === 0 ? 'schema: unchanged\n' : `schema: ${checking ? 'stale' : 'written'}: ${stale.join(', ')}\n`);
if (stale.length > 0 && checking) process.exitCode = 1;
