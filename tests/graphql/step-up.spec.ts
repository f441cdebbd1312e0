import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUTHORISATION } from '@guicheng/graphql-api';
import { civilDateAt, formatCivilDate, instantOf, type Instant } from '@guicheng/kernel';
import { appCode } from './authenticator-app.ts';
import { EXAMPLES } from './example-setups.ts';
import { PASSWORD } from './signed-in.ts';
import { startTestApi, type Asking, type TestApi } from './test-api.ts';

/** Who comes in, who may do what, and under which rules: what nobody does with a session alone. */
const OF_WEIGHT = [
  ...['openDistrict', 'closeDistrict', 'inviteFirstAdmin', 'invitePerson', 'appoint', 'endPost', 'endPerson', 'delegate', 'endDelegation'],
  ...['disableAccount', 'enableAccount', 'resetSecondFactor', 'choosePasswordProfile'],
  ...['configureOidcSignIn', 'configureCasSignIn', 'disableFederatedSignIn', 'linkPerson', 'unlinkPerson'],
  ...['registerApiClient', 'setApiClientKeys', 'disableApiClient', 'issueApiCredential', 'rotateApiCredential', 'revokeApiCredential'],
];

describe('an act of weight', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it('is declared to need the second factor, in the one table', () => {
    const declared = Object.entries(AUTHORISATION).filter(
      ([, rule]) => typeof rule === 'object' && 'roles' in rule && rule.stepUp === true,
    );
    expect(declared.map(([place]) => place).sort()).toEqual(OF_WEIGHT.map((field) => `Mutation.${field}`).sort());
  });

  it.each(OF_WEIGHT)(
    '%s is refused to a session in which the second factor was not given of late, and says what it takes',
    async (field) => {
      const rule = AUTHORISATION[`Mutation.${field}`];
      if (typeof rule !== 'object' || 'anyone' in rule) throw new Error(`${field} is open`);
      const role = rule.roles === 'any' ? 'applicant' : rule.roles[0]!;
      const who = await api.signedIn(role === 'platform-operator' ? 'platform' : 'yangpu', [role], undefined, { steppedUp: false });
      const { document, variables } = EXAMPLES.find((example) => example.field === field)!;
      const dated = JSON.stringify(variables).replaceAll(/"<(today|lastDay)>"/g, '"2026-11-26"');
      const query = document.replace(/problems \{\s+code[^}]+\}/, 'problems { code requires { stepUp } }');
      const { body } = await who.post(JSON.stringify({ query, variables: JSON.parse(dated) as unknown }));
      expect(body.data?.[field] ?? body).toEqual({
        __typename: 'RequestRefused',
        problems: [{ code: 'step-up-required', requires: { stepUp: true } }],
      });
    },
  );
});

describe('the way of the README from the first start', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const signIn = async (district: string, login: string): Promise<Asking> => {
    const { signIn: session } = await api.run('SignIn', { input: { district, login, password: PASSWORD, deliver: 'ANSWER' }, key: 'in' });
    if (session.__typename !== 'SignedIn') throw new Error(JSON.stringify(session));
    return api.as(session.token!);
  };
  const accept = async (path: string, login: string): Promise<void> => {
    const input = { token: path.replace('/setup#', ''), login, password: PASSWORD };
    expect((await api.run('AcceptInvitation', { input, key: 'accept' })).acceptInvitation.__typename).toBe('LinkUsed');
  };
  const today = formatCivilDate(civilDateAt(instantOf(Date.now()) as Instant));
  /** Nobody is without a way: the password proves who sets it up, and the first code counts as given just now. */
  const enrol = async (who: Asking): Promise<void> => {
    const { beginSecondFactor } = await who.run('BeginSecondFactor', { password: PASSWORD, key: 'b' });
    if (beginSecondFactor.__typename !== 'SecondFactorBegun') throw new Error(JSON.stringify(beginSecondFactor));
    const { confirmSecondFactor } = await who.run('ConfirmSecondFactor', { code: appCode(beginSecondFactor.secret, Date.now()), key: 'c' });
    expect(confirmSecondFactor.__typename).toBe('RecoveryCodes');
  };

  it('leads the operator, then the first administrator, through the second factor to a district with its people', async () => {
    const used = await api.run('CompleteSetup', {
      input: { token: api.setupToken(), name: '王力', login: 'wang.li', password: PASSWORD },
      key: 'setup',
    });
    expect(used.completeSetup.__typename).toBe('LinkUsed');
    const operator = await signIn('platform', 'wang.li');
    const input = {
      code: 'yangpu',
      nameZh: '杨浦区',
      office: { code: 'office', nameZh: '牵头办公室' },
      admin: { nameZh: '李娜' },
    };
    expect((await operator.run('OpenDistrict', { input, key: 'too early' })).openDistrict).toMatchObject({
      problems: [{ code: 'step-up-required', messageZh: expect.stringContaining('beginSecondFactor') as string }],
    });
    await enrol(operator);
    const { openDistrict } = await operator.run('OpenDistrict', { input, key: 'open' });
    if (openDistrict.__typename !== 'DistrictOpened') throw new Error(JSON.stringify(openDistrict));
    const { inviteFirstAdmin } = await operator.run('InviteFirstAdmin', { district: 'yangpu', key: 'invite' });
    if (inviteFirstAdmin.__typename !== 'Invitation') throw new Error(JSON.stringify(inviteFirstAdmin));
    await accept(inviteFirstAdmin.path, 'li.na');

    const administrator = await signIn('yangpu', 'li.na');
    const { addUnit } = await administrator.run('AddUnit', {
      input: { code: 'education', nameZh: '教育局', kind: 'DEPARTMENT', from: today },
      key: 'unit',
    });
    if (addUnit.__typename !== 'Unit') throw new Error(JSON.stringify(addUnit));
    const { addPerson } = await administrator.run('AddPerson', { input: { nameZh: '王芳', from: today }, key: 'person' });
    if (addPerson.__typename !== 'Person') throw new Error(JSON.stringify(addPerson));
    await enrol(administrator);
    const post = { personId: addPerson.id, unitId: addUnit.id, role: 'APPLICANT' as const, from: today };
    expect((await administrator.run('Appoint', { input: post, key: 'post' })).appoint.__typename).toBe('Post');
    const { invitePerson } = await administrator.run('InvitePerson', { person: addPerson.id, key: 'invite' });
    if (invitePerson.__typename !== 'Invitation') throw new Error(JSON.stringify(invitePerson));
    await accept(invitePerson.path, 'wang.fang');

    const applicant = await signIn('yangpu', 'wang.fang');
    const facts = { projectNature: 'NEW' as const, constructionAmountYuan: 980_000 };
    const project = { title: '智慧社区平台', unit: addUnit.id, facts };
    expect((await applicant.run('RecordProject', { input: project, key: 'project' })).recordProject).toMatchObject({
      __typename: 'Project',
    });
  });
});
