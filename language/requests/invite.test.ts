import { expect, it } from 'vitest';
import { asksToJoin, inviteCodeIn, isGroupInvitation } from './invite.ts';

it.each(['kode ABCD-1234', 'Kode: abcd-1234', ' code abcd 1234. ', 'KODE ABCD1234'])('reads the code of %j', (text) => {
  expect(inviteCodeIn(text)).toBe('ABCD-1234');
});

it.each(['ABCD-1234', 'kode pos 1234', 'kode ABCD-12345', 'beli kode ABCD-1234 25rb', ''])('finds none in %j', (text) => {
  expect(inviteCodeIn(text)).toBeNull();
});

it('hears an invitation into a group, and not every "gabung" among members', () => {
  for (const text of ['catat gabung', 'Catat, gabung!', '@catat join']) expect(isGroupInvitation(text)).toBe(true);
  for (const text of ['gabung', 'ayo gabung catat', 'catat gabung yuk besok']) expect(isGroupInvitation(text)).toBe(false);
  expect(asksToJoin('gabung')).toBe(true);
  expect(asksToJoin('gabungan 25rb')).toBe(false);
});
