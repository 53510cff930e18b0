import type { approvals as words } from '../id/approvals.ts';

/** Words of approvals and their rules. */
export const approvals: typeof words = {
  approvals: {
    nothing: 'Nothing waits for approval',
    nothingHint: 'Large expenses wait here until somebody else approves them.',
    states: { pending: 'Waiting', approved: 'Approved', rejected: 'Rejected', expired: 'Expired', cancelled: 'Cancelled' },
    decisions: { approve: 'approved', reject: 'rejected' },
    askedBy: (name) => `asked by ${name}`,
    progress: (yes, needed) => `${yes} of ${needed} approvals`,
    until: (moment) => `until ${moment}`,
    seeMessage: 'See the message',
    approveTitle: 'Approve this request?',
    approveHint: 'With enough approvals it is booked at once and who asked is told. Your comment is kept with it.',
    approve: 'Approve',
    reject: 'Reject',
    approved: 'Approved',
    rejected: 'Rejected; nothing was booked',
    rejectTitle: 'Reject this request?',
    rejectHint: 'Nothing is booked. Who asked sees your reason.',
    own: 'Your own request: somebody else decides.',
    policy: (book) => `Approval rules · ${book}`,
    noPolicy: 'No rules yet: nothing needs approval.',
    from: 'From',
    approvers: 'Approvers',
    anyCategory: 'Any category',
    addRule: 'Add rule',
    rule: (amount, category, n) => `From ${amount}, ${category}: ${n} approvers`,
  },
};
