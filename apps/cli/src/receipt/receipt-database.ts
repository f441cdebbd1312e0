import { randomBytes } from 'node:crypto';
import { createApplication, officialCalendars, PolicyLibrary, SECRET_KEY_BYTES, type Application } from '@guicheng/application';
import { err, type Result } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';
import { readCalendars } from '@guicheng/policy-model/folder';
import type { Environment } from '../db/own-database.ts';
import { AS_AUDITOR, withDatabase } from '../db/with-database.ts';
import { policiesRoot } from '../policies-root.ts';
import { systemClock } from '../system-clock.ts';

/** A use case in the database of a server, with the calendars that came with the program. */
export async function inReceiptDatabase<T>(
  environment: Environment,
  work: (application: Application) => Promise<Result<T, Problem[]>>,
): Promise<Result<T, Problem[]>> {
  const calendars = await readCalendars(policiesRoot());
  if (!calendars.ok) return calendars;
  const done = await withDatabase(
    environment,
    (database) => {
      const library = new PolicyLibrary(database.policies, officialCalendars(calendars.value.years));
      // Receipts hold nothing that the deployment's key opens: any key will do.
      return work(
        createApplication({ database, library, clock: systemClock, random: randomBytes, secretKey: randomBytes(SECRET_KEY_BYTES) }),
      );
    },
    AS_AUDITOR,
  );
  return done.ok ? done.value : err(done.error);
}
