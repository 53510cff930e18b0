import { Type } from 'typebox';
import { password_length } from '../access/password.ts';
import { roles, scopes } from '../access/principal.ts';
import { closed, nullable, oneOf, partly, uuid, words } from './basics.ts';

const email = Type.String({
  maxLength: 254,
  pattern: '^[^@\\s\\u0000]+@[^@\\s\\u0000]+$',
  description: 'address, whatever its case',
});
const givenPassword = Type.String({ minLength: 1, maxLength: password_length.max, description: 'password' });
const newPassword = Type.String({
  minLength: password_length.min,
  maxLength: password_length.max,
  description: `new password, at least ${password_length.min} signs`,
});
const code = Type.String({ pattern: '^\\d{6}$', description: 'code of the authenticator app' });
const secret = Type.String({ pattern: '^[A-Z2-7]{32}$', description: 'base32 secret of the authenticator app' });
const locale = oneOf(['id', 'en'], 'language of the desk');
export const personName = words('name', 100);
export const role = oneOf(roles, 'what the person is in the book');
export const scope = oneOf(scopes, 'what a key may be used for');

export const loginBody = closed({ email, password: givenPassword, totp: Type.Optional(code) });

const person = {
  id: uuid('id of the person'),
  email: Type.String(),
  name: Type.String(),
  locale,
  admin: Type.Boolean({ description: 'sees every book as its owner' }),
};
export const loggedIn = Type.Object({ staff: Type.Object(person) });

export const me = Type.Object({
  kind: oneOf(['staff', 'key', 'ops'], 'a person, a key, or the operator of the deployment'),
  id: nullable(Type.String({ description: 'id of the person' })),
  email: nullable(Type.String()),
  name: Type.String(),
  locale,
  admin: person.admin,
  totp: Type.Boolean({ description: 'a second factor is asked for at login' }),
  scopes: Type.Array(scope),
  books: Type.Array(
    Type.Object({
      id: uuid('id of the book'),
      name: Type.String(),
      owner: nullable(Type.String({ description: 'of a personal book: whose it is' })),
      role,
    }),
  ),
});

export const changeMe = partly({
  name: personName,
  locale,
  password: closed({ current: givenPassword, next: newPassword }),
});

export const passwordBody = closed({ password: givenPassword });
export const newSecret = Type.Object({ secret, uri: Type.String({ description: 'what the app reads from a QR code' }) });
export const confirmSecret = closed({ secret, code });
