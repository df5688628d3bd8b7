// Amplify v6, unmodified: sign-up, SRP sign-in, tokens, credentials of an identity pool.
import { test, before, afterEach } from 'node:test';
import assert from 'node:assert/strict';
import { Amplify } from 'aws-amplify';
import {
  confirmSignUp,
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  signIn,
  signOut,
  signUp,
  updatePassword,
} from 'aws-amplify/auth';
import { endpoint, mailedCode, newName, newPassword, setStage } from '../support/stage.mjs';

before(async () => {
  const stage = await setStage();
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: stage.userPoolId,
        userPoolClientId: stage.clientId,
        userPoolEndpoint: endpoint,
        identityPoolId: stage.identityPoolId,
        identityPoolEndpoint: endpoint,
        allowGuestAccess: true,
      },
    },
  });
});
afterEach(() => signOut());

async function signedUp() {
  const username = newName('lin');
  const password = newPassword();
  const email = `${username}@example.com`;
  await signUp({ username, password, options: { userAttributes: { email } } });
  const { isSignUpComplete } = await confirmSignUp({ username, confirmationCode: await mailedCode(email) });
  assert.ok(isSignUpComplete);
  return { username, password, email };
}

test('gives a guest credentials', async () => {
  const { credentials, identityId, tokens } = await fetchAuthSession();
  assert.equal(tokens, undefined);
  assert.match(credentials.accessKeyId, /^ASIA/);
  assert.match(identityId, /^us-east-1:/);
});

test('signs in by SRP and gives a member credentials', async () => {
  const { username, password, email } = await signedUp();
  const { isSignedIn } = await signIn({ username, password });
  assert.ok(isSignedIn);
  assert.equal((await getCurrentUser()).username, username);
  assert.equal((await fetchUserAttributes()).email, email);

  const { credentials, tokens } = await fetchAuthSession();

  assert.equal(tokens.idToken.payload.email, email);
  assert.match(credentials.accessKeyId, /^ASIA/);
});

test('refreshes its tokens when asked', async () => {
  const { username, password } = await signedUp();
  await signIn({ username, password });
  const first = await fetchAuthSession();
  const second = await fetchAuthSession({ forceRefresh: true });
  assert.notEqual(second.tokens.accessToken.payload.jti, first.tokens.accessToken.payload.jti);
});

test('changes a password', async () => {
  const { username, password } = await signedUp();
  await signIn({ username, password });
  const newer = newPassword();
  await updatePassword({ oldPassword: password, newPassword: newer });
  await signOut();
  assert.ok((await signIn({ username, password: newer })).isSignedIn);
});
