import { expect, it } from 'vitest';
import { inviteCodeIn } from './invite.ts';

it.each(['kode ABCD-1234', 'Kode: abcd-1234', ' code abcd 1234. ', 'KODE ABCD1234'])('reads the code of %j', (text) => {
  expect(inviteCodeIn(text)).toBe('ABCD-1234');
});

it.each(['ABCD-1234', 'kode pos 1234', 'kode ABCD-12345', 'beli kode ABCD-1234 25rb', ''])('finds none in %j', (text) => {
  expect(inviteCodeIn(text)).toBeNull();
});
