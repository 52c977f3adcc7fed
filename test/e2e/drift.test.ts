import assert from 'node:assert/strict';
import { forge } from './activities.ts';
import { buttonsOf, dataOf, titlesOf, valueOf, wordsOf } from './cards.ts';
import { aude, carl, context, createWorld, ed, eve, form, mia, type World, zed } from './world.ts';

const HOUR = 3_600_000;

describe('Where Secure Score contradicts the record', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
    await look();
  });
  after(() => world.close());
  afterEach(() => {
    world.graph.meet = () => undefined;
  });

  const now = (): number => world.running.ports().now().getTime();
  /** A day on, the controls have been read. */
  const look = (days = 1): Promise<void> => world.moveClock(new Date(now() + days * 24 * HOUR));
  const later = (hours: number): Promise<void> => world.moveClock(new Date(now() + hours * HOUR));
  const set = (controlId: string, state: 'Default' | 'Ignored' | 'ThirdParty', comment = '') =>
    world.graph.tenant.setByHand({ controlId, state, comment, by: ed });
  const writes = (controlId: string): number =>
    world.graph.patches.filter((patch) => patch.controlId === controlId).length;
  const stateOf = (controlId: string): string =>
    world.graph.tenant.control(controlId)?.history[0]?.state ?? 'Default';
  /** The newest card of a finding about a control. */
  const cardOf = (personId: string, controlId: string): unknown =>
    world
      .messages(`chat-${personId}`)
      .findLast(
        ({ card }) =>
          wordsOf(card).includes(controlId) && wordsOf(card).includes('in Secure Score'),
      )?.card;
  const press = async (personId: string, controlId: string, title: string, typed = {}) => {
    const button = buttonsOf(cardOf(personId, controlId)).find((one) => one.title === title);
    assert.ok(button, `${title} is not offered: ${titlesOf(cardOf(personId, controlId)).join()}`);
    return forge(world, personId, button.verb, { ...button.data, ...typed });
  };
  const unmanaged = async (comment = 'we *know* it'): Promise<string> => {
    const { id } = await world.control();
    await set(id, 'Ignored', comment);
    await look();
    return id;
  };
  const active = async (): Promise<{ readonly id: string; readonly controlId: string }> => {
    const { id: controlId } = await world.control();
    const id = await world.propose(eve, controlId);
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    await world.step(carl, id, 'approve');
    await world.settle();
    assert.equal((await world.find(id)).state, 'Active');
    return { id, controlId };
  };

  it('a status without a record is shown to the IT manager, in its own words, and reverted on a press', async () => {
    const controlId = await unmanaged();
    const card = cardOf(mia, controlId);
    assert.match(wordsOf(card), /Risk accepted, set by ed\.ellis.* we \*know\* it/);
    assert.match(wordsOf(card), /Points at risk: \d/);
    assert.deepEqual(titlesOf(card), ['Revert to To address', 'Open in Microsoft Defender']);
    assert.match(wordsOf(card), /You cannot adopt it/, 'nobody else could review it');
    assert.equal(cardOf(eve, controlId), undefined);
    assert.equal(writes(controlId), 0, 'nothing is written without a press');
    const [one, other] = await Promise.all([
      press(mia, controlId, 'Revert to To address'),
      press(mia, controlId, 'Revert to To address'),
    ]);
    for (const { card: answer } of [one, other])
      assert.match(wordsOf(answer), /Mia Maro asked for “To address”|Over since/);
    await world.settle();
    await later(1);
    assert.equal(writes(controlId), 1);
    assert.equal(stateOf(controlId), 'Default');
    const said = world
      .messages(`chat-${mia}`)
      .findLast(({ card: one_ }) => wordsOf(one_).includes(controlId));
    assert.match(wordsOf(said?.card), /Settled in Secure Score/);
    assert.ok(!titlesOf(said?.card).includes('Revert to To address'));
  });

  it('nobody else may revert it, whoever they say they are', async () => {
    const controlId = await unmanaged();
    const data = dataOf(cardOf(mia, controlId), 'driftAct') ?? assert.fail();
    for (const [personId, says] of [
      [eve, /IT manager or a CISO/],
      [aude, /IT manager or a CISO/],
      [zed, /no role/],
    ] as const) {
      const answer = await forge(world, personId, 'driftAct', { ...data, act: 'revert', by: mia });
      assert.match(`${wordsOf(answer.card)} ${answer.notice}`, says);
    }
    for (const bad of [{ driftId: 'x' }, { driftId: '0'.repeat(16), act: 'drop' }, {}]) {
      const answer = await forge(world, mia, 'driftAct', bad);
      assert.match(answer.notice, /cannot be read/);
    }
    const { notice } = await forge(world, mia, 'driftAct', { ...data, driftId: '0'.repeat(16) });
    assert.match(notice, /not on record/);
    await later(1);
    assert.equal(writes(controlId), 0);
  });

  it('what is adopted goes the way of every proposal, and the finding ends with it', async () => {
    const controlId = await unmanaged();
    const { driftId } = dataOf(cardOf(mia, controlId), 'driftAct') ?? {};
    const own = await forge(world, mia, 'driftAct', { driftId, act: 'adopt', revision: 0 });
    assert.match(wordsOf(own.card), /Nothing can be proposed/);
    const shown = await forge(world, eve, 'drift', { driftId });
    assert.deepEqual(titlesOf(shown.card), ['Adopt', 'Open in Microsoft Defender']);
    const data = { driftId, act: 'adopt', revision: 0 };
    const answer = await forge(world, eve, 'driftAct', data);
    assert.match(answer.notice, /form is below/);
    const message = world.offer(eve, 'propose');
    assert.equal(valueOf(message.card, 'treatment'), 'riskAccepted');
    await world.press(eve, message, 'propose', { ...form });
    await world.settle();
    const [proposed] = await world.running.ports().store.list({ controlId });
    assert.equal(proposed?.state, 'InReview', 'no approval is carried over');
    assert.match(wordsOf(cardOf(mia, controlId)), /not on record/, 'still so');
    assert.match(wordsOf((await forge(world, eve, 'driftAct', data)).card), /proposed or decided/);
    await world.step(mia, proposed.id, 'endorse', { businessContext: context });
    await world.settle();
    await world.step(carl, proposed.id, 'approve');
    await world.settle();
    assert.equal((await world.find(proposed.id)).state, 'Active');
    assert.equal(writes(controlId), 0, 'Secure Score says so already');
    assert.match(wordsOf(cardOf(mia, controlId)), /Settled in Secure Score/);
  });

  it('what was taken back is applied again, once', async () => {
    const { id, controlId } = await active();
    await set(controlId, 'Default');
    await look();
    for (const personId of [eve, mia])
      assert.match(
        wordsOf(cardOf(personId, controlId)),
        new RegExp(`In force, but To address.*${id}`),
      );
    const before = writes(controlId);
    await press(eve, controlId, 'Re-apply');
    await press(eve, controlId, 'Re-apply').catch(() => undefined);
    await world.settle();
    await later(1);
    assert.equal(writes(controlId), before + 1);
    assert.equal(stateOf(controlId), 'Ignored');
    assert.ok(!titlesOf(cardOf(eve, controlId)).includes('Re-apply'));
  });

  it('or it is revoked, with a reason, by who may', async () => {
    const { id, controlId } = await active();
    await set(controlId, 'Default');
    await look();
    const { driftId, revision } = dataOf(cardOf(mia, controlId), 'driftAct') ?? {};
    const data = { driftId, revision, act: 'revoke' };
    const wrong = await forge(world, eve, 'driftAct', { ...data, reason: 'No longer needed.' });
    assert.match(wordsOf(wrong.card), /This step is for/);
    const shown = await forge(world, carl, 'drift', { driftId });
    assert.ok(titlesOf(shown.card).includes('Revoke'));
    const empty = await forge(world, carl, 'driftAct', data);
    assert.match(wordsOf(empty.card), /reason/i);
    assert.equal((await world.find(id)).state, 'Active');
    await forge(world, carl, 'driftAct', { ...data, reason: 'It is set again as it should be.' });
    await world.settle();
    assert.equal((await world.find(id)).state, 'Revoked');
    assert.match(wordsOf(cardOf(mia, controlId)), /Details|Settled|^$/);
  });

  it('another treatment is proposed beside what is in force', async () => {
    const { id, controlId } = await active();
    await set(controlId, 'ThirdParty');
    await look();
    const answer = await press(eve, controlId, 'Propose risk acceptance');
    assert.match(answer.notice, /form is below/);
    const message = world.offer(eve, 'propose', id);
    assert.equal(valueOf(message.card, 'treatment'), 'thirdParty');
    const evidence = 'https://contoso.example/contract';
    const sent = await world.press(eve, message, 'propose', {
      ...form,
      treatment: 'thirdParty',
      evidence: '',
    });
    assert.match(wordsOf(sent.card), /evidence/);
    assert.equal(dataOf(sent.card, 'propose')?.['replaces'], id, 'kept when it is given back');
    await world.press(eve, { ...message, card: sent.card }, 'propose', {
      ...form,
      treatment: 'thirdParty',
      evidence,
    });
    const found = await world.running.ports().store.list({ controlId });
    assert.deepEqual(
      found.map(({ state, previous }) => [state, previous]),
      [
        ['Active', null],
        ['InReview', id],
      ],
    );
  });

  it('what names an ended acceptance can be reverted only', async () => {
    const { id, controlId } = await active();
    await world.say(carl, `show ${id}`);
    await world.step(carl, id, 'revoke', { reason: 'The gateway is gone.' });
    await world.settle();
    await set(controlId, 'Ignored', `as ${id} said`);
    await look();
    const card = cardOf(mia, controlId);
    assert.match(wordsOf(card), new RegExp(`no longer on record.*${id} has ended: Revoked`));
    assert.ok(titlesOf(card).includes('Revert to To address') && !titlesOf(card).includes('Adopt'));
  });

  it('a change after the press is not overwritten', async () => {
    const controlId = await unmanaged();
    world.graph.meet = (method) => (method === 'PATCH' ? { status: 503 } : undefined);
    await press(mia, controlId, 'Revert to To address');
    await world.settle();
    await world.settle();
    assert.match(wordsOf(cardOf(mia, controlId)), /asked for “To address”.*does not answer/);
    world.graph.meet = () => undefined;
    await later(0.001);
    await set(controlId, 'ThirdParty', 'the supplier does');
    await later(2);
    assert.equal(stateOf(controlId), 'ThirdParty');
    assert.match(wordsOf(cardOf(mia, controlId)), /Resolved through third party/);
  });

  it('Graph may be down: nothing is lost, and it is made up for', async () => {
    const controlId = await unmanaged();
    world.graph.meet = (method, path) =>
      path.includes('secureScore') ? { status: 503 } : undefined;
    await press(mia, controlId, 'Revert to To address');
    await world.settle();
    assert.equal(stateOf(controlId), 'Ignored');
    world.graph.meet = () => undefined;
    await later(2);
    assert.equal(stateOf(controlId), 'Default');
  });

  it('all of it is listed to the roles on "drift", in their own chats', async () => {
    const controlId = await unmanaged();
    const [list] = await world.say(aude, 'drift');
    assert.match(wordsOf(list?.card), /Secure Score contradicts the record here/);
    assert.ok(buttonsOf(list?.card).some(({ title }) => title === 'Show'));
    const [no] = await world.say(zed, 'drift');
    assert.match(no?.text ?? '', /no role/);
    const [inChannel] = await world.say(mia, 'drift', 'channel');
    assert.match(inChannel?.text ?? '', /in our own chat/);
    assert.ok(!wordsOf(inChannel?.card).includes(controlId));
  });
});
