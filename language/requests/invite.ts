/** "kode ABCD-1234", as people type it: the word in either language, any case, the dash optional. */
const invitation = /^\s*(?:kode|code)\s*:?\s*([a-z]{4})[\s-]?(\d{4})[\s.!]*$/i;

/** The invite code a message consists of, as `ABCD-1234`; null when it is something else. */
export function inviteCodeIn(text: string): string | null {
  const [, letters, digits] = invitation.exec(text) ?? [];
  return letters && digits ? `${letters.toUpperCase()}-${digits}` : null;
}

/** "catat gabung": asks Catat into a group, heard without a mention too. */
export const isGroupInvitation = (text: string): boolean => /^\s*@?catat[\s,]+(?:gabung|join)[\s.!]*$/i.test(text);

/** The same said to Catat, whose name need not be in it then: "@Catat gabung". */
export const asksToJoin = (text: string): boolean => isGroupInvitation(text) || /^\s*(?:gabung|join)[\s.!]*$/i.test(text);
