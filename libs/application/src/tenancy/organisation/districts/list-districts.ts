import { err, ok, type Result } from '@guicheng/kernel';
import { PLATFORM, type DistrictRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { postWith, type Caller } from '../../caller.ts';
import type { OrganisationParts } from '../organisation-parts.ts';

const onlyOperator = problem(
  'not-permitted',
  '',
  '只有平台运营人员可以查看区县名录。',
  'Only an operator of the platform sees the list of districts.',
);

/** Every district that was opened on this installation, closed ones too, by code: names and days, nothing of theirs. Refusal: `not-permitted`. */
export const listDistrictsWith =
  ({ database }: Pick<OrganisationParts, 'database'>) =>
  async (caller: Caller): Promise<Result<readonly DistrictRecord[], Problem[]>> => {
    if (caller.district !== PLATFORM || postWith(caller, ['platform-operator']) === undefined) return err([onlyOperator]);
    return ok((await database.districts.all()).filter(({ district }) => district !== PLATFORM));
  };
