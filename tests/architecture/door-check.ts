import type { SourceFile } from './imports.ts';
import { isSpec } from './layer-check.ts';

/** Who may construct a repository: the unit of work, and the database for what all districts read. */
const DOORS: Readonly<Record<string, readonly RegExp[]>> = {
  'libs/persistence/src/tenancy/unit-of-work.ts': [/\.repository\.ts$/],
  'libs/persistence/src/database.ts': [/\/(policy|district)\.repository\.ts$/, /\/unit-of-work\.ts$/, /\/data-source\.ts$/],
  // A publication is audited in its own transaction, as the publisher.
  'libs/persistence/src/policies/policy.repository.ts': [/\/audit\.repository\.ts$/],
  'libs/persistence/src/migration/migrate.ts': [/\/data-source\.ts$/],
};
const GUARDED = /\/([a-z-]+\.repository|unit-of-work|data-source)\.ts$/;

/** Imports that get at a table beside the unit of work: repositories, units of work, data sources. Specs may. */
export function checkDoors(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, imports }) =>
    isSpec(path)
      ? []
      : imports
          .filter((one) => !one.typeOnly)
          .filter(({ specifier }) => GUARDED.test(specifier) && !(DOORS[path] ?? []).some((door) => door.test(specifier)))
          .map(({ specifier }) => `${path}: repositories are constructed by the unit of work only (${specifier})`),
  );
}
