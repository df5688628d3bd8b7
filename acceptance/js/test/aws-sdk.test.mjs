// The AWS SDK for JavaScript v3, unmodified: sign-up, password sign-in, identities, sync, a push.
import { test, before } from 'node:test';
import assert from 'node:assert/strict';
import {
  CognitoIdentityProviderClient,
  SignUpCommand,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { fromCognitoIdentityPool } from '@aws-sdk/credential-providers';
import {
  CognitoSyncClient,
  ListDatasetsCommand,
  ListRecordsCommand,
  RegisterDeviceCommand,
  SubscribeToDatasetCommand,
  UpdateRecordsCommand,
} from '@aws-sdk/client-cognito-sync';
import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { SignatureV4 } from '@smithy/signature-v4';
import { HttpRequest } from '@smithy/protocol-http';
import { Sha256 } from '@aws-crypto/sha256-js';
import { EventSource } from 'eventsource';
import { JwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { endpoint, issuerHost, mailedCode, newName, newPassword, pointed, region, setStage } from '../support/stage.mjs';

let stage;
let users;
before(async () => {
  stage = await setStage();
  users = pointed(CognitoIdentityProviderClient);
});

async function newUser() {
  const username = newName('ada');
  const password = newPassword();
  const email = `${username}@example.com`;
  await users.send(
    new SignUpCommand({
      ClientId: stage.clientId,
      Username: username,
      Password: password,
      UserAttributes: [{ Name: 'email', Value: email }],
    }),
  );
  await users.send(
    new ConfirmSignUpCommand({
      ClientId: stage.clientId,
      Username: username,
      ConfirmationCode: await mailedCode(email),
    }),
  );
  return { username, password, email };
}

async function signIn({ username, password }) {
  const { AuthenticationResult } = await users.send(
    new InitiateAuthCommand({
      ClientId: stage.clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  );
  return AuthenticationResult;
}

const credentialsOf = (IdToken) =>
  fromCognitoIdentityPool({
    identityPoolId: stage.identityPoolId,
    logins: IdToken ? { [`${issuerHost}/${stage.userPoolId}`]: IdToken } : undefined,
    clientConfig: { endpoint, region },
  });

test('signs up, signs in by password and out everywhere', async () => {
  const user = await newUser();
  const tokens = await signIn(user);
  const { Username, UserAttributes } = await users.send(new GetUserCommand({ AccessToken: tokens.AccessToken }));
  assert.equal(Username, user.username);
  assert.deepEqual(UserAttributes.find(({ Name }) => Name === 'email_verified'), { Name: 'email_verified', Value: 'true' });

  await users.send(new GlobalSignOutCommand({ AccessToken: tokens.AccessToken }));

  await assert.rejects(users.send(new GetUserCommand({ AccessToken: tokens.AccessToken })), {
    name: 'NotAuthorizedException',
    message: 'Access Token has been revoked',
  });
});

test('tells a wrong password by its AWS name', async () => {
  const user = await newUser();
  await assert.rejects(signIn({ ...user, password: 'Wrong-Horse-7' }), {
    name: 'NotAuthorizedException',
    message: 'Incorrect username or password.',
  });
});

test('gives ID tokens that aws-jwt-verify accepts', async () => {
  const { IdToken } = await signIn(await newUser());
  const verifier = JwtVerifier.create(
    { issuer: `${endpoint}/${stage.userPoolId}`, audience: stage.clientId, jwksUri: `${endpoint}/${stage.userPoolId}/.well-known/jwks.json` },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch: async (uri) => (await fetch(uri)).arrayBuffer() } }) },
  );
  const claims = await verifier.verify(IdToken);
  assert.equal(claims.token_use, 'id');
});

test('gives guests and members the credentials of their roles', async () => {
  const guest = pointed(STSClient, { credentials: credentialsOf() });
  assert.match((await guest.send(new GetCallerIdentityCommand({}))).Arn, /assumed-role\/js-[0-9a-f]+-guest\//);

  const { IdToken } = await signIn(await newUser());
  const member = pointed(STSClient, { credentials: credentialsOf(IdToken) });
  assert.match((await member.send(new GetCallerIdentityCommand({}))).Arn, /assumed-role\/js-[0-9a-f]+-member\//);

  const overreaching = pointed(CognitoIdentityProviderClient, { credentials: credentialsOf(IdToken) });
  await assert.rejects(overreaching.send(new ListUsersCommand({ UserPoolId: stage.userPoolId })), {
    name: 'AccessDeniedException',
  });
});

test('pushes what one device writes to the other device', async () => {
  const { IdToken } = await signIn(await newUser());
  const provider = credentialsOf(IdToken);
  const credentials = await provider();
  const of = { IdentityPoolId: stage.identityPoolId, IdentityId: credentials.identityId };
  const sync = pointed(CognitoSyncClient, { credentials });
  const [a, b] = await Promise.all(
    ['a', 'b'].map((Token) => sync.send(new RegisterDeviceCommand({ ...of, Platform: 'LIVE', Token }))),
  );
  for (const { DeviceId } of [a, b]) {
    await sync.send(new SubscribeToDatasetCommand({ ...of, DatasetName: 'Settings', DeviceId }));
  }
  const live = new EventSource(await presigned(credentials, b.DeviceId));
  try {
    await new Promise((open, fail) => {
      live.onopen = open;
      live.onerror = fail;
    });
    const pushed = new Promise((push) => (live.onmessage = ({ data }) => push(JSON.parse(data))));

    await write(sync, of, a.DeviceId, 'dark', 0);

    assert.deepEqual(await pushed, {
      source: 'cognito-sync',
      identityPoolId: stage.identityPoolId,
      identityId: credentials.identityId,
      datasetName: 'Settings',
      syncCount: 1,
    });
    const { Records } = await sync.send(new ListRecordsCommand({ ...of, DatasetName: 'Settings' }));
    assert.deepEqual(Records.map(({ Key, Value }) => [Key, Value]), [['theme', 'dark']]);
    await assert.rejects(write(sync, of, b.DeviceId, 'light', 0), { name: 'ResourceConflictException' });
  } finally {
    live.close();
  }
});

test("refuses another identity's data before it says whether there is any", async () => {
  const [ada, bob] = await Promise.all([newUser(), newUser()].map(async (user) => credentialsOf((await signIn(await user)).IdToken)()));
  const sync = pointed(CognitoSyncClient, { credentials: ada });
  await assert.rejects(
    sync.send(new ListDatasetsCommand({ IdentityPoolId: stage.identityPoolId, IdentityId: bob.identityId })),
    (error) => /NotAuthorized|AccessDenied/.test(error.name) && error.$metadata.httpStatusCode === 403,
  );
});

async function write(sync, of, DeviceId, Value, SyncCount) {
  const { SyncSessionToken } = await sync.send(new ListRecordsCommand({ ...of, DatasetName: 'Settings' }));
  return sync.send(
    new UpdateRecordsCommand({
      ...of,
      DatasetName: 'Settings',
      DeviceId,
      SyncSessionToken,
      RecordPatches: [{ Op: 'replace', Key: 'theme', Value, SyncCount }],
    }),
  );
}

// A browser's EventSource can send no header: the signature goes into the query.
async function presigned(credentials, deviceId) {
  const url = new URL(endpoint);
  const path = ['live', stage.identityPoolId, credentials.identityId, deviceId].map(encodeURIComponent).join('/');
  const signer = new SignatureV4({ credentials, region, service: 'cognito-sync', sha256: Sha256 });
  const { query } = await signer.presign(
    new HttpRequest({ method: 'GET', protocol: url.protocol, hostname: url.hostname, port: Number(url.port), path: '/' + path, headers: { host: url.host } }),
    { expiresIn: 60 },
  );
  return `${endpoint}/${path}?${new URLSearchParams(query)}`;
}
