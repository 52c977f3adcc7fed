import assert from 'node:assert/strict';
import { acceptanceBriefCard } from '../../src/cards/acceptance-brief-card.ts';
import { acceptanceMessage } from '../../src/cards/acceptance-card.ts';
import { detailsCard } from '../../src/cards/details-card.ts';
import { eve, mia, viewFor } from './examples.ts';
import { changedFacts, commentBy, followedBy, lifeView, step } from './lifecycle-examples.ts';
import { inputsOf, ofType, titlesOf, verbsOf, wordsOf } from './walk.ts';

const cardOf = (name: string) => acceptanceMessage(lifeView(name));
const words = (name: string): string => wordsOf(cardOf(name));

describe('the review card', () => {
  it('comes by itself and keeps its buttons and fields', () => {
    const card = cardOf('the review card, by itself');
    assert.deepEqual(titlesOf(card), ['Renew', 'Report implemented', 'Comment', 'Details']);
    assert.deepEqual(Object.keys(inputsOf(card)), [
      'riskChange',
      'mitigationsNow',
      'reasonsHold',
      'residualRisk',
      'reviewOn',
      'reason',
      'comment',
    ]);
  });

  it('says until when it may wait, due or overdue', () => {
    const overdue = words('the review card, by itself');
    assert.match(overdue, /^RA-2026-0042 · Review overdue\n/);
    assert.match(
      overdue,
      /⚠ The review is overdue since 12 Nov 2026: it ends by itself on 26 Nov 2026 unless it is renewed\./,
    );
    const due = words('the review card, brought forward');
    assert.match(due, /^RA-2026-0042 · Review due\n/);
    assert.match(due, /Review brought forward by Mia Maro on 23 Nov 2026, 10:00\.\n/);
    assert.match(due, /The review is due: it ends by itself on 7 Dec 2026 unless it is renewed\./);
  });

  it('names the renewal that waits, and offers no second one', () => {
    const name = 'the review card with a renewal that waits';
    assert.match(words(name), /unless its renewal RA-2027-0003 \(In review\) is in force by then/);
    assert.match(words(name), /Renewal: RA-2027-0003 \(In review\)/);
    assert.deepEqual(titlesOf(cardOf(name)), ['Report implemented', 'Comment', 'Details']);
    const refused = words('the review card after a renewal that was refused');
    assert.match(refused, /A renewal came to nothing: RA-2027-0003 \(Rejected\)/);
    assert.match(refused, /unless it is renewed/);
  });

  it('asks the three questions in their words, with the present residual risk', () => {
    const view = lifeView('the review card, by itself');
    const inputs = inputsOf(acceptanceMessage(view));
    assert.deepEqual(
      ['riskChange', 'mitigationsNow', 'reasonsHold'].map((id) => inputs[id]?.['label']),
      [
        'What changed in the residual risk?',
        'Which mitigations exist now?',
        'Do the reasons still hold?',
      ],
    );
    assert.equal(inputs['residualRisk']?.['value'], 'High');
    assert.equal(inputs['reviewOn']?.['value'], undefined);
    const typed = { residualRisk: 'Huge', riskChange: 'Less than before' };
    const back = acceptanceMessage(view, { typed, complaints: { mitigationsNow: 'Which?' } });
    assert.equal(inputsOf(back)['riskChange']?.['value'], 'Less than before');
    assert.match(wordsOf(back), /⚠ Which\?/);
    assert.match(wordsOf(back), /Not offered any more: Huge/);
  });

  it('sends the draft of its renewal, and of nothing else', () => {
    const buttons = ofType(cardOf('the review card, by itself'), /^Action\.Execute$/);
    const dataOf = (wanted: string) => buttons.find(({ verb }) => verb === wanted)?.['data'];
    const on = { id: 'RA-2026-0042', revision: 7 };
    assert.deepEqual(dataOf('renew'), { ...on, draftId: 'RA-2026-0042-renew-0' });
    assert.deepEqual(dataOf('comment'), on);
  });

  it('says what a reason is for', () => {
    const reason = (viewer: typeof eve) =>
      inputsOf(acceptanceMessage(viewFor({ state: 'Active', viewer })))['reason']?.['placeholder'];
    assert.equal(
      reason(eve),
      'Needed to bring the review forward (an incident, the owner has left, a control has failed) or report it as implemented; leave empty otherwise.',
    );
  });
});

describe('a renewal', () => {
  it('shows its answers and what it renews to whoever decides', () => {
    const card = words('a renewal to decide');
    assert.match(card, /What changed in the residual risk\? Nothing has changed/);
    assert.match(card, /Renewal of: RA-2025-0007 \(Review due\)/);
    const details = wordsOf(detailsCard(lifeView('a renewal to decide')));
    assert.match(details, /\nDo the reasons still hold\?\nNothing has changed/);
    assert.match(details, /Renewal of: RA-2025-0007/);
    assert.match(words('one that was renewed'), /Renewed by: RA-2027-0003 \(Active\)/);
    assert.match(
      words('one that was renewed'),
      /What Secure Score shows is asked for by RA-2027-0003 now\./,
    );
    assert.doesNotMatch(words('one that was renewed'), /⚠|To address/);
    assert.match(words('one of another treatment'), /Takes the place of: RA-2025-0007 \(Active\)/);
  });
});

describe('what waits for several', () => {
  it('can be taken by one of them, which the card then says', () => {
    assert.deepEqual(verbsOf(cardOf('for some, waiting for two')), [
      'endorse',
      'requestChanges',
      'reject',
      'takeIt',
      'comment',
      'details',
    ]);
    assert.match(words('taken by the viewer'), /Waits for you and Ed Ellis\.\nYou took it\.\n/);
    assert.ok(!verbsOf(cardOf('taken by the viewer')).includes('takeIt'));
    const other = viewFor({ state: 'InReview', viewer: eve, view: { takenBy: mia.id } });
    assert.match(wordsOf(acceptanceMessage(other)), /\nMia Maro took it\.\n/);
  });
});

describe('an acceptance for some users or devices', () => {
  it('says for whom, and that Secure Score is never touched', () => {
    for (const name of ['for some, waiting for two', 'for some, in force']) {
      assert.match(words(name), /\nSome users or devices: Nothing has changed/);
      assert.match(words(name), /Kept in the register only: .* is never touched\./);
      assert.match(words(name), /for some only, so the score does not change/);
    }
    const details = wordsOf(detailsCard(lifeView('for some, in force')));
    assert.match(details, /Scope: Some users or devices\nWhich users or devices: Nothing/);
    const brief = wordsOf(acceptanceBriefCard(lifeView('for some, in force')));
    assert.match(brief, /Scope: Some users or devices\n/);
    assert.doesNotMatch(brief, /Nothing has changed/);
  });
});

describe('an acceptance that changed while it waited', () => {
  it('says what has changed, and that the endorsement no longer counts', () => {
    const card = words('changed since, and endorsed before');
    for (const line of [
      /Changed since it was proposed\nCategory: Apps → Identity\nPoints at risk: 4\.50 → 6\.50\n/,
      /Threats: .*→ .*Ransomware\nMicrosoft has retired this recommendation\.\n/,
      /⚠ The endorsement by Mia Maro of 23 Nov 2026, 10:00 no longer counts/,
    ])
      assert.match(card, line);
  });

  it('names no endorsement where there was none, and none of an earlier text', () => {
    const acceptance = { changedFacts };
    for (const history of [
      [step('propose'), step('materialChange')],
      [step('endorse'), step('resubmit'), step('materialChange')],
    ]) {
      const view = viewFor({ state: 'InReview', acceptance, view: { history } });
      assert.doesNotMatch(wordsOf(acceptanceMessage(view)), /endorsement by/);
    }
    const endorsedAgain = viewFor({ state: 'InApproval', acceptance });
    assert.doesNotMatch(wordsOf(acceptanceMessage(endorsedAgain)), /no longer counts/);
  });
});

describe('what raises the score on our word', () => {
  it('shows its evidence to whoever decides, and the steps by hand afterwards', () => {
    assert.match(words('one of another treatment'), /Evidence links\n1\. .* SHA-256 abababababab…/);
    const byHand = words('alternate mitigation, by hand');
    assert.match(byHand, /Choose the status “Resolved through alternate mitigation”/);
    assert.match(byHand, /Evidence links\n/);
    const details = wordsOf(detailsCard(lifeView('alternate mitigation, by hand')));
    assert.match(details, new RegExp(`SHA-256 ${'ab'.repeat(32)}`));
  });
});

describe('an acceptance that has ended', () => {
  it('can be proposed again from its card', () => {
    const card = cardOf('an ended one that can be proposed again');
    assert.deepEqual(titlesOf(card), ['Propose risk acceptance', 'Comment', 'Details']);
    const [button] = ofType(card, /^Action\.Execute$/);
    assert.deepEqual(button?.['data'], { controlId: 'mcas_cloud_discovery' });
    assert.match(wordsOf(card), /Proposed again as: RA-2027-0003 \(Withdrawn\)/);
    const unasked = { ...lifeView('an ended one that can be proposed again'), asked: false };
    assert.deepEqual(titlesOf(acceptanceMessage(unasked)), []);
  });
});

describe('what a deputy did', () => {
  it('names both, wherever somebody is named for what they did', () => {
    const both = 'Ed Ellis for Mia Maro (deputy, 15 to 30 November)';
    const card = words('by deputies');
    assert.ok(card.includes(`endorsed by ${both}`), card);
    assert.ok(card.includes(`Approved by ${both} as CISO on`), card);
    assert.match(card, /Proposed by Eve Engel for Mia Maro \(deputy/);
    assert.match(card, /The same person endorsed and approved it/);
    const details = wordsOf(detailsCard(lifeView('by deputies')));
    assert.ok(details.includes(`Endorsed by: ${both}`), details);
    assert.ok(details.includes(`${both} as IT manager endorsed it`), details);
    assert.match(details, /Duties reduced: /);
    const brief = wordsOf(acceptanceBriefCard(lifeView('by deputies')));
    assert.ok(brief.includes(`Approved by: ${both}`), brief);
  });
});

describe('comments', () => {
  it('stand on the card, the newest, and among the details, all of them', () => {
    const history = [
      step('propose'),
      commentBy(eve.id, 'The first'),
      commentBy(mia.id, 'The second\nof two lines', { at: '2026-11-23T10:30:00.000Z' }),
    ];
    const view = viewFor({ state: 'InReview', view: { history } });
    const card = wordsOf(acceptanceMessage(view));
    assert.match(
      card,
      /Newest comment\nMia Maro, 23 Nov 2026, 11:30: The second\nof two lines\n1 earlier comment among/,
    );
    const details = wordsOf(detailsCard(view));
    assert.match(details, /Comments\nEve Engel, 23 Nov 2026, 10:00: The first\nMia Maro, /);
    assert.match(details, /commented\. “The second of two lines” #9/);
  });

  it('do not hide who ended it', () => {
    const history = [step('reject'), commentBy(eve.id, 'A pity')];
    const view = viewFor({ state: 'Rejected', view: { history } });
    assert.match(wordsOf(acceptanceMessage(view)), /Rejected by Mia Maro on/);
  });

  it('stand on the form of whoever was asked for changes, which keeps its texts', () => {
    const view = viewFor({ state: 'ChangesRequested', viewer: eve });
    const typed = { comment: 'Half a comment', justification: 'Half a text' };
    const card = acceptanceMessage(view, { typed, complaints: { comment: 'Too short.' } });
    assert.equal(inputsOf(card)['comment']?.['value'], 'Half a comment');
    assert.equal(inputsOf(card)['justification']?.['value'], 'Half a text');
    assert.match(wordsOf(card), /⚠ Too short\./);
  });
});

describe('a replacement', () => {
  it('that waits is named by what it is to replace', () => {
    const view = followedBy('replacement', 'InReview');
    const due = viewFor({ state: 'ReviewDue', view });
    assert.match(wordsOf(acceptanceMessage(due)), /unless RA-2027-0003 \(In review\) is in force/);
    assert.match(wordsOf(acceptanceMessage(due)), /To take its place: RA-2027-0003/);
  });
});
