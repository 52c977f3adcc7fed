import assert from 'node:assert/strict';
import { wordsOf } from './cards.ts';
import { carl, context, createWorld, eve, form, mia, type World } from './world.ts';

describe('When Graph', () => {
  let world: World;
  let id: string;
  let controlId: string;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());
  beforeEach(async () => {
    controlId = (await world.control()).id;
    id = await world.propose(eve, controlId);
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
  });
  afterEach(() => {
    world.graph.meet = () => undefined;
    world.graph.letGo();
  });

  const later = (seconds: number): Promise<void> =>
    world.moveClock(new Date(world.running.ports().now().getTime() + seconds * 1000));
  const tries = (): number =>
    world.graph.patches.filter((patch) => patch.controlId === controlId).length;
  const ours = (): number =>
    (world.graph.tenant.control(controlId)?.history ?? []).filter(({ comment }) =>
      comment.includes(id),
    ).length;
  const cardOf = (personId: string): string =>
    wordsOf(world.cards(personId, id).findLast(({ card }) => card !== null)?.card);
  const onWrites =
    (answer: { status: number; retryAfter?: string } | 'hang') => (method: string) =>
      method === 'PATCH' ? answer : undefined;

  const approve = async (): Promise<void> => {
    await world.step(carl, id, 'approve');
    await world.settle();
    assert.equal((await world.find(id)).state, 'Approved');
  };
  const recovers = async (seconds: number): Promise<void> => {
    world.graph.meet = () => undefined;
    await later(seconds);
    assert.equal((await world.find(id)).state, 'Active');
    assert.equal(ours(), 1);
  };

  for (const [status, says, after] of [
    [429, /Secure Score is busy and asks to wait/, 60],
    [500, /Secure Score does not answer/, 60],
    [503, /Secure Score does not answer|is busy/, 60],
    [403, /needs the permission SecurityEvents\.ReadWrite\.All/, 60],
    [401, /refused the bot’s sign-in/, 60],
    [404, /does not know this recommendation/, 60],
    [400, /did not take the change/, 60],
  ] as const)
    it(`answers a write with ${String(status)}, the card says what it means and the write is made up for`, async () => {
      world.graph.meet = onWrites({ status });
      await approve();
      assert.match(cardOf(carl), says);
      assert.match(cardOf(carl), /Not in force yet/);
      await recovers(after);
      assert.ok(!says.test(cardOf(carl)), 'the trouble is gone from the card');
    });

  it('asks to wait, it is not asked again before', async () => {
    world.graph.meet = onWrites({ status: 429, retryAfter: '300' });
    await approve();
    const before = tries();
    await later(200);
    assert.equal(tries(), before);
    await recovers(200);
    assert.equal(tries(), before + 1);
  });

  it('refuses a write twice with 400, a person is asked to set it', async () => {
    world.graph.meet = onWrites({ status: 400 });
    await approve();
    await later(300);
    assert.equal(tries(), 2);
    assert.match(wordsOf(world.offer(eve, 'markDone', id).card), /To be set by a person/);
  });

  it('takes a write and nothing comes of it, it is never shown as in force, nor written again within the hour', async () => {
    world.graph.meet = onWrites({ status: 204 });
    await approve();
    await later(1_800);
    assert.equal(tries(), 1);
    assert.equal((await world.find(id)).state, 'Approved');
    assert.match(cardOf(carl), /does not show Risk accepted yet/);
    await later(2 * 3_600);
    assert.ok(tries() > 1);
    await recovers(12 * 3_600);
  });

  it('does not take a write for two days, the card says that it is not in line', async () => {
    world.graph.meet = onWrites({ status: 503 });
    await approve();
    await later(60 * 3_600);
    const [shown] = await world.say(carl, `show ${id}`);
    assert.match(wordsOf(shown?.card), /Not in line after 48 hours/);
    assert.match(wordsOf(shown?.card), /Not in force yet/);
    await recovers(7 * 3_600);
  });

  it('does not answer the write, the people are answered all the same', async () => {
    let held = 0;
    world.graph.meet = (method) => (method === 'PATCH' && ++held === 1 ? 'hang' : undefined);
    const started = performance.now();
    const answer = await world.step(carl, id, 'approve');
    assert.match(wordsOf(answer.card), /Approved by Carl Cato/);
    const shown = await world.say(eve, 'register');
    assert.match(shown.map(({ card }) => wordsOf(card)).join(), new RegExp(id));
    assert.ok(performance.now() - started < 3_000);
  });

  it('is not there, nobody is authorised and nothing is lost', async () => {
    world.graph.meet = () => ({ status: 503 });
    const head = await world.running.ports().store.head();
    const typed = { conditions: 'Only with the weekly report.' };
    const answer = await world.step(carl, id, 'approve', typed);
    assert.match(answer.notice, /The directory does not answer now.*Nothing was changed/);
    assert.deepEqual(await world.running.ports().store.head(), head);
    world.graph.meet = () => undefined;
    await world.step(carl, id, 'approve', typed);
    assert.equal((await world.find(id)).conditions, typed.conditions);
  });

  it('does not say within two seconds who somebody is, they are told to try again', async () => {
    world.graph.meet = (_method, path) =>
      path.includes('/users/sandbox-carl') ? 'hang' : undefined;
    const started = performance.now();
    const answer = await world.step(carl, id, 'approve');
    assert.match(answer.notice, /The directory does not answer now/);
    assert.ok(performance.now() - started < 3_000);
    assert.equal((await world.find(id)).state, 'InApproval');
  });

  it('gives no data when somebody proposes, the newest facts on record do', async () => {
    world.graph.meet = (_method, path) =>
      path.includes('/security/') ? { status: 500 } : undefined;
    await later(3_600);
    const other = await world.propose(eve, (await world.control()).id, form);
    assert.equal((await world.find(other)).state, 'InReview');
    assert.ok(world.log.some((line) => line.includes('controls-not-read')));
  });

  it('shows that a person changed it after the decision, that person is not overwritten', async () => {
    world.graph.meet = onWrites({ status: 503 });
    await approve();
    await later(1);
    await world.graph.tenant.setByHand({
      controlId,
      state: 'Reviewed',
      comment: 'another product does it',
      by: mia,
    });
    world.graph.meet = () => undefined;
    const before = tries();
    await later(3_600);
    assert.equal(tries(), before);
    assert.match(cardOf(carl), /Somebody changed the status in Secure Score after the decision/);
  });
});
