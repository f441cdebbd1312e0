import { civilDateAt } from '@guicheng/kernel';
import type { Caller } from '../tenancy/caller.ts';
import { factsTaken, type FactsTaken } from './project-facts.ts';
import type { ProjectParts, ReadMark } from './project-parts.ts';

/** The facts that projects of the caller's district may have: what each means and how it is given. */
export type ProjectFactsTaken = (caller: Caller, mark: Pick<ReadMark, 'at'>) => FactsTaken;

/** The use case on this library. */
export const projectFactsTakenWith =
  ({ library }: Pick<ProjectParts, 'library'>): ProjectFactsTaken =>
  ({ district }, { at }) =>
    factsTaken(library.holdings(), district, civilDateAt(at));
