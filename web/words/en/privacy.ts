import type { privacy as words } from '../id/privacy.ts';

/** Words of what people may ask for about their data. */
export const privacy: typeof words = {
  privacy: {
    lead: 'Everybody may have a copy of their data, and may be forgotten (UU 27/2022). What is booked stays, without a name.',
    people: 'People in this book',
    export: 'Copy of data',
    exportAsked: 'The copy is being made',
    erase: 'Forget',
    eraseTitle: (name) => `Forget ${name}?`,
    eraseHint:
      'Name, number, messages and files of this person are removed and do not come back. What is booked stays, without a name. What was removed and what was kept is told below when it is done.',
    eraseAsked: 'Forgetting has begun',
    wishes: 'Requests',
    kinds: { export: 'Copy of data', erase: 'Forgotten' },
    noWishes: 'No requests yet',
    noWishesHint: 'Copies and erasures that were asked for appear here with their outcome.',
    notHere: 'no longer in this book',
    removed: 'Removed',
    kept: 'Kept',
    receipt: {},
  },
};
