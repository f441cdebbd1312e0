// The pages /sign-in and /setup: they talk GraphQL to the server that they come from, and keep nothing.
const PROBLEMS = '... on RequestRefused { problems { code pointer messageZh messageEn } }';
const LINK_USED = `... on LinkUsed { district login } ${PROBLEMS}`;
const DOCUMENTS = {
  signIn: `mutation ($input: SignInInput!, $key: ID!) { answer: signIn(input: $input, idempotencyKey: $key) { __typename ${PROBLEMS} } }`,
  signOut: `mutation ($key: ID!) { answer: signOut(idempotencyKey: $key) { __typename ${PROBLEMS} } }`,
  me: `{ answer: me { __typename ... on Me { district login secondFactor { enabled lastReset { at } } } } }`,
  link: `query ($token: String!) { answer: oneTimeLink(token: $token) { __typename ... on OneTimeLink { district purpose login } ${PROBLEMS} } }`,
  setup: `mutation ($input: CompleteSetupInput!, $key: ID!) { answer: completeSetup(input: $input, idempotencyKey: $key) { __typename ${LINK_USED} } }`,
  accept: `mutation ($input: AcceptInvitationInput!, $key: ID!) { answer: acceptInvitation(input: $input, idempotencyKey: $key) { __typename ${LINK_USED} } }`,
};
const PURPOSES = {
  SETUP: ['设置平台的第一个账号', 'The first account of the platform'],
  NEW_ACCOUNT: ['为您开通账号', 'An account for you'],
  NEW_PASSWORD: ['重设您的口令', 'A new password for you'],
};

const at = (id) => document.getElementById(id);
const form = at('form');
const button = form.querySelector('button');

/** A sentence in Chinese and, behind it, in English. */
const say = (element, zh, en) => {
  const english = document.createElement('span');
  english.lang = 'en';
  english.textContent = en;
  element.replaceChildren(`${zh} `, english);
};

const ask = async (name, variables = {}) => {
  const key = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: DOCUMENTS[name], variables: name === 'me' || name === 'link' ? variables : { ...variables, key } }),
  });
  const { data } = await response.json();
  if (!data) throw new Error('no answer');
  return data.answer;
};

/** Shows problems beside the fields that they are about, the others above; goes to the first field. */
const show = (problems) => {
  for (const error of form.querySelectorAll('.error')) error.remove();
  for (const input of form.querySelectorAll('input')) {
    input.removeAttribute('aria-invalid');
    input.removeAttribute('aria-describedby');
  }
  at('status').replaceChildren();
  for (const { pointer, messageZh, messageEn } of problems) {
    const input = at(pointer.split('/').at(-1) || '-');
    if (!(input instanceof HTMLInputElement)) {
      say(at('status'), messageZh, messageEn);
      continue;
    }
    const field = at(`${input.id}-field`);
    if (field) field.hidden = false;
    const error = document.createElement('p');
    error.className = 'error';
    error.id = `${input.id}-error-${input.parentElement.querySelectorAll('.error').length}`;
    say(error, messageZh, messageEn);
    input.parentElement.append(error);
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-describedby', `${input.getAttribute('aria-describedby') ?? ''} ${error.id}`.trim());
  }
  (form.querySelector('[aria-invalid]') ?? form.querySelector('input:not([hidden])'))?.focus();
};

/** Runs what the form asks for, once at a time. */
const onSubmit = (work) =>
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    say(at('status'), '请稍候…', 'One moment…');
    try {
      await work(Object.fromEntries(new FormData(form)));
    } catch {
      say(at('status'), '服务器没有应答，请稍后再试。', 'The server did not answer: try again later.');
    } finally {
      button.disabled = false;
    }
  });

const finish = () => {
  form.hidden = true;
  at('status').replaceChildren();
  at('done').hidden = false;
  at('done').focus();
};

const signInPage = async () => {
  const hints = new URLSearchParams(location.hash.slice(1));
  for (const name of ['district', 'login']) at(name).value = hints.get(name) ?? '';
  const greet = async () => {
    const me = await ask('me');
    if (me.__typename !== 'Me') return;
    at('who').textContent = `${me.district} · ${me.login ?? ''}`;
    finish();
    const { enabled, lastReset } = me.secondFactor ?? {};
    if (lastReset && !enabled)
      say(
        at('reset'),
        `您的第二因素已被他人重设（${lastReset.at}），请尽快重新启用；如非您本人申请，请立即告知审计人员。`,
        'Your second factor was reset by somebody else: set it up anew. If you did not ask for that, tell your auditor at once.',
      );
  };
  onSubmit(async ({ code, newPassword, ...who }) => {
    const answer = await ask('signIn', { input: { ...who, code: code || null, newPassword: newPassword || null } });
    if (answer.__typename !== 'SignedIn') return show(answer.problems);
    form.reset();
    await greet();
  });
  at('sign-out').addEventListener('click', async () => {
    await ask('signOut');
    location.assign('/sign-in');
  });
  await greet();
};

const setupPage = async () => {
  const token = location.hash.slice(1);
  // The link stays in no history and on no screen.
  history.replaceState(null, '', '/setup');
  const link = await ask('link', { token });
  if (link.__typename !== 'OneTimeLink') return say(at('status'), link.problems[0].messageZh, link.problems[0].messageEn);
  say(at('purpose'), `${PURPOSES[link.purpose][0]}（${link.district}）`, PURPOSES[link.purpose][1]);
  at('name-field').hidden = link.purpose !== 'SETUP';
  if (link.login !== null) {
    at('login').value = link.login;
    at('login').readOnly = true;
  }
  form.hidden = false;
  form.querySelector('.field:not([hidden]) input:not([readonly])').focus();
  onSubmit(async ({ again, name, login, password }) => {
    if (again !== password)
      return show([{ pointer: '/again', messageZh: '两次输入的口令不一致。', messageEn: 'The two passwords differ.' }]);
    const isSetup = link.purpose === 'SETUP';
    const answer = await ask(isSetup ? 'setup' : 'accept', { input: { token, login, password, ...(isSetup ? { name } : {}) } });
    if (answer.__typename !== 'LinkUsed') return show(answer.problems);
    form.reset();
    at('next').href = `/sign-in#${new URLSearchParams({ district: answer.district, login: answer.login })}`;
    finish();
  });
};

await (document.body.dataset.page === 'setup' ? setupPage() : signInPage());
