import assert from 'node:assert/strict';
import { acceptanceBriefCard } from '../../src/cards/acceptance-brief-card.ts';
import { acceptanceMessage } from '../../src/cards/acceptance-card.ts';
import { confirmCard } from '../../src/cards/confirm-card.ts';
import { decided, final, states } from '../../src/domain/acceptance.ts';
import { events } from '../../src/domain/workflow-table.ts';
import { carl, ed, eve, mia, viewers, viewFor, type Wish } from './examples.ts';
import { control, marker, now } from './texts.ts';
import { inputsOf, titlesOf, valuesIn, verbsOf, wordsOf } from './walk.ts';

const cardFor = (wish: Wish) => acceptanceMessage(viewFor(wish));
const linesOf = (wish: Wish): readonly string[] => wordsOf(cardFor(wish)).split('\n');

describe('the card of an acceptance', () => {
  it('offers exactly the steps that the workflow gives its viewer', () => {
    for (const state of states)
      for (const viewer of Object.values(viewers))
        for (const route of ['low', 'standard'] as const)
          for (const byHand of [false, true]) {
            const view = viewFor({ state, viewer, route, byHand });
            const offered = verbsOf(acceptanceMessage(view));
            assert.deepEqual(
              offered.filter((verb) => verb !== 'details').toSorted(),
              view.choices.toSorted(),
              `${state} ${viewer.name}`,
            );
            assert.equal(offered.at(-1), 'details');
          }
  });

  it('calls them the same everywhere, in the same order', () => {
    const view = viewFor({ state: 'InReview', view: { choices: events } });
    const choices = events.filter((one) => one !== 'resubmit');
    const card = acceptanceMessage({ ...view, choices });
    assert.deepEqual(titlesOf(card), [
      'Approve',
      'Endorse',
      'Renew',
      'Mark as done in portal',
      'Re-apply',
      'Send to CISO',
      'Request changes',
      'Reject',
      'Bring review forward',
      'Report implemented',
      'Withdraw',
      'Revoke',
      'Comment',
      'Details',
    ]);
    const { actions } = card as unknown as { actions: readonly { mode?: string }[] };
    assert.deepEqual(
      actions.map(({ mode }) => mode),
      [...Array<undefined>(5), ...Array<string>(8).fill('secondary'), undefined],
    );
  });

  it('tells a decider in five lines what it is about', () => {
    const lines = linesOf({ state: 'InApproval', viewer: carl });
    assert.deepEqual(lines.slice(0, 6), [
      'RA-2026-0042 · In approval',
      'Cloud Discovery, asked for: Risk accepted. mcas_cloud_discovery',
      'Residual risk: High. The IT manager endorses, the CISO decides: residual risk is High.',
      '4.50 points at risk; achievable score 97.2\u00a0% →\u00a096.8\u00a0%.',
      'Review date: 6 months after the decision.',
      'Proposed by Eve Engel, endorsed by Mia Maro. “Sales needs the apps.”',
    ]);
  });

  it('only tells, once there is a decision and nobody asked for it', () => {
    for (const state of [...decided, ...final].filter((one) => one !== 'ReviewDue')) {
      const card = cardFor({ state, viewer: carl, view: { asked: false } });
      assert.deepEqual(verbsOf(card), [], state);
      assert.deepEqual(inputsOf(card), {}, state);
      assert.match(wordsOf(card), /Say “show RA-2026-0042” for its details and further steps/);
    }
    const byHand = {
      state: 'Approved',
      viewer: eve,
      byHand: true,
      view: { asked: false },
    } as const;
    assert.deepEqual(verbsOf(cardFor(byHand)), ['markDone']);
  });

  it('asks for what the buttons need, and for nothing else', () => {
    const asked = (wish: Wish) => Object.keys(inputsOf(cardFor(wish)));
    assert.deepEqual(asked({ state: 'InReview' }), ['businessContext', 'reason', 'comment']);
    assert.deepEqual(asked({ state: 'InReview', route: 'low' }), [
      'businessContext',
      'conditions',
      'reason',
      'comment',
    ]);
    assert.deepEqual(asked({ state: 'InReview', viewer: eve }), ['comment']);
    assert.deepEqual(asked({ state: 'InReview', viewer: viewers['an auditor'] }), []);
    assert.deepEqual(asked({ state: 'InApproval', viewer: carl }), [
      'conditions',
      'reviewOn',
      'reason',
      'comment',
    ]);
    const renewing = ['riskChange', 'mitigationsNow', 'reasonsHold', 'residualRisk', 'reviewOn'];
    for (const viewer of [carl, eve])
      assert.deepEqual(asked({ state: 'Active', viewer }), [...renewing, 'reason', 'comment']);
    assert.deepEqual(asked({ state: 'Closed', viewer: eve }), ['comment']);
  });

  it('labels its fields as the register does', () => {
    const labels = [
      ...Object.values(inputsOf(cardFor({ state: 'InReview', route: 'low' }))),
      ...Object.values(inputsOf(cardFor({ state: 'InApproval', viewer: carl }))),
    ].map(({ label }) => label);
    assert.deepEqual([...new Set(labels)].toSorted(), [
      'Business context',
      'Comment',
      'Conditions',
      'Reason',
      'Review date',
    ]);
  });

  it('keeps the business context that was given before', () => {
    const card = cardFor({ state: 'InReview', acceptance: { businessContext: 'As before.' } });
    assert.equal(inputsOf(card)['businessContext']?.['value'], 'As before.');
  });

  it('offers the proposed review date to the CISO', () => {
    const proposed = { reviewOn: '2027-03-01' };
    const card = cardFor({ state: 'InApproval', viewer: carl, acceptance: proposed });
    assert.equal(inputsOf(card)['reviewOn']?.['value'], '2027-03-01');
    assert.match(wordsOf(card), /not later than proposed: 1 Mar 2027/);
  });

  it('puts each complaint beneath its field, keeps what was typed, and says on top what no field can mend', () => {
    const card = acceptanceMessage(viewFor({ state: 'InReview' }), {
      notice: 'Not sent yet: please see below.',
      complaints: {
        form: 'Nobody is left to decide.',
        reviewOn: 'The review date must be after today.',
        reason: 'Please give a reason.',
      },
      typed: { businessContext: 'typed context', reason: 'n/a', conditions: 'typed conditions' },
    });
    const lines = wordsOf(card).split('\n');
    assert.deepEqual(lines.slice(1, 4), [
      'Not sent yet: please see below.',
      '⚠ Nobody is left to decide.',
      '⚠ Review date: The review date must be after today.',
    ]);
    const container = [...valuesIn(card)].find(
      ({ value }) =>
        Array.isArray(value) && (value[0] as { id?: string } | undefined)?.id === 'reason',
    );
    const [input, complaint] = container?.value as readonly Record<string, unknown>[];
    assert.equal(input?.['value'], 'n/a');
    assert.match(JSON.stringify(complaint), /⚠ Please give a reason\.".*"color":"Attention"/);
    assert.equal(inputsOf(card)['businessContext']?.['value'], 'typed context');
    assert.match(wordsOf(card), /You had typed\nConditions: typed conditions/);
  });

  it('keeps a date that is none as text, as a date field cannot hold it', () => {
    const card = acceptanceMessage(viewFor({ state: 'InApproval', viewer: carl }), {
      typed: { reviewOn: '31.12.2026' },
    });
    assert.equal(inputsOf(card)['reviewOn']?.['value'], undefined);
    assert.match(wordsOf(card), /You typed: 31\.12\.2026/);
  });

  it('is the form again for a proposer who was asked for changes', () => {
    const wish = { state: 'ChangesRequested', viewer: eve } as const;
    const card = cardFor(wish);
    assert.deepEqual(titlesOf(card), ['Submit for review', 'Withdraw', 'Comment', 'Details']);
    const lines = wordsOf(card);
    assert.match(lines, /^Propose risk acceptance\nChanges requested by Mia Maro: Please say who/);
    const { riskDescription, evidence, residualRisk } = inputsOf(card);
    assert.match(String(riskDescription?.['value']), /^Data may leave/);
    assert.match(String(evidence?.['value']), /^https:\/\/evidence\.example\.com\S+ (ab){32}$/);
    assert.equal(residualRisk?.['value'], 'High');
    const typed = acceptanceMessage(viewFor(wish), { typed: { riskDescription: 'new' } });
    assert.equal(inputsOf(typed)['riskDescription']?.['value'], 'new');
  });

  it('says who it waits for and who cannot be reached', () => {
    const view = { unreachable: ['Max Muster'] };
    const words = wordsOf(cardFor({ state: 'InReview', viewer: eve, view }));
    assert.match(words, /Waits for Mia Maro\./);
    assert.match(wordsOf(cardFor({ state: 'InReview' })), /Waits for you\./);
    assert.match(words, /⚠ Cannot be reached: Max Muster\./);
  });

  it('says what to do where Secure Score refuses, and that it is not in line', () => {
    const words = wordsOf(cardFor({ state: 'Approved', trouble: 'forbidden', late: true }));
    assert.match(
      words,
      /⚠ Secure Score refused: the bot needs the permission SecurityEvents\.ReadWrite\.All\. Your administrator can consent to it\./,
    );
    assert.match(words, /⚠ Not in line after 48 hours/);
    assert.match(
      words,
      /Approved by Carl Cato \(CISO\) on 22 Nov 2026, 10:00\. Not in force yet\./,
    );
  });

  it('says whether Secure Score shows what the record says, and when that has changed', () => {
    const update = { state: 'Ignored', by: '', at: null, comment: '' };
    const agreed = { state: 'Active', agreed: true, seenAt: now } as const;
    const shown = wordsOf(cardFor({ ...agreed, control: { ...control, update } }));
    assert.match(shown, /Secure Score agrees with the record \(looked at .*\): Risk accepted\./);
    const changed = wordsOf(cardFor({ ...agreed, control }));
    assert.match(changed, /⚠ Secure Score shows To address now, the record says Risk accepted\./);
    const olderReading = { controlAsOf: '2026-11-22T08:00:00.000Z' };
    const written = wordsOf(cardFor({ ...agreed, control, view: olderReading }));
    assert.match(written, /Secure Score agrees with the record/);
    const waiting = wordsOf(cardFor({ state: 'Approved', seenAt: now }));
    assert.match(waiting, /Secure Score does not show Risk accepted yet \(looked at 23 Nov/);
  });

  it('shows the steps in the portal to whoever may set it by hand', () => {
    const card = cardFor({ state: 'Approved', viewer: ed, byHand: true });
    assert.match(wordsOf(card), /2\. Choose the status “Risk accepted”, with RA-2026-0042/);
    assert.deepEqual(titlesOf(card), [
      'Open in Microsoft Defender',
      'Mark as done in portal',
      'Comment',
      'Details',
    ]);
    assert.match(JSON.stringify(card), /securescore\?viewid=actions&actionId=mcas_cloud_discovery/);
  });

  it('asks for a global exception on a device, and for its end afterwards', () => {
    const device = { byHand: true, control: undefined, acceptance: { controlId: 'scid_2004' } };
    const made = cardFor({ state: 'Approved', viewer: ed, ...device });
    assert.match(wordsOf(made), /Make a global exception in Defender Vulnerability Management/);
    assert.match(JSON.stringify(made), /security\.microsoft\.com\/security-recommendations/);
    const ended = wordsOf(cardFor({ state: 'Revoked', viewer: ed, ...device }));
    assert.match(ended, /Cancel its global exception .* “To address”/);
  });

  it('ends with its witness once there is an outcome', () => {
    for (const state of states) {
      const lines = linesOf({ state, viewer: ed });
      const undecided = ['InReview', 'ChangesRequested', 'InApproval'].includes(state);
      assert.match(String(lines.at(-1)), undecided ? /14:05\.$/ : /14:05\. #12 3f9a1c04be77$/);
    }
  });

  it('says who rejected it and why', () => {
    const words = wordsOf(cardFor({ state: 'Rejected', viewer: eve }));
    assert.match(words, /Rejected by Mia Maro on .*\nReason: Please say who watches the logs\./);
  });

  it('flags what is overdue in words', () => {
    const words = wordsOf(cardFor({ state: 'ReviewDue', acceptance: { reviewOn: '2026-11-12' } }));
    assert.match(words, /Review date: 12 Nov 2026 – overdue\./);
  });
});

describe('the second press for a High risk', () => {
  it('names the risk and the date, and sends both', () => {
    const view = viewFor({ state: 'InApproval', viewer: carl });
    const typed = { conditions: 'Keep it', comment: 'half a thought' };
    const second = { reviewOn: '2027-05-23', typed };
    const card = confirmCard(view, second);
    assert.match(wordsOf(card), /Residual risk: High/);
    assert.match(wordsOf(card), /The risk: Data may leave through apps that nobody knows of\.\n/);
    assert.match(wordsOf(card), /Review date: 23 May 2027\./);
    assert.deepEqual(titlesOf(card), ['Approve High risk', 'Back']);
    const [approve, back] = (card as unknown as { actions: readonly Record<string, unknown>[] })
      .actions;
    assert.equal(approve?.['verb'], 'approve');
    assert.deepEqual(approve['data'], {
      id: 'RA-2026-0042',
      revision: 7,
      confirm: { residualRisk: 'High', reviewOn: '2027-05-23' },
      conditions: 'Keep it',
      reviewOn: '',
    });
    assert.deepEqual(back?.['data'], { id: 'RA-2026-0042', typed });
  });
});

describe('an acceptance in a channel', () => {
  it('shows id, title, state, dates and names, and none of its texts', () => {
    for (const state of states) {
      const card = acceptanceBriefCard(viewFor({ state, viewer: mia, kind: 'nasty' }));
      assert(!JSON.stringify(card).includes(marker), state);
      assert.match(wordsOf(card), /Cloud Discovery\nProposed by: Eve Engel\n/);
      assert.deepEqual(verbsOf(card), []);
    }
  });
});
