import type { HistoryLine } from '../../src/app/acceptance-history.ts';
import type { AcceptanceView } from '../../src/app/acceptance-view.ts';
import { isBeingSucceeded, type Neighbour } from '../../src/app/succession-view.ts';
import type { State } from '../../src/domain/acceptance.ts';
import type { Succession } from '../../src/domain/succession.ts';
import { acceptanceFor, carl, ed, eve, mia, viewFor, type Wish } from './examples.ts';
import { control, textFor, type Texts } from './texts.ts';

/** The source of a right that Ed Ellis uses for Mia Maro. */
const deputyFrom = 'deputy:2026-11-15:2026-11-30:mia';

export const step = (event: string, more: Partial<HistoryLine> = {}): HistoryLine => ({
  at: '2026-11-23T09:00:00.000Z',
  event,
  byId: mia.id,
  role: 'itManager',
  roleFrom: 'user:mia',
  reason: '',
  comment: '',
  witness: '#9 3f9a1c04be77',
  ...more,
});

export const commentBy = (byId: string, comment: string, more: Partial<HistoryLine> = {}) =>
  step('comment', { byId, role: 'engineer', roleFrom: `user:${byId}`, comment, ...more });

const neighbour = (is: Succession, state: State): Neighbour => ({ id: 'RA-2027-0003', state, is });

export const followedBy = (is: Succession, state: State): Partial<AcceptanceView> => ({
  succession: {
    previous: undefined,
    next: neighbour(is, state),
    renewalDraft: 'RA-2026-0042-renew-1',
  },
});

const follows = (is: Succession, state: State): Partial<AcceptanceView> => ({
  succession: {
    previous: { id: 'RA-2025-0007', state, is },
    next: undefined,
    renewalDraft: 'RA-2026-0042-renew-0',
  },
});

/** What a recommendation said when it was found to have changed. */
export const changedFacts = {
  ...acceptanceFor({ state: 'InReview' }).facts,
  category: 'Identity',
  pointsAtRisk: 6.5,
  threats: [...control.threats, 'Ransomware'],
  deprecated: true,
} as const;

/** The wishes of the life of an acceptance after its first decision, and beside it. */
export const lifecycle = (kind: Texts): Readonly<Record<string, Wish>> => {
  const text = textFor(kind, 'Nothing has changed since the last review');
  const answers = { riskChange: text, mitigationsNow: text, reasonsHold: text };
  const overdue = { reviewOn: '2026-11-12', originalReviewOn: '2026-11-12' };
  const partial = { scope: 'partial', scopeDetail: text } as const;
  const deputy = {
    proposerRoleFrom: deputyFrom,
    reviewerId: ed.id,
    reviewerRoleFrom: deputyFrom,
    approverId: ed.id,
    approverRoleFrom: deputyFrom,
    sodReduced: true,
  };
  const comments = Array.from({ length: kind === 'plain' ? 3 : 12 }, () => commentBy(ed.id, text));
  const renewal = { ...answers, previous: 'RA-2025-0007', earlierProposerId: ed.id };
  return {
    'the review card, by itself': {
      state: 'ReviewDue',
      viewer: eve,
      acceptance: overdue,
      view: { asked: false },
    },
    'the review card, brought forward': {
      state: 'ReviewDue',
      viewer: mia,
      route: 'low',
      acceptance: { reviewOn: '2026-11-23', reason: text },
      view: { history: [step('bringForward', { reason: text })] },
    },
    'the review card, drifted': { state: 'ReviewDue', viewer: mia, route: 'low', drifted: true },
    'the review card with a renewal that waits': {
      state: 'ReviewDue',
      viewer: eve,
      acceptance: overdue,
      view: followedBy('renewal', 'InReview'),
    },
    'the review card after a renewal that was refused': {
      state: 'ReviewDue',
      viewer: eve,
      view: followedBy('renewal', 'Rejected'),
    },
    'a renewal to decide': {
      state: 'InApproval',
      viewer: carl,
      acceptance: renewal,
      view: follows('renewal', 'ReviewDue'),
    },
    'one that was renewed': {
      state: 'Closed',
      viewer: eve,
      acceptance: { endReason: 'renewed' },
      view: followedBy('renewal', 'Active'),
    },
    'one of another treatment': {
      state: 'InReview',
      acceptance: {
        treatment: 'alternateMitigation',
        previous: 'RA-2025-0007',
        earlierProposerId: ed.id,
      },
      view: follows('replacement', 'Active'),
    },
    'alternate mitigation, by hand': {
      state: 'Approved',
      viewer: ed,
      byHand: true,
      acceptance: { treatment: 'alternateMitigation' },
    },
    'for some, waiting for two': {
      state: 'InReview',
      acceptance: partial,
      view: { mayTake: true, waitsFor: [mia.name, ed.name] },
    },
    'for some, in force': { state: 'Active', viewer: carl, acceptance: partial },
    'taken by the viewer': {
      state: 'InReview',
      view: { takenBy: mia.id, waitsFor: [mia.name, ed.name] },
    },
    'changed since, and endorsed before': {
      state: 'InReview',
      acceptance: { changedFacts },
      view: { history: [step('propose'), step('endorse'), step('materialChange')] },
    },
    'an ended one that can be proposed again': {
      state: 'Rejected',
      viewer: eve,
      view: { mayProposeAgain: true, ...followedBy('again', 'Withdrawn') },
    },
    'by deputies': {
      state: 'Active',
      viewer: carl,
      acceptance: deputy,
      view: { history: [step('endorse', { byId: ed.id, roleFrom: deputyFrom })] },
    },
    'with comments': {
      state: 'InReview',
      view: { history: [step('propose'), ...comments] },
    },
  };
};

/** A wish as a view, with the texts of its kind. */
export const lifeView = (name: string, kind: Texts = 'plain'): AcceptanceView => {
  const wish = lifecycle(kind)[name];
  if (!wish) throw new RangeError(`There is no example ${name}`);
  const view = viewFor({ ...wish, kind });
  // As the app leaves it out.
  return isBeingSucceeded(view.succession)
    ? { ...view, choices: view.choices.filter((on) => on !== 'renew') }
    : view;
};
