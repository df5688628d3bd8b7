// What an operator sets up once for an application, with the AWS SDK for JavaScript.
import { randomBytes } from 'node:crypto';
import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  CreateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  SetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import { IAMClient, CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';

const required = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`Set ${name}: these tests speak to a running Signet`);
  return value;
};

export const endpoint = required('SIGNET_ENDPOINT').replace(/\/$/, '');
export const region = process.env.SIGNET_REGION ?? 'us-east-1';
export const issuerHost = new URL(endpoint).host;
const credentials = {
  accessKeyId: required('AWS_ACCESS_KEY_ID'),
  secretAccessKey: required('AWS_SECRET_ACCESS_KEY'),
};

export const pointed = (Client, more = {}) => new Client({ endpoint, region, ...more });
export const asOperator = (Client) => pointed(Client, { credentials });
export const newName = (prefix) => `${prefix}-${randomBytes(4).toString('hex')}`;
export const newPassword = () => `Correct-Horse-7-${randomBytes(4).toString('hex')}`;

export async function setStage() {
  const name = newName('js');
  const users = asOperator(CognitoIdentityProviderClient);
  const { UserPool } = await users.send(
    new CreateUserPoolCommand({ PoolName: name, AutoVerifiedAttributes: ['email'] }),
  );
  const { UserPoolClient } = await users.send(
    new CreateUserPoolClientCommand({
      UserPoolId: UserPool.Id,
      ClientName: name,
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    }),
  );
  const identities = asOperator(CognitoIdentityClient);
  const { IdentityPoolId } = await identities.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: name,
      AllowUnauthenticatedIdentities: true,
      CognitoIdentityProviders: [
        { ProviderName: `${issuerHost}/${UserPool.Id}`, ClientId: UserPoolClient.ClientId },
      ],
    }),
  );
  const ownData =
    'arn:aws:cognito-sync:*:*:identitypool/${cognito-identity.amazonaws.com:aud}/identity/${cognito-identity.amazonaws.com:sub}*';
  const [unauthenticated, authenticated] = await Promise.all([
    role(name + '-guest', IdentityPoolId, 'unauthenticated', { Effect: 'Allow', Action: 'cognito-sync:ListDatasets', Resource: ownData }),
    role(name + '-member', IdentityPoolId, 'authenticated', { Effect: 'Allow', Action: 'cognito-sync:*', Resource: ownData }),
  ]);
  await identities.send(
    new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated, unauthenticated } }),
  );
  return { userPoolId: UserPool.Id, clientId: UserPoolClient.ClientId, identityPoolId: IdentityPoolId };
}

async function role(name, identityPool, proof, statement) {
  const iam = asOperator(IAMClient);
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: 'cognito-identity.amazonaws.com' },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: { 'cognito-identity.amazonaws.com:aud': identityPool },
              'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': proof },
            },
          },
        ],
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: name,
      PolicyName: 'data',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    }),
  );
  return Role.Arn;
}

/** The six digits of the newest mail to an address. */
export async function mailedCode(address) {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    const answer = await fetch(`${endpoint}/mailbox/messages?to=${encodeURIComponent(address)}`);
    const code = /\b(\d{6})\b/.exec(await answer.text());
    if (code) return code[1];
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error(`No mail to ${address} came within 20 s`);
}
