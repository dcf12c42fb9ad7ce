// Registering, signing in and out, the account's own page.
import assert from 'node:assert/strict';
import { baseUrl, byTestId, suite } from '../support/suite.mjs';
import {
  fillSignIn,
  forget,
  linkIn,
  mailTo,
  newAddress,
  newPerson,
  password,
  signIn,
  signOut,
  totp,
  work,
} from '../support/people.mjs';

const pageTest = suite();
const refused = (status) => new RegExp(`status of ${status}`);
const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '');

pageTest(
  'register, follow the link in the mail, sign in, sign out',
  async (page) => {
    const email = newAddress();
    await forget(page);
    await page.goto('/register');
    await byTestId(page, 'email').fill(email);
    await byTestId(page, 'password').fill(password);
    assert.equal(await byTestId(page, 'time_zone').inputValue(), 'America/New_York', "the browser's zone is offered");
    await byTestId(page, 'submit').click();
    await byTestId(page, 'mail-sent').filter({ hasText: email }).waitFor();

    await page.goto('/sign-in');
    await fillSignIn(page, { email, password });
    await byTestId(page, 'verify-again').waitFor();

    await work();
    await page.goto(linkIn(mailTo(email), 'verify'));
    await byTestId(page, 'submit').click();
    await byTestId(page, 'verify-done').getByRole('link', { name: 'Sign in' }).click();
    await fillSignIn(page, { email, password });
    await page.waitForURL('**/watchlist');
    await byTestId(page, 'account-menu').waitFor();
    await signOut(page);
    assert.equal(new URL(page.url()).pathname, '/');
  },
  { provoked: [refused(403)] },
);

pageTest('a visitor without an account is asked nothing', async (page) => {
  await forget(page);
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/', { waitUntil: 'networkidle' });
  await byTestId(page, 'sign-in-link').waitFor();
  assert.deepEqual(
    asked.filter((path) => /\/(me|notifications|watchlist)\b/.test(path)),
    [],
  );
});

pageTest(
  'what is wrong is told at its field, with the focus there',
  async (page) => {
    await forget(page);
    await page.goto('/register');
    await byTestId(page, 'submit').click();
    await byTestId(page, 'email-error').waitFor();
    await byTestId(page, 'email').fill('nobody');
    await byTestId(page, 'password').fill('short');
    await byTestId(page, 'submit').click();
    await byTestId(page, 'password-error').filter({ hasText: '10 characters' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'email');
    for (const name of ['email', 'password']) {
      const field = byTestId(page, name);
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      const said = (await field.getAttribute('aria-describedby')).split(' ');
      const error = await byTestId(page, `${name}-error`).getAttribute('id');
      assert.ok(said.includes(error), `${name} is tied to its error`);
    }
  },
  { provoked: [refused(422)] },
);

pageTest('a password can be looked at while it is typed, and hidden again', async (page) => {
  await forget(page);
  await page.goto('/register');
  const password = byTestId(page, 'password');
  await password.fill('correct horse battery');
  assert.equal(await password.getAttribute('type'), 'password');
  for (const [name, type] of [
    ['Show what was typed', 'text'],
    ['Hide what was typed', 'password'],
  ]) {
    await page.getByRole('button', { name }).click();
    assert.equal(await password.getAttribute('type'), type);
    assert.equal(await password.inputValue(), 'correct horse battery');
  }
});

pageTest(
  'a wrong password is told and read out',
  async (page) => {
    const { email } = await newPerson();
    await forget(page);
    await page.goto('/sign-in');
    await fillSignIn(page, { email, password: 'not the right one' });
    await byTestId(page, 'form-problem').filter({ hasText: 'not right' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'form-problem');
    assert.equal(await byTestId(page, 'email').inputValue(), email, 'what was typed stays');
  },
  { provoked: [refused(401)] },
);

pageTest(
  'a page of an account leads to signing in and back',
  async (page) => {
    const person = await newPerson();
    await forget(page);
    await page.goto('/alerts?metric=rent');
    await byTestId(page, 'signed-out').getByRole('link', { name: 'Sign in' }).click();
    await fillSignIn(page, person);
    await page.waitForURL('**/alerts?metric=rent');
    await byTestId(page, 'alert-form').waitFor();
  },
  { provoked: [refused(401)] },
);

pageTest("signing in never leads to another's site", async (page) => {
  const person = await newPerson();
  await forget(page);
  await page.goto('/sign-in?next=//elsewhere.example/x');
  await fillSignIn(page, person);
  await page.waitForURL('**/watchlist');
  assert.equal(new URL(page.url()).origin, baseUrl);
});

pageTest('by keyboard alone: sign in, open the menu, close it, sign out', async (page) => {
  const person = await newPerson();
  await forget(page);
  await page.goto('/sign-in');
  await byTestId(page, 'sign-in-link').waitFor();
  const tabTo = async (wanted) => {
    for (let i = 0; i < 40; i += 1) {
      if ((await focused(page)) === wanted) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`${wanted} is not reached by Tab`);
  };
  await tabTo('email');
  await page.keyboard.type(person.email);
  await tabTo('password');
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/watchlist');
  const menu = byTestId(page, 'account-menu');
  await menu.waitFor();
  await tabTo('account-menu');
  await page.keyboard.press('Enter');
  assert.equal(await menu.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  assert.equal(await menu.getAttribute('aria-expanded'), 'false');
  assert.equal(await focused(page), 'account-menu', 'Escape gives the focus back');
  await page.keyboard.press('Enter');
  await tabTo('sign-out');
  await page.keyboard.press('Enter');
  await byTestId(page, 'sign-in-link').waitFor();
});

pageTest(
  'a forgotten password is changed by mail, and the link is good once',
  async (page) => {
    const { email } = await newPerson();
    await forget(page);
    await page.goto('/forgot');
    await byTestId(page, 'email').fill(email);
    await byTestId(page, 'submit').click();
    await byTestId(page, 'mail-sent').waitFor();
    await work();
    const link = linkIn(mailTo(email), 'reset');
    const fresh = 'another good sentence';
    await page.goto(link);
    await byTestId(page, 'password').fill(fresh);
    await byTestId(page, 'submit').click();
    await byTestId(page, 'reset-done').waitFor();
    await signIn(page, { email, password: fresh });
    await page.goto(link);
    await byTestId(page, 'password').fill('and one more of them');
    await byTestId(page, 'submit').click();
    await byTestId(page, 'form-problem').waitFor();
    await page.goto('/reset');
    await byTestId(page, 'no-token').waitFor();
  },
  { provoked: [refused(422)] },
);

pageTest(
  'a second factor is set up, asked for, and taken off',
  async (page) => {
    const person = await newPerson();
    await signIn(page, person, '/account');
    const section = byTestId(page, 'second-factor');
    await section.getByLabel('Your present password').fill(password);
    await section.getByTestId('submit').click();
    const code = byTestId(page, 'qr-code');
    await code.waitFor();
    const { width, height } = await code.boundingBox();
    assert.ok(width === height && width >= 150, `a square to scan: ${width} x ${height}`);
    const secret = (await byTestId(page, 'factor-secret').textContent()).trim();
    assert.match(await page.getByRole('link', { name: /Open it there/ }).getAttribute('href'), /^otpauth:\/\/totp\//);
    await section.getByTestId('code').fill(totp(secret));
    await section.getByTestId('submit').click();
    const codes = (await byTestId(page, 'recovery-codes').textContent()).trim().split('\n');
    assert.ok(codes.length >= 8, 'recovery codes are shown');
    await byTestId(page, 'codes-kept').click();
    await byTestId(page, 'factor-remove-form').waitFor();
    await signOut(page);

    await page.goto('/sign-in?next=/account');
    await fillSignIn(page, person);
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'code');
    await byTestId(page, 'code').fill(codes[0]);
    await byTestId(page, 'submit').click();
    await page.waitForURL('**/account');
    await section.getByLabel('Your present password').fill(password);
    await section.getByTestId('submit').click();
    await byTestId(page, 'factor-begin-form').waitFor();
  },
  { provoked: [refused(401)] },
);

pageTest('an API key is shown once, works, and ends', async (page) => {
  await signIn(page, await newPerson(), '/account');
  await byTestId(page, 'api-key-name').fill('notebook');
  await byTestId(page, 'api-key-form').getByTestId('submit').click();
  const key = (await byTestId(page, 'api-key').textContent()).trim();
  const status = async () =>
    (await fetch(`${baseUrl}/api/v1/watchlist`, { headers: { Authorization: `Bearer ${key}` } })).status;
  assert.equal(await status(), 200);
  await page.reload();
  const row = byTestId(page, 'api-key-row').filter({ hasText: 'notebook' });
  await row.waitFor();
  assert.equal(await byTestId(page, 'api-key').count(), 0, 'not shown again');
  await row.getByTestId('revoke').click();
  await row.getByTestId('revoke-sure').click();
  await row.waitFor({ state: 'detached' });
  assert.equal(await status(), 401);
});

pageTest(
  'the profile and the password change, the other session ends',
  async (page) => {
    const person = await newPerson();
    await signIn(page, person, '/account');
    const profile = byTestId(page, 'profile-form');
    await profile.getByTestId('name').fill('Ada');
    await profile.getByTestId('time_zone').selectOption('America/Chicago');
    await profile.getByTestId('digest').selectOption('weekly');
    await profile.getByTestId('submit').click();
    await profile.getByTestId('form-done').filter({ hasText: 'Saved' }).waitFor();
    await page.reload();
    await byTestId(page, 'account-menu').filter({ hasText: 'Ada' }).waitFor();
    assert.equal(await byTestId(page, 'time_zone').inputValue(), 'America/Chicago');
    assert.equal(await byTestId(page, 'digest').inputValue(), 'weekly');

    const form = byTestId(page, 'password-form');
    await form.getByTestId('current_password').fill('not this one');
    await form.getByTestId('password').fill('yet another sentence');
    await form.getByTestId('submit').click();
    await form.getByTestId('current_password-error').waitFor();
    await form.getByTestId('current_password').fill(password);
    await form.getByTestId('submit').click();
    await form.getByTestId('form-done').filter({ hasText: 'changed' }).waitFor();
    await byTestId(page, 'session').filter({ hasText: 'this one' }).waitFor();
    await byTestId(page, 'sign-out-everywhere').click();
    await byTestId(page, 'sign-out-everywhere-sure').click();
    await page.waitForURL('**/sign-in');
    await fillSignIn(page, { email: person.email, password: 'yet another sentence' });
    await page.waitForURL('**/watchlist');
  },
  { provoked: [refused(422)] },
);

pageTest('another mail address comes into force with its link', async (page) => {
  await signIn(page, await newPerson(), '/account');
  const email = newAddress();
  const form = byTestId(page, 'email-form');
  await form.getByTestId('email').fill(email);
  await form.getByTestId('current_password').fill(password);
  await form.getByTestId('submit').click();
  await form.getByTestId('form-done').filter({ hasText: email }).waitFor();
  await work();
  await page.goto(linkIn(mailTo(email), 'confirm-email'));
  await byTestId(page, 'submit').click();
  await byTestId(page, 'confirm-email-done').waitFor();
  await signIn(page, { email, password });
});

pageTest('data is taken along; the account is deleted, and kept after all', async (page) => {
  const person = await newPerson();
  await signIn(page, person, '/account');
  const [file] = await Promise.all([page.waitForEvent('download'), byTestId(page, 'download-my-data').click()]);
  assert.equal(file.suggestedFilename(), 'housing-trends-account.json');
  const form = byTestId(page, 'delete-form');
  await form.getByTestId('password').fill(password);
  await form.getByTestId('submit').click();
  await byTestId(page, 'delete-after').waitFor();
  await byTestId(page, 'restore').click();
  await form.waitFor();
});

pageTest('admin pages are for admins', async (page) => {
  await signIn(page, await newPerson(), '/admin');
  await byTestId(page, 'no-admin').waitFor();
  const admin = await newPerson({ admin: true });
  await signIn(page, admin, '/admin');
  await byTestId(page, 'person').filter({ hasText: admin.email }).waitFor();
  await byTestId(page, 'queue').filter({ hasText: 'mail' }).waitFor();
  await byTestId(page, 'audit-entry').filter({ hasText: 'sign-in' }).first().waitFor();
});

pageTest('an admin whom the installation asks for a second factor is sent to set one up', async (page) => {
  const admin = await newPerson({ admin: true });
  await page.route('**/api/v1/me', async (route) => {
    const answer = await route.fetch();
    const { user, ...rest } = await answer.json();
    await route.fulfill({ response: answer, json: { user: { ...user, second_factor_needed: true }, ...rest } });
  });
  await signIn(page, admin, '/account');
  await page.goto('/admin');
  await byTestId(page, 'factor-needed').getByRole('link', { name: 'Set it up' }).click();
  await byTestId(page, 'factor-begin-form').waitFor();
  await page.unroute('**/api/v1/me');
});

pageTest(
  'a session that ends while a page is open loses nothing: one signs in there and goes on',
  async (page) => {
    const person = await newPerson();
    await signIn(page, person, '/saved');
    await byTestId(page, 'note-name').fill('Half written');
    await byTestId(page, 'note-text').fill('A long thought');
    await page.context().clearCookies();
    await byTestId(page, 'note-form').getByTestId('submit').click();
    const dialog = byTestId(page, 'sign-in-again');
    await dialog.filter({ hasText: 'Your session has ended' }).filter({ hasText: person.email }).waitFor();
    assert.equal(await focused(page), 'again-password');
    await byTestId(page, 'again-password').fill('not the right one');
    await byTestId(page, 'again-submit').click();
    await dialog.getByTestId('form-problem').filter({ hasText: 'not right' }).waitFor();
    await page.keyboard.press('Escape');
    await byTestId(page, 'session-ended').getByRole('button', { name: 'Sign in again' }).click();
    await byTestId(page, 'again-password').fill(person.password);
    await byTestId(page, 'again-submit').click();
    await dialog.waitFor({ state: 'detached' });
    await byTestId(page, 'account-menu').waitFor();
    assert.equal(await byTestId(page, 'note-text').inputValue(), 'A long thought');
    await byTestId(page, 'note-form').getByTestId('submit').click();
    await byTestId(page, 'notes').getByTestId('saved-item').filter({ hasText: 'Half written' }).waitFor();
  },
  { provoked: [refused(401)] },
);

pageTest(
  'a session that ended before says so, and signing in leads back',
  async (page) => {
    const person = await newPerson();
    await signIn(page, person, '/saved');
    await page.context().clearCookies();
    await page.goto('/alerts?metric=rent');
    await byTestId(page, 'signed-out').filter({ hasText: 'Your session has ended' }).waitFor();
    await byTestId(page, 'signed-out').getByRole('link', { name: 'Sign in' }).click();
    await fillSignIn(page, person);
    await page.waitForURL('**/alerts?metric=rent');
    await byTestId(page, 'alert-form').waitFor();
  },
  { provoked: [refused(401)] },
);
