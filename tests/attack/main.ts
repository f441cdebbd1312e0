import { attack } from './attack.ts';

/** `npm run -s attack-matrix [-- --json]`: tries everything on everything, then takes away each guard and tries again. Ends with status 1 when something got through. */
const asJson = process.argv.includes('--json');
const { cells, leaks, mutants, survivors } = await attack({ everyMutant: 1 });
for (const { subject, attempt, as, found } of leaks) process.stderr.write(`泄漏 leak: ${subject} · ${attempt} · ${as}: ${found}\n`);
for (const change of survivors) process.stderr.write(`未被发现 not noticed: ${change}\n`);
const figures = { cells, leaks: leaks.length, mutants, killed: mutants - survivors.length };
process.stdout.write(
  asJson
    ? `${JSON.stringify(figures)}\n`
    : `${cells} 次尝试 attempts，${leaks.length} 处泄漏 leaks；撤去 ${mutants} 道防线 guards taken away，发现 ${figures.killed} 道 noticed\n`,
);
// What the server leaves behind keeps nothing alive that is still of use.
process.exit(leaks.length + survivors.length === 0 ? 0 : 1);
