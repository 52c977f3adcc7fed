import assert from 'node:assert/strict';
import { readControls } from '../../src/app/read-controls.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Person } from '../../src/domain/person.ts';
import { inputsOf, ofType, titlesOf, verbsOf, wordsOf } from '../cards/walk.ts';
import { aude, carl, discovery, ed, eve, type World, world } from '../support/world.ts';
import { type Answered, type Teams, teamsOf } from './teams-world.ts';

const answers = {
  riskChange: 'Nothing has changed.',
  mitigationsNow: 'The proxy, and a weekly look at its log.',
  reasonsHold: 'Yes: the contract ends in spring.',
};

describe('A press in the life of an acceptance', () => {
  let w: World;
  let t: Teams;
  let active: Acceptance;
  beforeEach(async () => {
    w = await world();
    t = await teamsOf(w);
    active = await w.approved();
    await w.settle();
    active = await w.find(active);
    assert.equal(active.state, 'Active');
  });
  afterEach(async () => {
    await t.close();
    await w.end();
  });

  const press = (who: Person, verb: string, more: object = {}, of = active): Promise<Answered> =>
    t.press(who, [verb, { id: of.id, revision: of.revision, ...more }], `a:${who.id}`);
  const cardOf = ({ body }: Answered): unknown =>
    body?.type.endsWith('card.adaptive') ? body.value : undefined;
  const said = (answer: Answered): string =>
    cardOf(answer) ? wordsOf(cardOf(answer)) : String(answer.body?.value);
  const valueOf = (answer: Answered, id: string): unknown =>
    inputsOf(cardOf(answer))[id]?.['value'];
  const count = async (): Promise<number> => (await w.store.list({})).length;
  const renew = (who: Person, more: object = {}, draft = 0) =>
    press(who, 'renew', { ...answers, draftId: `${active.id}-renew-${String(draft)}`, ...more });

  /** Nothing came onto the record, and it says why. */
  const refused = async (pressing: () => Promise<Answered>, why: RegExp): Promise<Answered> => {
    const before = await w.store.head();
    const answer = await pressing();
    assert.match(said(answer), why);
    assert.deepEqual(await w.store.head(), before);
    return answer;
  };

  describe('on Renew', () => {
    it('opens another acceptance, whose card stands there from then on', async () => {
      const answer = await renew(ed, { residualRisk: 'Low', reviewOn: '' });
      assert.match(said(answer), /^RA-2026-0002 · In review\n/);
      assert.match(said(answer), /Renewal of: RA-2026-0001 \(Active\)/);
      const renewal = await w.store.find('RA-2026-0002');
      assert.deepEqual(
        [renewal?.previous, renewal?.proposerId, renewal?.residualRisk, renewal?.riskChange],
        [active.id, ed.id, 'Low', answers.riskChange],
      );
      const at = (await w.store.posts('RA-2026-0002', ed.id)).map((post) => post.activityId);
      assert.deepEqual(at, ['the-card']);
    });

    it('delivered again is answered with the same one', async () => {
      await renew(ed);
      for (const again of [await renew(ed), await renew(ed, { riskChange: '' })])
        assert.match(said(again), /^RA-2026-0002 · In review\n/);
      const both = await Promise.all([renew(ed), renew(ed)]);
      for (const one of both) assert.match(said(one), /^RA-2026-0002/);
      assert.equal(await count(), 2);
    });

    it('of two people at once is the renewal of one; the other keeps what they typed', async () => {
      const pressed = await Promise.all([renew(ed), renew(eve)]);
      assert.equal(await count(), 2);
      const lost = pressed.find((one) => said(one).startsWith(active.id));
      assert.ok(lost, pressed.map(said).join('\n'));
      assert.match(said(lost), /RA-2026-0002 (renews it already|is already proposed)/);
      assert.match(said(lost), new RegExp(answers.reasonsHold));
    });

    it('without answers, with words that say nothing or a day that is none comes back with all that was typed', async () => {
      const typed = { riskChange: ' ', mitigationsNow: 'n/a', residualRisk: 'Low' };
      const answer = await refused(() => renew(ed, typed), /what has changed in the residual risk/);
      assert.match(said(answer), /⚠ Please give the mitigations that exist now\./);
      assert.equal(valueOf(answer, 'mitigationsNow'), 'n/a');
      assert.equal(valueOf(answer, 'reasonsHold'), answers.reasonsHold);
      assert.equal(valueOf(answer, 'residualRisk'), 'Low');
      const past = await refused(
        () => renew(ed, { reviewOn: '2020-01-01', comment: 'By the way' }),
        /The review date must be after today/,
      );
      assert.equal(valueOf(past, 'reviewOn'), '2020-01-01');
      assert.equal(valueOf(past, 'comment'), 'By the way');
    });

    it('without a draft, by an auditor or on an older card is refused', async () => {
      await refused(() => press(ed, 'renew', answers), /cannot be read/);
      await refused(() => renew(aude), /This step is for an engineer/);
      await w.press(active, 'bringForward', carl);
      const stale = await refused(() => renew(ed), /Carl brought forward .*out of date/);
      assert.equal(valueOf(stale, 'riskChange'), answers.riskChange);
      assert.ok(verbsOf(cardOf(stale)).includes('renew'));
    });

    it('is not offered while one waits, and is a new one after that was refused', async () => {
      await renew(ed);
      const again = await t.press(eve, ['show', { id: active.id }], 'a:eve');
      assert.ok(!verbsOf(cardOf(again)).includes('renew'));
      assert.match(said(again), /Renewal: RA-2026-0002 \(In review\)/);
      const renewal = await w.store.find('RA-2026-0002');
      assert.ok(renewal);
      await w.reject(renewal);
      const shown = await t.press(eve, ['show', { id: active.id }], 'a:eve');
      const data = ofType(cardOf(shown), /^Action\.Execute$/).find(({ verb }) => verb === 'renew');
      assert.deepEqual(data?.['data'], {
        id: active.id,
        revision: active.revision,
        draftId: `${active.id}-renew-1`,
      });
      assert.match(said(await renew(eve, {}, 1)), /^RA-2026-0003 · In review/);
    });
  });

  it('brings the review forward with a reason, and not without', async () => {
    const answer = await refused(
      () => press(ed, 'bringForward', { reason: '', ...answers }),
      /Please give a reason/,
    );
    assert.equal(valueOf(answer, 'riskChange'), answers.riskChange);
    await refused(
      () => press(aude, 'bringForward', { reason: 'An incident.' }),
      /This step is for/,
    );
    const done = await press(ed, 'bringForward', { reason: 'The owner has left.' });
    assert.match(said(done), /^RA-2026-0001 · Review due\n/);
    assert.match(said(done), /Review brought forward by Ed on/);
    assert.deepEqual(titlesOf(cardOf(done)), ['Renew', 'Report implemented', 'Comment', 'Details']);
    const again = await press(ed, 'bringForward', { reason: 'The owner has left.' });
    assert.match(said(again), /^RA-2026-0001 · Review due\n/);
    assert.equal((await w.find(active)).revision, active.revision + 1);
  });

  it('reports it as implemented with a reason, and not without', async () => {
    await refused(() => press(ed, 'reportImplemented', { reason: 'none' }), /give a reason/);
    await refused(
      () => press(carl, 'reportImplemented', { reason: 'It is on now.' }),
      /step is for/,
    );
    const done = await press(ed, 'reportImplemented', { reason: 'It is on now.' });
    assert.match(said(done), /^RA-2026-0001 · Closed\n/);
    const late = await refused(
      () => renew(ed),
      /Ed reported as implemented this on .*no longer open/,
    );
    assert.match(said(late), new RegExp(answers.mitigationsNow));
  });

  it('asks Secure Score again only where it says something else', async () => {
    await refused(() => press(ed, 'reapply'), /no longer open/);
    w.clock.at += 60_000;
    w.graph.setByHand(discovery.id, 'Default');
    await readControls(w.ports);
    const shown = await t.press(ed, ['show', { id: active.id }], 'a:ed');
    assert.ok(titlesOf(cardOf(shown)).includes('Re-apply'), said(shown));
    await press(ed, 'reapply');
    assert.match(await w.events(active), / reapply$/);
  });

  it('that nobody knows is refused whole', async () => {
    w.entra.state.silent = true;
    await refused(() => renew(ed), /The directory does not answer now/);
    w.entra.state.silent = false;
    w.entra.remove(ed);
    await refused(() => renew(ed), /does not know you/);
  });

  it('in a channel changes nothing', async () => {
    const data = { id: active.id, revision: active.revision, comment: 'Hello' };
    await refused(() => t.press(ed, ['comment', data], '19:governance@thread.tacv2'), /own chat/);
  });
});
