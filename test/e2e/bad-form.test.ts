import assert from 'node:assert/strict';
import type { ChatMessage } from '../../src/sandbox/api.ts';
import { dataOf, valueOf, wordsOf } from './cards.ts';
import { forge } from './activities.ts';
import { carl, context, createWorld, ed, eve, form, mia, type World } from './world.ts';

type Typed = Readonly<Record<string, string>>;

describe('A form that is not right', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  const formFor = async (personId = eve): Promise<ChatMessage> => {
    const [message] = await world.say(personId, `propose ${(await world.control()).id}`);
    return message ?? assert.fail();
  };
  const submit = async (typed: Typed): Promise<unknown> =>
    (await world.press(eve, await formFor(), 'propose', { ...form, ...typed })).card;
  const entries = async (): Promise<number> => (await world.running.ports().store.list({})).length;

  /** The form comes back with this complaint and everything that was typed, and nothing is on record. */
  const comesBack = async (typed: Typed, complaint: RegExp): Promise<unknown> => {
    const before = await entries();
    const card = await submit(typed);
    assert.match(wordsOf(card), complaint);
    const all: Typed = { ...form, ...typed };
    for (const [field, value] of Object.entries(all))
      if (field !== 'scope' && !(field in typed && field === 'reviewOn'))
        assert.equal(valueOf(card, field) ?? '', value, field);
    assert.ok(dataOf(card, 'propose'), 'it can be sent again');
    assert.equal(await entries(), before);
    return card;
  };

  it('with empty texts', () =>
    comesBack(
      { riskDescription: '', justification: '   ' },
      /Please give a risk description.*Please give a business justification/,
    ));
  it('with words that say nothing', () =>
    comesBack(
      { justification: 'n/a n/a n/a n/a n/a n/a' },
      /Please give a business justification/,
    ));
  it('with a text that is too short', () =>
    comesBack({ justification: 'Because of money.' }, /at least 20 characters/));
  it('with a text that is too long', () =>
    comesBack(
      { justification: 'It is like this. '.repeat(70).trim() },
      /Too long: 1189 characters, at most 1,000/,
    ));
  it('without a residual risk', () =>
    comesBack({ residualRisk: '' }, /Please choose the residual risk/));
  it('with a treatment that is not offered', async () => {
    assert.match(wordsOf(await submit({ treatment: 'ignored' })), /choose a treatment/);
  });
  it('without evidence for a third party', () =>
    comesBack({ treatment: 'thirdParty' }, /give at least one https link to the evidence/));
  it('with evidence that is no https link', () =>
    comesBack({ evidence: 'http://evidence.example/a' }, /Only https links/));
  it('with a script for evidence', () =>
    comesBack({ evidence: 'javascript:alert(1)' }, /Only https links/));
  it('with six links', () =>
    comesBack({ evidence: 'https://a.example/1\n'.repeat(6).trim() }, /At most 5 links/));
  it('with a risk owner whom the directory does not know', () =>
    comesBack({ riskOwnerId: 'nobody-at-all' }, /does not know this person/));

  it('with control characters, which are named and taken out of the text', async () => {
    const before = await entries();
    const justification = `${form.justification}\u0007\u202e gnp.exe`;
    const card = await submit({ justification });
    assert.match(wordsOf(card), /characters that cannot be shown/);
    const shown = valueOf(card, 'justification');
    assert.equal(shown, `${form.justification} gnp.exe`);
    assert.equal(await entries(), before);
  });

  it('with Markdown and HTML, which stand as text on every card and in no message', async () => {
    const justification =
      '**Bold** [click](https://evil.example) <script>alert(1)</script> <at>Carl Cato</at> ${secret} `x`';
    const id = await world.propose(eve, (await world.control()).id, { justification });
    assert.equal((await world.find(id)).justification, justification);
    const details = await world.press(mia, world.offer(mia, 'endorse', id), 'details');
    assert.ok(wordsOf(details.card).includes(justification));
    const reason = `${justification} is why`;
    await world.step(mia, id, 'show');
    await world.step(mia, id, 'reject', { reason });
    await world.settle();
    const told = world.messages(`chat-${eve}`).findLast(({ card }) => card === null)?.text ?? '';
    assert.ok(told.includes(String.raw`\*\*Bold\*\*`), told);
    assert.ok(!/<script|<at>|[^\\]\[click/.test(told), told);
  });

  const day = (days: number): string =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  it('with a review date that is today', () =>
    comesBack({ reviewOn: day(0) }, /The review date must be after today/));
  it('with a review date in the past', () =>
    comesBack({ reviewOn: '2020-01-01' }, /The review date must be after today/));
  it('with a review date too far ahead', () =>
    comesBack({ reviewOn: day(370) }, /At most 12 months ahead/));
  it('with a review date too far ahead for a High residual risk', () =>
    comesBack({ residualRisk: 'High', reviewOn: day(300) }, /At most 6 months ahead/));
  it('with a day that the calendar does not have, which is given back in words', async () => {
    const card = await comesBack({ reviewOn: '2027-02-29' }, /no such day: 2027-02-29/);
    assert.match(wordsOf(card), /You typed: 2027-02-29/);
  });
  it('with a review date that is no date', async () => {
    await comesBack({ reviewOn: 'next summer' }, /no such day: next summer/);
  });

  it('for a recommendation that somebody has proposed already', async () => {
    const control = await world.control();
    const [late] = await world.say(ed, `propose ${control.id}`);
    assert.ok(late);
    const id = await world.propose(eve, control.id);
    const before = await entries();
    const answer = await world.press(ed, late, 'propose', form);
    assert.match(wordsOf(answer.card), new RegExp(`${id} is already proposed`));
    assert.equal(valueOf(answer.card, 'justification'), form.justification);
    assert.equal(await entries(), before);
  });

  it('for a recommendation that is completed, which is said before a form is filled in', async () => {
    const { id } = await world.control(({ score, maxScore }) => score === maxScore);
    const [message] = await world.say(eve, `propose ${id}`);
    assert.match(message?.text ?? '', /This recommendation is completed/);
    const data = { ...form, controlId: id, draftId: 'forged-draft' };
    const forged = await forge(world, eve, 'propose', data);
    assert.match(wordsOf(forged.card), /This recommendation is completed/);
  });

  it('for a recommendation that does not exist', async () => {
    const data = { ...form, controlId: 'no_such_control', draftId: 'forged-draft' };
    const forged = await forge(world, eve, 'propose', data);
    assert.equal(forged.notice, 'Secure Score has no such recommendation.');
  });

  it('after the approval of a shorter date is put off by the CISO', async () => {
    const id = await world.propose(eve, (await world.control()).id, { reviewOn: day(30) });
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    const typed = { reviewOn: day(60), conditions: 'Only with the weekly report.' };
    const refused = await world.step(carl, id, 'approve', typed);
    assert.match(wordsOf(refused.card), /can be brought forward, not put off/);
    assert.equal(valueOf(refused.card, 'conditions'), typed.conditions);
    assert.equal(valueOf(refused.card, 'reviewOn'), typed.reviewOn);
    assert.equal((await world.find(id)).state, 'InApproval');
    await world.step(carl, id, 'approve', { reviewOn: day(10) });
    assert.equal((await world.find(id)).reviewOn, day(10));
  });

  it('is one entry however often, and however fast, it is sent', async () => {
    const before = await entries();
    const message = await formFor();
    const answers = await Promise.all([
      world.press(eve, message, 'propose', form),
      world.press(eve, message, 'propose', form),
      world.press(eve, message, 'propose', form),
    ]);
    answers.push(
      await world.chat.press({
        chatId: `chat-${eve}`,
        personId: eve,
        messageId: message.id,
        verb: 'propose',
        data: { ...dataOf(message.card, 'propose'), ...form },
      }),
    );
    for (const { card } of answers) assert.match(wordsOf(card), /In review/);
    assert.equal(await entries(), before + 1);
  });
});

for (const [clock, zone, rows] of [
  [
    '2026-11-23T11:00:00Z',
    'Pacific/Kiritimati',
    { '2026-11-24': false, '2026-11-25': true, '2027-11-24': true, '2027-11-25': false },
  ],
  [
    '2026-11-23T03:00:00Z',
    'America/Los_Angeles',
    { '2026-11-22': false, '2026-11-23': true, '2027-11-23': false },
  ],
  ['2027-03-01T09:00:00Z', 'UTC', { '2028-02-29': true, '2028-03-02': false }],
] as const)
  describe(`A review date at ${clock} in ${zone}`, () => {
    let world: World;
    before(async () => {
      world = await createWorld({ SANDBOX_CLOCK: clock, TIME_ZONE: zone });
    });
    after(() => world.close());

    for (const [reviewOn, good] of Object.entries(rows))
      it(`${good ? 'may' : 'may not'} be ${reviewOn}`, async () => {
        const [message] = await world.say(eve, `propose ${(await world.control()).id}`);
        assert.ok(message);
        const answer = await world.press(eve, message, 'propose', { ...form, reviewOn });
        assert.match(
          wordsOf(answer.card),
          good ? /In review/ : /review date must be after|At most/,
        );
      });
  });

describe('A decision on 29 February', () => {
  it('is reviewed on 28 February', async () => {
    const world = await createWorld({ SANDBOX_CLOCK: '2028-02-29T10:00:00Z' });
    try {
      const id = await world.propose(eve, (await world.control()).id);
      await world.step(mia, id, 'endorse', { businessContext: context });
      await world.settle();
      await world.step(carl, id, 'approve');
      assert.equal((await world.find(id)).reviewOn, '2029-02-28');
    } finally {
      await world.close();
    }
  });
});
