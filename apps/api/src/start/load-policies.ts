import { officialCalendars, PolicyLibrary, publishPolicies } from '@guicheng/application';
import type { Clock } from '@guicheng/kernel';
import type { Database } from '@guicheng/persistence';
import { readCalendars, readPolicies } from '@guicheng/policy-model/folder';
import type { OnProgress } from './progress.ts';
import { StartRefused } from './start-refused.ts';

/** Publishes the packs of the folder and loads everything that is published. Throws `StartRefused` with every problem of every pack. */
export const loadPolicies = async (folder: string, database: Database, clock: Clock, onProgress: OnProgress): Promise<PolicyLibrary> => {
  const refused = '规程包有问题，服务未启动';
  const read = await readCalendars(folder);
  if (!read.ok) throw new StartRefused(refused, 'The calendars have problems; the server does not start.', read.error);
  const calendars = officialCalendars(read.value.years);
  const packs = await readPolicies(folder);
  if (!packs.ok) throw new StartRefused(refused, 'Policy packs have problems; the server does not start.', packs.error);
  const published = await publishPolicies(packs.value, { database, calendars, clock });
  if (!published.ok) throw new StartRefused(refused, 'Policy packs were refused; the server does not start.', published.error);
  const fresh = published.value.filter(({ kind }) => kind === 'published').length;
  const library = new PolicyLibrary(database.policies, calendars);
  await library.refresh();
  const held = library.holdings().policies.length;
  onProgress({ zh: `规程：已发布 ${held} 个版本，其中本次新发布 ${fresh} 个`, en: `policies: ${held} published, ${fresh} of them now` });
  return library;
};
