/**
 * Who may import whom: the one table of import directions. A layer is the `layer:` tag in a project's package.json (`nx.tags`).
 * Imports go down only; what stands in no list is refused.
 */
const pure = ['kernel', 'policy-model', 'policy-engine'];
const stored = ['kernel', 'policy-model', 'lifecycle', 'persistence'];
const used = ['kernel', 'policy-model', 'policy-engine', 'lifecycle', 'persistence', 'application'];

export const allowedLayers: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  'policy-model': ['kernel'],
  'policy-engine': ['kernel', 'policy-model'],
  // Handed a Decision; never asks the engine.
  lifecycle: ['kernel', 'policy-model'],
  // Never the engine, never application.
  persistence: ['kernel', 'policy-model', 'lifecycle'],
  application: ['kernel', 'policy-model', 'policy-engine', 'lifecycle', 'persistence'],
  'graphql-api': used,
  // Talks GraphQL; of our code it may hold only what is pure.
  console: pure,
  api: [...used, 'graphql-api'],
  // Configured, logging and connected as the server is, by the same code; it serves nobody.
  worker: [...used, 'graphql-api', 'api'],
  cli: [...used, 'graphql-api'],
  // Builders and the template database; see `testOnlyLayer`.
  testing: stored.concat('policy-engine', 'application', 'graphql-api'),
};

/** Imported by spec files only, from any layer, and never as a runtime dependency. */
export const testOnlyLayer = 'testing';

/** Layers whose face (`src/index.ts`) must reach no Node module, no database and no framework: browsers run them too. */
export const pureLayers = [...pure, 'lifecycle'];

/** Relative imports that may cross a project's edge: importing project folder -> folder. */
export const relativeCrossings: Readonly<Record<string, readonly string[]>> = {
  // A landed migration belongs to no library; persistence runs them.
  'libs/persistence': ['migrations'],
  'libs/testing': ['migrations'],
  // Tests start the composition root as it stands; it is nobody's library and has no face.
  tests: ['apps/api', 'libs/graphql-api/src/generation', 'libs/policy-engine/fixtures'],
  // The command and the server are started from sources by the same code.
  'apps/cli': ['.config'],
  'apps/api': ['.config'],
  'apps/worker': ['.config'],
  'apps/console': ['.config'],
};

/** The top level, exactly; dot-files and dot-folders aside. */
export const topLevel = [
  'README.md',
  'apps',
  'libs',
  'migrations',
  'nx.json',
  'package-lock.json',
  'package.json',
  'policies',
  'tests',
  'tsconfig.base.json',
];
