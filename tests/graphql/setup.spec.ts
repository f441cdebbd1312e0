import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, PASSWORD } from './signed-in.ts';
import { startTestApi, type Reply, type TestApi } from './test-api.ts';

const COMPLETE = `mutation ($input: CompleteSetupInput!) { answer: completeSetup(input: $input, idempotencyKey: "k") {
  __typename ... on LinkUsed { district login } ... on RequestRefused { problems { code pointer } } } }`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) { answer: acceptInvitation(input: $input, idempotencyKey: "k") {
  __typename ... on LinkUsed { district login } ... on RequestRefused { problems { code } } } }`;
const INVITE = `mutation ($person: ID!, $key: ID!) { answer: invitePerson(person: $person, idempotencyKey: $key) {
  __typename ... on Invitation { id path } ... on RequestRefused { problems { code } } } }`;
const SIGN_IN = `mutation ($input: SignInInput!) { answer: signIn(input: $input, idempotencyKey: "k") {
  __typename ... on SignedIn { token } ... on RequestRefused { problems { code } } } }`;
const ME = '{ answer: me { __typename ... on Me { district login posts { role } } } }';

const answerOf = ({ body }: Reply) => body.data!['answer'];

describe('a server that nobody has set up', () => {
  let api: TestApi;
  let token: string;
  const choice = (login: string) => ({ token, name: '王力', login, password: PASSWORD });
  beforeAll(async () => {
    api = await startTestApi({ logLevel: 'trace' });
    token = api.setupToken();
  });
  afterAll(() => api.close());

  it('tells of a link, to people only and not to the log', () => {
    expect(token).toMatch(/^gcl_platform_[0-9A-Za-z]{49}$/);
    expect(api.log.join('')).not.toContain(token);
  });

  it('gives one account for its link, however many use it together; then it is of no use, and nothing tells of it', async () => {
    const replies = await Promise.all(['a', 'b', 'c', 'd'].map((name) => api.ask(COMPLETE, { input: choice(`operator.${name}`) })));
    const used = replies.map(answerOf).filter(({ __typename }) => __typename === 'LinkUsed');
    expect(used).toHaveLength(1);
    expect(answerOf(await api.ask(COMPLETE, { input: choice('late') }))).toEqual({
      __typename: 'RequestRefused',
      problems: [{ code: 'link-not-valid', pointer: '/input/token' }],
    });
    const { district, login } = used[0];
    const signedIn = answerOf(await api.ask(SIGN_IN, { input: { district, login, password: PASSWORD, deliver: 'ANSWER' } }));
    const me = await api.post(JSON.stringify({ query: ME }), { authorization: `Bearer ${signedIn.token}` });
    expect(answerOf(me)).toEqual({ __typename: 'Me', district: 'platform', login, posts: [{ role: 'PLATFORM_OPERATOR' }] });
    for (const secret of [token, PASSWORD, '王力']) expect(api.log.join('')).not.toContain(secret);
  });
  it('an invitation is made by who may, for people of their own district, and answered again to who asks again', async () => {
    const [admin, applicant] = [await api.signedIn('yangpu', ['district-admin']), await api.signedIn('yangpu', ['applicant'])];
    const stranger = await makePerson(await api.database(), 'yicheng', []);
    const person = await makePerson(await api.database(), 'yangpu', []);
    const codes = (reply: Reply): unknown => answerOf(reply).problems;
    expect(codes(await api.ask(INVITE, { person, key: '1' }))).toEqual([{ code: 'sign-in-required' }]);
    expect(codes(await applicant.ask(INVITE, { person, key: '1' }))).toEqual([{ code: 'not-permitted' }]);
    const foreign = await admin.ask(INVITE, { person: stranger, key: '2' });
    expect(foreign.body).toEqual((await admin.ask(INVITE, { person: '00000000-0000-7000-8000-000000000000', key: '3' })).body);
    expect(codes(foreign)).toEqual([{ code: 'person-not-found' }]);
    const invited = answerOf(await admin.ask(INVITE, { person, key: '4' }));
    expect(invited.path).toMatch(/^\/setup#gcl_yangpu_/);
    expect(answerOf(await admin.ask(INVITE, { person, key: '4' }))).toEqual(invited);
    expect((await admin.ask(INVITE, { person: admin.personId, key: '4' })).status).toBe(422);
    const input = { token: invited.path.replace('/setup#', ''), login: 'li.na', password: PASSWORD };
    expect(answerOf(await api.ask(ACCEPT, { input }))).toEqual({ __typename: 'LinkUsed', district: 'yangpu', login: 'li.na' });
    expect(answerOf(await api.ask(ACCEPT, { input })).problems).toEqual([{ code: 'link-not-valid' }]);
  });
});

describe('the pages', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it('texts that no database holds, and ids that are none, are refused and no fault', async () => {
    const person = await api.signedIn('yangpu', ['district-admin']);
    const operator = await api.signedIn('platform', ['platform-operator']);
    for (const [index, text] of ['a\u0000b', '\ud800', '\u0000', "'; drop table account; --", 'x'.repeat(10_000)].entries()) {
      const replies = [
        await api.ask(SIGN_IN, { input: { district: text, login: 'x', password: 'x' } }),
        await api.ask(SIGN_IN, { input: { district: 'yangpu', login: text, password: text, code: text, newPassword: text } }),
        await api.ask(COMPLETE, { input: { token: text, name: text, login: text, password: text } }),
        await api.ask(ACCEPT, { input: { token: text, login: text, password: text } }),
        await person.ask(INVITE, { person: text, key: `text ${index}` }),
        await operator.ask(
          `mutation ($text: String!) { answer: inviteFirstAdmin(district: $text, idempotencyKey: "text ${index}") { __typename } }`,
          {
            text,
          },
        ),
        await person.ask(`mutation ($text: ID!) { answer: endSession(id: $text, idempotencyKey: "end ${index}") { __typename } }`, {
          text,
        }),
        await person.ask(`mutation ($text: String!) { answer: beginSecondFactor(password: $text, idempotencyKey: "k") { __typename } }`, {
          text,
        }),
        await person.ask(`mutation ($text: String!) { answer: stepUp(code: $text, idempotencyKey: "k") { __typename } }`, { text }),
        await api.ask(`query ($text: String!) { answer: oneTimeLink(token: $text) { __typename } }`, { text }),
      ];
      expect(replies.map(({ body }) => body.data?.['answer']?.__typename ?? body.errors)).toEqual(replies.map(() => 'RequestRefused'));
    }
  });

  it.each(['/sign-in', '/setup', '/sign-in/page.js', '/sign-in/page.css'])(
    '%s comes under a policy that lets nothing in from elsewhere',
    async (path) => {
      const reply = await fetch(`${api.url}${path}`);
      expect(reply.status).toBe(200);
      expect(reply.headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(reply.headers.get('referrer-policy')).toBe('no-referrer');
      const text = await reply.text();
      expect(text).not.toMatch(/https?:\/\//);
      expect(text).not.toMatch(/<script(?![^>]*src=)|<style|style=|\son\w+=/);
    },
  );
});
