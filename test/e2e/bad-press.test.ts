import assert from 'node:assert/strict';
import { forge, type Json } from './activities.ts';
import { dataOf, titlesOf, valueOf, wordsOf } from './cards.ts';
import {
  aude,
  carl,
  context,
  createWorld,
  ed,
  eve,
  form,
  gus,
  mia,
  type World,
  zed,
} from './world.ts';

describe('A press', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  const proposed = async (typed = {}): Promise<string> =>
    world.propose(eve, (await world.control()).id, typed);
  const endorsed = async (typed = {}): Promise<string> => {
    const id = await proposed(typed);
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    return id;
  };
  const head = () => world.running.ports().store.head();

  /** Nothing may have changed. */
  const refused = async (
    personId: string,
    verb: string,
    data: Json,
    why: RegExp,
  ): Promise<unknown> => {
    const before = await head();
    const answer = await forge(world, personId, verb, data);
    assert.match(`${wordsOf(answer.card)} ${answer.notice}`, why);
    assert.deepEqual(await head(), before);
    return answer.card;
  };

  it('for an acceptance that does not exist is told so', () =>
    refused(mia, 'endorse', { id: 'RA-2026-9999', revision: 1 }, /no such acceptance on record/));

  it('with an id, a revision or a verb that cannot be read gets one sentence', async () => {
    for (const data of [
      {},
      { id: "RA-2026-0001' or 1=1", revision: 1 },
      { id: 'RA-2026-0001', revision: 'one' },
      { id: { $ne: '' }, revision: 1 },
      { id: 'RA-2026-0001', revision: 1, reason: { toString: 'x' } },
    ])
      await refused(mia, 'endorse', data, /^ This card cannot be read/);
    for (const verb of ['verified', 'constructor', '__proto__', 'drop table', ''])
      await refused(
        mia,
        verb,
        { id: 'RA-2026-9999', revision: 1 },
        /cannot be read|no such accept/,
      );
  });

  it('of the system alone is no button', async () => {
    const id = await endorsed();
    await world.step(carl, id, 'approve');
    const { revision } = await world.find(id);
    await refused(carl, 'verified', { id, revision }, /This step is for|no longer open/);
  });

  it('that names another person, role, state or approver is judged by who sends it', async () => {
    const id = await endorsed();
    const { revision } = await world.find(id);
    const forged = {
      id,
      revision,
      state: 'InApproval',
      personId: carl,
      approverId: carl,
      role: 'ciso',
      from: { aadObjectId: carl },
    };
    for (const personId of [eve, ed, mia, aude])
      await refused(personId, 'approve', forged, /This step is for/);
    for (const personId of [zed, gus])
      assert.equal(await refused(personId, 'approve', forged, /You hold no role/), null);
    assert.equal((await world.find(id)).state, 'InApproval');
  });

  it('on a revision of the past gets the card as it stands, with what was typed', async () => {
    const id = await endorsed();
    const card = await refused(
      carl,
      'approve',
      { id, revision: 1, conditions: 'Only with the weekly report.' },
      /Mia Maro endorsed this on .*out of date and nothing was changed/,
    );
    assert.equal(valueOf(card, 'conditions'), 'Only with the weekly report.');
    assert.ok(titlesOf(card).includes('Approve'));
  });

  it('on a revision of the future is not believed', async () => {
    const id = await endorsed();
    await refused(carl, 'approve', { id, revision: 99 }, /out of date/);
  });

  it('on a state that was left says who decided and when, with what was typed', async () => {
    const id = await endorsed();
    await refused(
      mia,
      'endorse',
      { id, revision: 1, businessContext: 'Another thought of mine.' },
      /In approval/,
    );
    await world.step(carl, id, 'reject', { reason: 'We can make the setting.' });
    const { revision } = await world.find(id);
    const card = await refused(
      carl,
      'approve',
      { id, revision, conditions: 'Then again, yes.' },
      /Carl Cato rejected this on .*no longer open.*Then again, yes/,
    );
    assert.ok(!titlesOf(card).includes('Approve'));
  });

  it('that approves a High risk without naming it, or with another day, decides nothing', async () => {
    const id = await endorsed({ residualRisk: 'High' });
    const { revision } = await world.find(id);
    for (const confirm of [
      undefined,
      { residualRisk: 'Low', reviewOn: '2027-01-01' },
      { residualRisk: 'High', reviewOn: '2031-01-01' },
    ])
      await refused(carl, 'approve', { id, revision, confirm }, /Approve a High residual risk/);
    assert.equal((await world.find(id)).state, 'InApproval');
  });

  it('that rejects without a reason, or with a text too long, keeps what was typed', async () => {
    const id = await proposed();
    const { revision } = await world.find(id);
    const typed = { businessContext: 'Sales would notice.', reason: '' };
    const card = await refused(mia, 'reject', { id, revision, ...typed }, /Please give a reason/);
    assert.equal(valueOf(card, 'businessContext'), typed.businessContext);
    const long = 'So it is. '.repeat(150).trim();
    const again = await refused(
      mia,
      'endorse',
      { id, revision, businessContext: long, reason: 'A thought' },
      /Too long: 1499 characters/,
    );
    assert.equal(valueOf(again, 'businessContext'), long);
    assert.equal(valueOf(again, 'reason'), 'A thought');
  });

  it('delivered twice, one after the other or at once, is one step and two successes', async () => {
    const id = await proposed();
    const { revision } = await world.find(id);
    const data = { id, revision, businessContext: context };
    const answers = await Promise.all([1, 2, 3].map(() => forge(world, mia, 'endorse', data)));
    answers.push(await forge(world, mia, 'endorse', data));
    for (const { card } of answers) {
      assert.match(wordsOf(card), /In approval/);
      assert.ok(!/out of date|no longer open/.test(wordsOf(card)));
    }
    assert.equal((await world.find(id)).revision, revision + 1);
    await world.settle();
    assert.equal(world.cards(carl, id).length, 1);
  });

  it('of an older client arrives as a message and is the same press', async () => {
    const id = await proposed();
    const message = world.offer(mia, 'endorse', id);
    await world.chat.press({
      chatId: `chat-${mia}`,
      personId: mia,
      messageId: message.id,
      verb: '',
      data: { ...dataOf(message.card, 'endorse'), verb: 'endorse', businessContext: context },
    });
    assert.equal((await world.find(id)).state, 'InApproval');
  });

  it('of whoever proposed it, and of whoever endorsed it, is refused with who may', async () => {
    const both = await createWorld({
      ROLE_IT_MANAGER: `user:${mia},user:${carl}`,
      ROLE_CISO: `user:${carl},user:${mia},user:${ed}`,
    });
    try {
      const own = await both.propose(mia, (await both.control()).id);
      const data = { id: own, revision: 1, businessContext: context };
      const self = await forge(both, mia, 'endorse', data);
      assert.match(wordsOf(self.card), /someone other than its proposer/);
      const id = await both.propose(eve, (await both.control()).id);
      await both.step(mia, id, 'endorse', { businessContext: context });
      const { revision } = await both.find(id);
      const twice = await forge(both, mia, 'approve', { id, revision });
      assert.match(
        wordsOf(twice.card),
        /someone other than who endorsed it.*Carl Cato or Ed Ellis/,
      );
      assert.equal((await both.find(id)).state, 'InApproval');
    } finally {
      await both.close();
    }
  });
});

describe('Two who decide at once', () => {
  let world: World;
  before(async () => {
    world = await createWorld({
      ROLE_CISO: `user:${carl},user:${ed}`,
      ROLE_ENGINEER: `user:${eve}`,
    });
  });
  after(() => world.close());

  it('are one decision; the other is told who was faster', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    await world.step(mia, id, 'endorse', { businessContext: context });
    const { revision } = await world.find(id);
    const [yes, no] = await Promise.all([
      forge(world, carl, 'approve', { id, revision }),
      forge(world, ed, 'reject', { id, revision, reason: 'We should rather fix it.' }),
    ]);
    const words = [wordsOf(yes.card), wordsOf(no.card)];
    const lost = words.filter((one) =>
      /Carl Cato approved this on|Ed Ellis rejected this on/.test(one),
    );
    assert.equal(lost.length, 1, words.join('\n'));
    const trail = await world.running.ports().store.trail(id);
    assert.equal(trail.filter(({ event }) => ['approve', 'reject'].includes(event)).length, 1);
  });

  it('on the same button are one approval, by one of them', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    await world.step(mia, id, 'endorse', { businessContext: context });
    const { revision } = await world.find(id);
    await Promise.all([carl, ed].map((one) => forge(world, one, 'approve', { id, revision })));
    await world.settle();
    const trail = await world.running.ports().store.trail(id);
    assert.equal(trail.filter(({ event }) => event === 'approve').length, 1);
    assert.equal((await world.find(id)).state, 'Active');
  });

  it('who propose the same recommendation at once get one entry', async () => {
    const control = await world.control();
    const [mine] = await world.say(eve, `propose ${control.id}`);
    const [his] = await world.say(ed, `propose ${control.id}`);
    assert.ok(mine && his);
    await Promise.all([
      world.press(eve, mine, 'propose', form),
      world.press(ed, his, 'propose', form),
    ]);
    const { store } = world.running.ports();
    assert.equal((await store.list({ controlId: control.id })).length, 1);
  });
});
