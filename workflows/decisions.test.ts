import { describe, expect, test } from 'vitest';
import { recordOf } from '../language/proposal.ts';
import { draft } from '../test/draft.ts';
import { draftEntries_max } from './confirmation.ts';
import type { Decision, Progress } from './contracts.ts';
import { Decisions, refusalOf } from './decisions.ts';
import { decisions_max } from './policy.ts';

const said = (over: Partial<Decision>): Decision => ({
  reply: { kind: 'yes' },
  by: 'ani',
  messageId: 'm1',
  at: '2026-11-23T03:00:00Z',
  ...over,
});
const runAt = (stage: Progress['stage'], over: { contactId?: string; revision?: number; decisions?: Decisions } = {}) => ({
  progress: { stage, revision: over.revision ?? 1, outcome: null },
  contactId: over.contactId ?? 'ani',
  asked: recordOf([draft()]),
  decisions: over.decisions ?? new Decisions(),
});

describe('what a run takes', () => {
  test.each([
    ['an answer of its person', 'waiting', {}, null],
    ['of the same person under an earlier id', 'waiting', { by: 'ani2', formerly: ['ani'] }, null],
    ['of the desk', 'waiting', { by: 'staff', messageId: null }, null],
    ['of somebody else', 'waiting', { by: 'budi' }, 'NotYours'],
    ['while it is booked', 'posting', {}, 'QuestionClosed'],
    ['after the end', 'closed', {}, 'QuestionClosed'],
    ['an approver’s answer', 'approving', { by: 'budi' }, null],
    [
      'a correction of what others are asked to approve',
      'approving',
      { reply: { kind: 'correct', changes: [] } },
      'QuestionClosed',
    ],
    ['a yes of the desk to the draft is no approval', 'approving', { messageId: null }, 'QuestionClosed'],
    ['word of a decision at the desk', 'approving', { reply: { kind: 'decided' }, messageId: null }, null],
    ['that word while the run is about to wait', 'posting', { reply: { kind: 'decided' }, messageId: null }, null],
    ['that word where no approval is waited for', 'waiting', { reply: { kind: 'decided' }, messageId: null }, 'QuestionClosed'],
  ] as const)('%s', (_, stage, over, refusal) => {
    expect(refusalOf(runAt(stage), said(over as Partial<Decision>))).toBe(refusal);
  });

  test('nobody’s word before it knows whose it is, and only a no before it has asked', () => {
    expect(refusalOf(runAt('opening', { contactId: '', revision: 0 }), said({ reply: { kind: 'no' } }))).toBe('NoQuestionYet');
    expect(refusalOf(runAt('reading', { revision: 0 }), said({}))).toBe('NoQuestionYet');
    expect(refusalOf(runAt('reading', { revision: 0 }), said({ reply: { kind: 'no' } }))).toBeNull();
  });

  test('no more than a message can show, and no endless answers to an approval', () => {
    const entries = Array.from({ length: draftEntries_max }, () => draft());
    expect(refusalOf(runAt('waiting'), said({ reply: { kind: 'join', entries } }))).toBe('DraftFull');
    const decisions = new Decisions();
    for (let count = 0; count < decisions_max; count++) decisions.add(said({}));
    expect(refusalOf(runAt('approving', { decisions }), said({ by: 'budi' }))).toBe('QuestionClosed');
  });
});
