import assert from 'node:assert/strict';
import { proposalCard, type ProposalInput } from '../../src/cards/proposal-card.ts';
import { queueCard } from '../../src/cards/queue-card.ts';
import { recommendationCard } from '../../src/cards/recommendation-card.ts';
import { chooserCard, recommendationsCard } from '../../src/cards/recommendations-card.ts';
import { registerCard } from '../../src/cards/register-card.ts';
import { verifyCard } from '../../src/cards/verify-card.ts';
import { formFields } from '../../src/domain/proposal.ts';
import { acceptanceFor, carl, mia, recommendation } from './examples.ts';
import { now, today, zone } from './texts.ts';
import { inputsOf, ofType, titlesOf, verbsOf, wordsOf } from './walk.ts';

const draftId = '7d4c8e0a-8f3e-4d3b-9f58-000000000000';
const form = (more: Partial<ProposalInput> = {}) =>
  proposalCard({
    recommendation: recommendation(),
    draftId,
    owners: [carl, mia],
    today,
    zone,
    ...more,
  });
const dataOf = (card: unknown, verb: string) =>
  ofType(card, /^Action\.Execute$/).find((one) => one['verb'] === verb)?.['data'];

describe('the form of a proposal', () => {
  it('has the fields of the form, under the names of the register', () => {
    const inputs = inputsOf(form());
    assert.deepEqual(Object.keys(inputs), formFields);
    assert.deepEqual(
      Object.values(inputs).map(({ label }) => label),
      [
        'Treatment',
        'Scope',
        'Which users or devices',
        'Risk description',
        'Business justification',
        'Compensating controls',
        'Residual risk',
        'Review date',
        'Risk owner',
        'Evidence links',
      ],
    );
    assert.match(wordsOf(form()), /^Propose risk acceptance\n/);
  });

  it('comes with a first sentence about the risk, and every treatment and scope', () => {
    const { riskDescription, treatment, scope } = inputsOf(form());
    assert.equal(
      riskDescription?.['value'],
      'While “Cloud Discovery” is not in place, these threats remain: Data Exfiltration, Account Breach.',
    );
    assert.deepEqual(treatment?.['choices'], [
      { title: 'Risk accepted', value: 'riskAccepted' },
      { title: 'Resolved through third party', value: 'thirdParty' },
      { title: 'Resolved through alternate mitigation', value: 'alternateMitigation' },
    ]);
    assert.deepEqual(scope?.['choices'], [
      { title: 'The whole tenant', value: 'tenant' },
      { title: 'Some users or devices', value: 'partial' },
    ]);
  });

  it('finds an owner among those who decide, and by search', () => {
    const owner = inputsOf(form())['riskOwnerId'];
    assert.deepEqual(owner?.['choices'], [
      { title: 'Carl Cato', value: 'carl' },
      { title: 'Mia Maro', value: 'mia' },
    ]);
    assert.deepEqual(owner['choices.data'], {
      type: 'Data.Query',
      dataset: 'graph.microsoft.com/users',
    });
    assert.equal(owner['style'], 'filtered');
  });

  it('sends its draft id with the control', () => {
    assert.deepEqual(dataOf(form(), 'propose'), { controlId: 'mcas_cloud_discovery', draftId });
    const resubmits = { id: 'RA-2026-0042', revision: 7, reason: 'Who?', byName: 'Mia Maro' };
    assert.deepEqual(dataOf(form({ resubmits }), 'resubmit'), {
      id: 'RA-2026-0042',
      revision: 7,
      controlId: 'mcas_cloud_discovery',
      draftId,
    });
    assert.match(wordsOf(form({ resubmits })), /\nChanges requested by Mia Maro: Who\?\n/);
  });

  it('comes back with a complaint beneath each field and with all that was typed', () => {
    const typed = Object.fromEntries(formFields.map((field) => [field, `typed ${field}`]));
    const complaints = Object.fromEntries(
      [...formFields, 'form'].map((field) => [field, `wrong ${field}`]),
    );
    const card = form({ typed, complaints });
    const { body } = card as unknown as { body: readonly Record<string, unknown>[] };
    for (const field of formFields) {
      const at = body.findIndex(({ id }) => id === field);
      assert.match(JSON.stringify(body[at + 1]), new RegExp(`⚠ wrong ${field}".*Attention`));
      assert(JSON.stringify(card).includes(`typed ${field}`), field);
    }
    assert.equal(wordsOf(card).split('\n')[1], '⚠ wrong form');
    assert.equal(inputsOf(card)['justification']?.['value'], 'typed justification');
    assert.equal(inputsOf(card)['treatment']?.['value'], '');
    assert.match(wordsOf(card), /Not offered any more: typed treatment/);
    assert.match(wordsOf(card), /You typed: typed reviewOn/);
  });

  it('keeps an owner who was found by search', () => {
    const owner = inputsOf(form({ typed: { riskOwnerId: 'some-id' } }))['riskOwnerId'];
    assert.equal(owner?.['value'], 'some-id');
    assert.match(JSON.stringify(owner['choices']), /"value":"some-id"/);
  });
});

describe('recommendations', () => {
  it('stand in rows with points, status and id', () => {
    const items = Array.from({ length: 20 }, () => recommendation());
    const page = { items, total: 20, offset: 8, heading: 'Recommendations', zone, asOf: now };
    const card = recommendationsCard({ ...page, filter: { category: 'Apps' } });
    assert.match(wordsOf(card), /\n9 to 16 of 20\.\nCloud Discovery\n/);
    assert.match(
      wordsOf(card),
      /Apps · 4\.50 of 4\.50 points at risk · To address · mcas_cloud_discovery\n/,
    );
    assert.equal(verbsOf(card).length, 9);
    assert.deepEqual(dataOf(card, 'recommendations'), { category: 'Apps', offset: 16 });
    assert.deepEqual(dataOf(card, 'recommendation'), { controlId: 'mcas_cloud_discovery' });
  });

  it('have no More on the last page', () => {
    const page = { total: 9, offset: 8, heading: 'x', filter: {}, zone, asOf: now };
    const card = recommendationsCard({ ...page, items: [recommendation()] });
    assert.deepEqual(verbsOf(card), ['recommendation']);
  });

  it('are chosen from, where several are meant', () => {
    const items = Array.from({ length: 11 }, () => recommendation());
    const card = chooserCard({ items, verb: 'openForm', heading: 'Which one?' });
    assert.deepEqual([...new Set(verbsOf(card))], ['openForm']);
    assert.match(wordsOf(card), /3 more fit/);
  });

  it('can be proposed by those who may, and lead to the acceptance that covers them', () => {
    const covered = recommendation({}, acceptanceFor({ state: 'Active' }));
    assert.deepEqual(titlesOf(recommendationCard(covered, { mayPropose: true, zone })), [
      'Propose risk acceptance',
      'Show RA-2026-0042',
      'Open in Microsoft Defender',
    ]);
    assert.deepEqual(
      verbsOf(recommendationCard(recommendation(), { mayPropose: false, zone })),
      [],
    );
  });
});

describe('the register', () => {
  const overdue = acceptanceFor({ state: 'ReviewDue', acceptance: { reviewOn: '2026-11-12' } });
  const page = {
    items: [overdue],
    names: { eve: 'Eve Engel', carl: 'Carl Cato' },
    total: 9,
    offset: 0,
    filter: 'overdue',
    words: '',
    zone,
    today,
  } as const;

  it('flags what is overdue in words and names who is behind it', () => {
    const words = wordsOf(registerCard({ ...page, brief: false }));
    assert.match(words, /Review due · overdue since 12 Nov 2026 · 4\.50 points/);
    assert.match(words, /Proposed by Eve Engel, approved by Carl Cato/);
  });

  it('keeps part and words with More', () => {
    const card = registerCard({ ...page, words: 'exchange online', brief: false });
    const more = ofType(card, /^Action\.Execute$/).at(-1);
    assert.deepEqual(more?.['data'], { filter: 'overdue', words: 'exchange online', offset: 1 });
    assert.match(wordsOf(card), /Overdue, with “exchange online”: 1 to 1 of 9\./);
  });

  it('says that nothing was found, and what else to try', () => {
    const none = { ...page, items: [], total: 0, brief: false };
    const words = wordsOf(registerCard({ ...none, words: 'narnia' }));
    assert.match(words, /Overdue, with “narnia”: none\.\n.*fewer find more\. Try “register due”/);
    assert.match(wordsOf(registerCard(none)), /Overdue: none\.\nTry “register due”/);
    const all = wordsOf(registerCard({ ...none, filter: 'all', words: 'narnia' }));
    assert.match(all, /Type “register” for all entries/);
  });

  it('has no way to the texts in a channel', () => {
    const card = registerCard({ ...page, brief: true });
    assert.deepEqual(verbsOf(card), ['register']);
    assert.doesNotMatch(wordsOf(card), /risk|points/i);
  });
});

describe('the queue', () => {
  it('says what waits for whom', () => {
    const acceptance = acceptanceFor({ state: 'InReview' });
    const waiting = { acceptance, waitsFor: ['Mia Maro'], unreachable: ['Max Muster'] };
    const card = queueCard({
      queue: {
        mine: [{ ...waiting, what: 'review', unreachable: [] }],
        others: [{ ...waiting, what: 'waitsForOthers' }],
        owned: [],
      },
      zone,
    });
    assert.match(
      wordsOf(card),
      /1 thing waits for you\.\nCloud Discovery\nWaits for your review\./,
    );
    assert.match(wordsOf(card), /Waits for Mia Maro; cannot be reached: Max Muster\./);
    assert.deepEqual(verbsOf(card), ['show', 'show']);
  });

  it('says so when nothing waits', () => {
    const card = queueCard({ queue: { mine: [], others: [], owned: [] }, zone });
    assert.match(wordsOf(card), /Nothing waits for you\./);
    assert.doesNotMatch(wordsOf(card), /see to/);
  });

  it('says what a person sees to, and since when', () => {
    const owned = [
      { subject: 'alert:2026-11-22', title: 'Require MFA', since: '2026-11-22' },
      { subject: 'RA-2026-0042', title: 'Cloud Discovery', since: '' },
    ];
    const card = queueCard({ queue: { mine: [], others: [], owned }, zone });
    assert.match(
      wordsOf(card),
      /Nothing waits for you\. You see to 2 things\.\nRequire MFA\nYou see to it, since 22 Nov 2026\.\nCloud Discovery\nYou see to it\./,
    );
    assert.deepEqual(verbsOf(card), ['show']);
  });
});

describe('the verification', () => {
  const well = {
    lines: 12,
    acceptances: 3,
    head: { seq: 12, hash: `3f9a1c04be77${'0'.repeat(52)}` },
    misfit: undefined,
    witnesses: 2,
    contradicted: [],
    drifted: [],
    unmanaged: 0,
  };

  it('names what is in force here and not so in Secure Score, and how old that is', () => {
    const verified = { ...well, drifted: ['RA-2026-0042'] };
    const words = wordsOf(verifyCard({ verified, at: now, zone, readOn: now }));
    assert.match(words, /In force here, and not so in Secure Score: 1 entry \(RA-2026-0042\)/);
    assert.match(words, /Read 23 Nov 2026/);
  });

  it('counts what Secure Score has accepted without a record', () => {
    const said = (unmanaged: number) =>
      wordsOf(verifyCard({ verified: { ...well, unmanaged }, at: now, zone }));
    assert.match(said(2), /Accepted in Secure Score, and not on record here: 2 recommendations\./);
    assert.doesNotMatch(said(0), /not on record/);
  });

  it('names the head to compare', () => {
    const words = wordsOf(verifyCard({ verified: well, at: now, zone }));
    assert.match(words, /consistent in itself\.\nChecked: 12 lines of 3 entries\n/);
    assert.match(
      words,
      /Head: #12 3f9a1c04be77\nCompare it with the lines and hashes on cards in Teams/,
    );
  });

  it('says what does not fit, and where', () => {
    const misfit = { seq: 7, acceptanceId: 'RA-2026-0042', why: 'text' } as const;
    const verified = { ...well, misfit, contradicted: ['mcas_cloud_discovery'] };
    const words = wordsOf(verifyCard({ verified, at: now, zone }));
    assert.match(words, /⚠ .* At line 7, RA-2026-0042: a text is not the one that was recorded\./);
    assert.match(words, /⚠ 1 comment .*: mcas_cloud_discovery\./);
    assert.doesNotMatch(words, /is consistent/);
  });
});
