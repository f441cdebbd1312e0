import { Database } from '@guicheng/persistence';
import { templateDatabase } from '@guicheng/testing';
import { attackDatabase } from './database/attack-database.ts';
import { populate } from './population.ts';

const OWN = 'own-district';
const OTHER = 'other-district';
const CANARY = 'canary-of-the-other-district';

/** `npm run -s attack-matrix [-- --json]`: tries everything on everything, then takes away each guard and tries again. Ends with status 1 when something got through. */
const asJson = process.argv.includes('--json');
const test = await templateDatabase();
try {
  const database = await Database.connect(test.appUrl);
  await populate(database, OWN, 'text-of-the-own-district');
  await populate(database, OTHER, CANARY);
  await database.close();
  const report = await attackDatabase(test.superuserUrl, { own: OWN, other: OTHER, canary: CANARY }, { everyMutant: 1 });
  const { cells, leaks, mutants, survivors } = report;
  if (!asJson || leaks.length > 0)
    for (const { subject, attempt, as, found } of leaks) process.stderr.write(`${subject} · ${attempt} · ${as}: ${found}\n`);
  if (!asJson || survivors.length > 0) for (const change of survivors) process.stderr.write(`未被发现 not noticed: ${change}\n`);
  process.stdout.write(`${JSON.stringify({ cells, leaks: leaks.length, mutants, killed: mutants - survivors.length })}\n`);
  process.exitCode = leaks.length + survivors.length === 0 ? 0 : 1;
} finally {
  await test.close();
}
