import { join } from 'node:path';
import { readExamples, type Example } from '../../libs/graphql-api/src/generation/reference/examples.ts';
import { workspaceRoot } from '../server/workspace-root.ts';
import { organised, withClosing, withPlatform } from './organisation-setup.ts';
import { appCode } from './authenticator-app.ts';
import { EVENT_SETUPS } from './event-example-setups.ts';
import { makePerson, PASSWORD } from './signed-in.ts';
import type { SignedInCaller, TestApi } from './test-api.ts';

export type { Example };

/** What an example needs before it can be run as it is printed. */
export interface Prepared {
  /** What placeholders such as `<receipt>` stand for, by their names. */
  readonly values?: Readonly<Record<string, string>>;
  /** The credential that it is run with; left out: none. */
  readonly credential?: string;
}

/** Every example of the reference. */
export const ALL_EXAMPLES = readExamples(join(workspaceRoot(), 'libs/graphql-api/examples'));

/** Those that are asked over HTTP; subscriptions go over a WebSocket, see subscriptions.spec.ts. */
export const EXAMPLES = ALL_EXAMPLES.filter(({ document }) => !/^subscription\b/m.test(document));

const withReceipt = async (api: TestApi): Promise<Prepared> => {
  const decide = EXAMPLES.find(({ field }) => field === 'decide')!;
  const { data } = (await api.ask(decide.document, decide.variables)).body;
  return { values: { receipt: (data!['decide'] as { receipt: string }).receipt } };
};

const asPerson = async (api: TestApi): Promise<Prepared> => {
  const { district, login, token, sessionId } = await api.signedIn('yangpu');
  return { values: { district, login, password: PASSWORD, session: sessionId }, credential: token };
};

const asAuditor = async (api: TestApi): Promise<Prepared> => ({ credential: (await api.signedIn('yangpu', ['auditor'])).token });

/** Somebody who has begun to set up a second factor, and its secret. */
const begun = async (api: TestApi): Promise<{ readonly person: SignedInCaller; readonly secret: string }> => {
  const person = await api.signedIn('yangpu');
  const { beginSecondFactor } = await person.run('BeginSecondFactor', { password: PASSWORD, key: 'k' });
  if (beginSecondFactor.__typename !== 'SecondFactorBegun') throw new Error('no second factor was begun');
  return { person, secret: beginSecondFactor.secret };
};

const asBeginner = async (api: TestApi): Promise<Prepared> => {
  const { person, secret } = await begun(api);
  return { values: { code: appCode(secret, Date.now()) }, credential: person.token };
};

const withSecondFactor = async (api: TestApi): Promise<Prepared> => {
  const { person, secret } = await begun(api);
  const now = Date.now();
  await person.run('ConfirmSecondFactor', { code: appCode(secret, now), key: 'k' });
  // A code is taken once; the next one is taken already.
  return { values: { code: appCode(secret, now, 1) }, credential: person.token };
};

const asAdmin = async (api: TestApi): Promise<Prepared> => {
  const admin = await api.signedIn('yangpu', ['district-admin']);
  return { values: { person: await makePerson(await api.database(), 'yangpu', []) }, credential: admin.token };
};

const overAccount = async (api: TestApi): Promise<Prepared> => {
  const { personId } = await api.signedIn('yangpu');
  return { values: { person: personId }, credential: (await api.signedIn('yangpu', ['district-admin'])).token };
};

/** The same of somebody who has a second factor. */
const overSecondFactor = async (api: TestApi): Promise<Prepared> => {
  const owner = await api.signedIn('yangpu');
  const { beginSecondFactor } = await owner.run('BeginSecondFactor', { password: PASSWORD, key: 'b' });
  if (beginSecondFactor.__typename !== 'SecondFactorBegun') throw new Error(JSON.stringify(beginSecondFactor));
  await owner.run('ConfirmSecondFactor', { code: appCode(beginSecondFactor.secret, Date.now()), key: 'c' });
  return { values: { person: owner.personId }, credential: (await api.signedIn('yangpu', ['district-admin'])).token };
};

const withInvitation = async (api: TestApi): Promise<Prepared> => {
  const { values, credential } = await asAdmin(api);
  const admin = { authorization: `Bearer ${credential}` };
  const query = 'mutation ($person: ID!) { invitePerson(person: $person, idempotencyKey: "k") { ... on Invitation { path } } }';
  const reply = await api.post(JSON.stringify({ query, variables: { person: values!['person'] } }), admin);
  return { values: { token: String(reply.body.data!['invitePerson'].path).replace('/setup#', '') } };
};

/** The link that the start of the server told of. */
const withSetupLink = async (api: TestApi): Promise<Prepared> => ({ values: { token: api.setupToken() } });

const asOperator = async (api: TestApi): Promise<Prepared> => {
  const district = 'xinqu';
  await makePerson(await api.database(), district, ['district-admin']);
  return { values: { district }, credential: (await api.signedIn('platform', ['platform-operator'])).token };
};

let recorded = 0;

/** An officer, and a project that they recorded. */
const withProject = async (api: TestApi): Promise<Prepared> => {
  const officer = await api.signedIn('yangpu', ['office-officer']);
  const { me } = await officer.run('Me', {});
  if (me.__typename !== 'Me') throw new Error('nobody is signed in');
  const unit = me.posts[0]!.unit;
  const { recordProject } = await officer.run('RecordProject', {
    input: { title: '智慧社区平台', unit, facts: { projectNature: 'NEW', constructionAmountYuan: 980000 } },
    key: `example-${(recorded += 1)}`,
  });
  if (recordProject.__typename !== 'Project') throw new Error(JSON.stringify(recordProject));
  return { values: { unit, project: recordProject.id }, credential: officer.token };
};

/** The same with a file of the project. */
const withProjectFile = async (api: TestApi): Promise<Prepared> => {
  const { values = {}, credential = '' } = await withProject(api);
  const name = `attached-to-example-${recorded}.pdf`;
  const attached = await fetch(`${api.url}/files/projects/${values['project'] ?? ''}?name=${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${credential}`, 'content-type': 'application/pdf', 'idempotency-key': name },
    body: '%PDF-1.7 example',
  });
  const { id } = (await attached.json()) as { readonly id: string };
  return { values: { ...values, file: id, fileName: name }, credential };
};

/** A district administrator who gave the second factor just now, with a unit. */
export const asAdministrator = async (api: TestApi): Promise<{ readonly person: SignedInCaller; readonly unit: string }> => {
  const person = await api.signedIn('yangpu', ['district-admin']);
  const { me } = await person.run('Me', {});
  if (me.__typename !== 'Me') throw new Error('nobody is signed in');
  return { person, unit: me.posts[0]!.unit };
};

const withUnit = async (api: TestApi): Promise<Prepared> => {
  const { person, unit } = await asAdministrator(api);
  return { values: { unit }, credential: person.token };
};

const withClient = async (api: TestApi): Promise<Prepared> => {
  const { person, unit } = await asAdministrator(api);
  const input = { unit, name: '试验客户端', roles: ['OFFICE_OFFICER'], scopes: ['DECIDE'] } as const;
  const { registerApiClient } = await person.run('RegisterApiClient', {
    input: { ...input, roles: [...input.roles], scopes: [...input.scopes] },
    key: 'c',
  });
  if (registerApiClient.__typename !== 'ApiClient') throw new Error('no client was registered');
  const client = registerApiClient.id;
  const { issueApiCredential } = await person.run('IssueApiCredential', { input: { client, kind: 'API_KEY', days: 1 }, key: 'i' });
  if (issueApiCredential.__typename !== 'ApiCredentialIssued') throw new Error('no key was issued');
  return { values: { client, credential: issueApiCredential.credential.id }, credential: person.token };
};

/** An administrator who configured a CAS server, and two people, of whom one is linked. */
const withCas = async (api: TestApi): Promise<Prepared> => {
  const { person } = await asAdministrator(api);
  const { personId } = await api.signedIn('yangpu', []);
  const linked = await api.signedIn('yangpu', []);
  await person.run('ConfigureCasSignIn', { input: { url: 'https://portal.example.cn/cas' }, key: 'cas' });
  const subject = `s-${linked.personId}`;
  await person.run('LinkPerson', { input: { protocol: 'CAS', subject, person: linked.personId }, key: 'link' });
  return { values: { person: personId, linked: linked.personId, subject, 'client-secret': 'of an example' }, credential: person.token };
};

/** What is prepared for the examples of a root field; those of others run on a new server by nobody. */
export const SETUPS: Readonly<Record<string, (api: TestApi) => Promise<Prepared>>> = {
  receipt: withReceipt,
  verifyReceipt: withReceipt,
  oneTimeLink: withInvitation,
  disableAccount: overAccount,
  enableAccount: overAccount,
  resetSecondFactor: overSecondFactor,
  acceptInvitation: withInvitation,
  completeSetup: withSetupLink,
  invitePerson: asAdmin,
  choosePasswordProfile: asAdmin,
  inviteFirstAdmin: asOperator,
  recordProject: withProject,
  changeProject: withProject,
  submitProject: withProject,
  withdrawProject: withProject,
  project: withProjectFile,
  projects: withProjectFile,
  askProject: withProject,
  me: asPerson,
  mySessions: asPerson,
  signIn: asPerson,
  signOut: asPerson,
  signOutEverywhere: asPerson,
  endSession: asPerson,
  changePassword: asPerson,
  beginSecondFactor: asPerson,
  confirmSecondFactor: asBeginner,
  stepUp: withSecondFactor,
  renewRecoveryCodes: withSecondFactor,
  removeSecondFactor: withSecondFactor,
  auditEntries: asAuditor,
  ...EVENT_SETUPS,
  apiClients: withClient,
  apiClient: withClient,
  registerApiClient: withUnit,
  setApiClientKeys: withClient,
  disableApiClient: withClient,
  issueApiCredential: withClient,
  rotateApiCredential: withClient,
  revokeApiCredential: withClient,
  signInProvider: withCas,
  configureOidcSignIn: withCas,
  configureCasSignIn: withCas,
  disableFederatedSignIn: withCas,
  linkPerson: withCas,
  unlinkPerson: withCas,
  units: organised,
  unit: organised,
  people: organised,
  person: organised,
  posts: organised,
  addUnit: organised,
  changeUnit: organised,
  closeUnit: organised,
  addPerson: organised,
  changePerson: organised,
  endPerson: organised,
  appoint: organised,
  endPost: organised,
  delegate: organised,
  endDelegation: async (api) => organised(api, true),
  openDistrict: withPlatform,
  closeDistrict: withClosing,
  districts: withPlatform,
};
