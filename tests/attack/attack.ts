import { startTestApi } from '../graphql/test-api.ts';
import { leaksOf, type Leak } from './cell.ts';
import { attackDatabase } from './database/attack-database.ts';
import { copyDistrict } from './database/copy-district.ts';
import { fillTables } from './database/fill-tables.ts';
import { attackGraphql } from './graphql/attack-graphql.ts';
import { attackersOn, EVERY_ROLE } from './graphql/attackers.ts';
import { cursorCells } from './graphql/cursor-cells.ts';
import { openFields } from './graphql/guard-mutants.ts';
import { widenFields } from './graphql/role-mutants.ts';
import { withoutStepUp } from './graphql/step-up-mutants.ts';
import { attackRoutes } from './http/attack-routes.ts';
import { plant } from './places/attack-places.ts';

/** The districts of the attack: the examples of the reference are made ready in the attacked one. */
const ATTACKED = 'yangpu';
const OTHER = 'shangcheng';
/** Gets a copy of every row of the attacked one for the attack on the database; its code is on every row. */
const COPY = 'canary-district';

/** What came of the whole matrix. */
export interface MatrixReport {
  readonly cells: number;
  readonly leaks: readonly Leak[];
  readonly mutants: number;
  /** Guards whose loss nothing noticed. */
  readonly survivors: readonly string[];
}

/** Tries every operation and every statement; then takes away each `everyMutant`-th guard and tries again. */
export async function attack({ everyMutant }: { readonly everyMutant: number }): Promise<MatrixReport> {
  const api = await startTestApi();
  try {
    const planted = await plant(api, ATTACKED, OTHER);
    const overHttp = await attackGraphql(api, ATTACKED, OTHER, planted.secrets);
    const cursors = cursorCells(await api.signedIn(ATTACKED, EVERY_ROLE), await api.signedIn(OTHER, EVERY_ROLE));
    const foreignCursors = await leaksOf(cursors);
    const routes = await attackRoutes(api, await attackersOn(api, ATTACKED, OTHER));
    const places = await planted.look();
    planted.close();
    await fillTables(api.databaseUrl.superuser, ATTACKED);
    await copyDistrict(api.databaseUrl.superuser, ATTACKED, COPY);
    const inDatabase = await attackDatabase(api.databaseUrl.superuser, { own: ATTACKED, other: COPY, canary: COPY }, { everyMutant });
    const guards = await openFields(everyMutant);
    const factors = await withoutStepUp(everyMutant);
    const roles = await widenFields(everyMutant);
    return {
      cells: overHttp.cells + cursors.length + routes.cells + places.cells + inDatabase.cells,
      leaks: [...overHttp.leaks, ...foreignCursors, ...routes.leaks, ...places.leaks, ...inDatabase.leaks],
      mutants: inDatabase.mutants + guards.mutants + factors.mutants + roles.mutants,
      survivors: [...inDatabase.survivors, ...guards.survivors, ...factors.survivors, ...roles.survivors],
    };
  } finally {
    await api.close();
  }
}
