import { err, ok, type Result } from '@guicheng/kernel';
import { PLATFORM, refuse, type Change } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { actorOf, postWith, type Caller } from '../../caller.ts';
import { changeOrganisation, done, type OrganisationParts } from '../organisation-parts.ts';
import { readParticulars, type GivenParticulars } from '../people/person-particulars.ts';
import { postsOn } from '../posts-on.ts';
import { Reading } from '../reading.ts';
import { districtCodeTaken, openTenant, type NewTenant, type OpenedTenant } from './open-tenant.ts';

/** A district to open on this installation. */
export interface OpenDistrict {
  /** The code, e.g. that of its policies. */
  readonly code: string;
  readonly nameZh: string;
  /** Its leading office, the first unit. */
  readonly office: { readonly code: string; readonly nameZh: string };
  /** Its first district admin. */
  readonly admin: GivenParticulars;
}

const CODE = /^[a-z][a-z0-9-]{0,62}$/;
const codeNotValid = problem(
  'district-code-not-valid',
  '/input/code',
  `区县代码由小写字母、数字和连字符组成，以字母开头，最多 63 位，且不是 ${PLATFORM}。`,
  `A district's code has lower-case letters, digits and hyphens, begins with a letter, is at most 63 long, and is not ${PLATFORM}.`,
);
const onlyOperator = problem('not-permitted', '', '只有平台运营人员可以开通区县。', 'Only an operator of the platform opens districts.');

const within = (problems: readonly Problem[], part: string): Problem[] =>
  problems.map((one) => ({ ...one, pointer: one.pointer.replace('/input/', `/input/${part}/`) }));

function read({ code, nameZh, office, admin }: OpenDistrict): Result<NewTenant, Problem[]> {
  const [top, unit, person] = [new Reading(), new Reading(), new Reading()];
  if (!CODE.test(code) || code === PLATFORM) top.problems.push(codeNotValid);
  const tenant: NewTenant = {
    nameZh: top.text('nameZh', nameZh),
    unit: { code: unit.code('code', office.code), kind: 'office', nameZh: unit.text('nameZh', office.nameZh) },
    person: readParticulars(person, admin),
    role: 'district-admin',
  };
  const problems = [...top.problems, ...within(unit.problems, 'office'), ...within(person.problems, 'admin')];
  return problems.length > 0 ? err(problems) : ok(tenant);
}

/**
 * Opens a district: a tenant with its leading office and its first admin, who is to be invited. Two mutations, since each district has a chain of its own: the
 * platform's says that it was asked for and under which ids, the district's begins with its opening. Asked again with the same idempotency key after a
 * failure between them, it goes on. Refusals: `not-permitted`, `district-code-taken`, and what a field cannot be.
 */
export const openDistrictWith =
  (parts: OrganisationParts) =>
  async (caller: Caller, input: OpenDistrict, change: Change): Promise<Result<OpenedTenant, Problem[]>> => {
    const { database } = parts;
    const tenant = read(input);
    if (!tenant.ok) return tenant;
    const post = caller.district === PLATFORM && caller.kind === 'person' ? postWith(caller, ['platform-operator']) : undefined;
    if (post === undefined) return err([onlyOperator]);
    const actor = actorOf(caller, post);
    const asked = await changeOrganisation(parts, { ...change, district: PLATFORM, actor }, async ({ repositories, today, newId }) => {
      const { districts } = repositories;
      const posts = await postsOn(repositories, caller.id, today);
      if (!posts.some(({ role }) => role === 'platform-operator')) return refuse(onlyOperator);
      if ((await districts.byCode(input.code)) !== undefined) return refuse(districtCodeTaken);
      const ids = { unitId: newId(), periodId: newId(), personId: newId(), postId: newId() };
      return done(ids, 'district.request', ['district', input.code], ids);
    });
    if (!asked.ok) return asked;
    const { unitId, personId, postId } = asked.value;
    const before = await database.inDistrict(input.code, ({ posts }) => posts.byId(postId));
    if (before !== undefined) return ok({ district: input.code, unitId, personId, postId });
    const opening: Change = { ...change, district: input.code, actor, idempotency: null };
    return database.change(opening, (repositories) => openTenant(repositories, opening, tenant.value, asked.value));
  };
