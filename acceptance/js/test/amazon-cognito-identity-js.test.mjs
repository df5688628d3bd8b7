// amazon-cognito-identity-js, unmodified: SRP, refresh, recovery.
import { test, before } from 'node:test';
import assert from 'node:assert/strict';
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserAttribute,
  CognitoUserPool,
} from 'amazon-cognito-identity-js';
import {
  CognitoIdentityProviderClient,
  AdminCreateUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { asOperator, endpoint, mailedCode, newName, newPassword, setStage } from '../support/stage.mjs';

const promised = (call) =>
  new Promise((done, fail) => call((error, result) => (error ? fail(error) : done(result))));

let stage;
let pool;
before(async () => {
  stage = await setStage();
  pool = new CognitoUserPool({ UserPoolId: stage.userPoolId, ClientId: stage.clientId, endpoint });
});

const user = (Username) => new CognitoUser({ Username, Pool: pool });
const authenticate = (who, Password, onNewPassword) =>
  new Promise((onSuccess, onFailure) =>
    who.authenticateUser(new AuthenticationDetails({ Username: who.getUsername(), Password }), {
      onSuccess,
      onFailure,
      newPasswordRequired: () => who.completeNewPasswordChallenge(onNewPassword, {}, { onSuccess, onFailure }),
    }),
  );

async function signedUp() {
  const name = newName('grace');
  const password = newPassword();
  const email = `${name}@example.com`;
  await promised((done) => pool.signUp(name, password, [new CognitoUserAttribute({ Name: 'email', Value: email })], [], done));
  const code = await mailedCode(email);
  await promised((done) => user(name).confirmRegistration(code, false, done));
  return { name, password, email };
}

test('signs up and in by SRP, and refreshes', async () => {
  const { name, password } = await signedUp();
  const who = user(name);
  const session = await authenticate(who, password);
  assert.equal(session.getIdToken().payload['cognito:username'], name);

  const fresh = await promised((done) => who.refreshSession(session.getRefreshToken(), done));

  assert.equal(fresh.getIdToken().payload.auth_time, session.getIdToken().payload.auth_time);
  assert.notEqual(fresh.getAccessToken().payload.jti, session.getAccessToken().payload.jti);
});

test('signs in by SRP twenty times, whatever the padding of the numbers', async () => {
  const { name, password } = await signedUp();
  for (let i = 0; i < 20; i++) {
    assert.ok((await authenticate(user(name), password)).isValid());
  }
});

test('is refused with a wrong password', async () => {
  const { name } = await signedUp();
  await assert.rejects(authenticate(user(name), 'Wrong-Horse-7'), { code: 'NotAuthorizedException' });
});

test('sets a new password after an invitation', async () => {
  const name = newName('invited');
  const temporary = newPassword();
  await asOperator(CognitoIdentityProviderClient).send(
    new AdminCreateUserCommand({ UserPoolId: stage.userPoolId, Username: name, TemporaryPassword: temporary, MessageAction: 'SUPPRESS' }),
  );
  const password = newPassword();

  await authenticate(user(name), temporary, password);

  assert.ok((await authenticate(user(name), password)).isValid());
});

test('recovers a forgotten password', async () => {
  const name = newName('forgetful');
  const email = `${name}@example.com`;
  await promised((done) => pool.signUp(name, newPassword(), [new CognitoUserAttribute({ Name: 'email', Value: email })], [], done));
  const signUpCode = await mailedCode(email);
  await promised((done) => user(name).confirmRegistration(signUpCode, false, done));
  const password = newPassword();

  await new Promise((onSuccess, onFailure) => user(name).forgotPassword({ onSuccess, onFailure }));
  const code = await newerCode(email, signUpCode);
  await new Promise((onSuccess, onFailure) => user(name).confirmPassword(code, password, { onSuccess, onFailure }));

  assert.ok((await authenticate(user(name), password)).isValid());
});

async function newerCode(email, older) {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    const code = await mailedCode(email);
    if (code !== older) return code;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error(`No second mail to ${email} came`);
}
