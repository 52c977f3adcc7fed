import assert from 'node:assert/strict';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Person } from '../../src/domain/person.ts';
import { inputsOf, ofType, titlesOf, wordsOf } from '../cards/walk.ts';
import { form } from '../domain/examples.ts';
import { aude, discovery, ed, eve, type World, world } from '../support/world.ts';
import { type Answered, type Teams, teamsOf } from './teams-world.ts';

describe('The form of a recommendation', () => {
  let w: World;
  let t: Teams;
  beforeEach(async () => {
    w = await world();
    t = await teamsOf(w);
  });
  afterEach(async () => {
    await t.close();
    await w.end();
  });

  const press = (who: Person, verb: string, data: object): Promise<Answered> =>
    t.press(who, [verb, data], `a:${who.id}`);
  const open = (more: object = {}, who = ed) =>
    press(who, 'openForm', { controlId: discovery.id, ...more });
  const cardOf = ({ body }: Answered): unknown =>
    body?.type.endsWith('card.adaptive') ? body.value : undefined;
  const said = (answer: Answered): string =>
    cardOf(answer) ? wordsOf(cardOf(answer)) : String(answer.body?.value);
  const valueOf = (answer: Answered, id: string): unknown =>
    inputsOf(cardOf(answer))[id]?.['value'];
  const dataOf = (answer: Answered, wanted: string): object =>
    ofType(cardOf(answer), /^Action\.Execute$/).find(({ verb }) => verb === wanted)?.['data'] ?? {};

  const evidence = `https://evidence.example.com/a ${'ab'.repeat(32)}`;
  const fields = { scope: 'partial', scopeDetail: 'The kiosks', riskOwnerId: eve.id, evidence };

  it('comes with the texts of the newest acceptance that ended, and says which', async () => {
    const first = await w.reject(await w.propose(fields));
    const card = await open();
    assert.match(said(card), /The texts are copied from RA-2026-0001 \(Rejected\)/);
    assert.match(said(card), /It ended with: The supplier has gone\./);
    const typed = form(fields);
    for (const [field, text] of Object.entries(typed))
      assert.equal(valueOf(card, field) ?? '', field === 'reviewOn' ? '' : text, field);
    assert.match(JSON.stringify(inputsOf(cardOf(card))['riskOwnerId']), /"title":"Eve"/);
    const answer = await press(ed, 'propose', { ...dataOf(card, 'propose'), ...typed });
    assert.match(said(answer), /Proposed again after: RA-2026-0001 \(Rejected\)/);
    assert.equal((await w.store.find('RA-2026-0002'))?.previous, first.id);
  });

  it('is offered on the card of what has ended, to whoever may propose and while nothing stands there', async () => {
    const { id } = await w.withdraw(await w.propose());
    const titles = async (who: Person) => titlesOf(cardOf(await press(who, 'show', { id })));
    assert.deepEqual(await titles(ed), ['Propose risk acceptance', 'Comment', 'Details']);
    assert.deepEqual(await titles(aude), ['Details']);
    await w.propose();
    assert.deepEqual(await titles(ed), ['Comment', 'Details']);
  });

  describe('beside one in force', () => {
    let active: Acceptance;
    beforeEach(async () => {
      const approved = await w.approved();
      await w.settle();
      active = await w.find(approved);
    });

    it('is for another treatment, and carries what it is to replace', async () => {
      assert.match(said(await open()), /already covers this recommendation/);
      const card = await open({ replaces: active.id });
      assert.match(said(card), /Beside RA-2026-0001 \(Risk accepted\): please choose another/);
      assert.equal(valueOf(card, 'treatment'), '');
      assert.equal(valueOf(card, 'justification'), active.justification);
      const data = dataOf(card, 'propose');
      const same = await press(ed, 'propose', { ...data, ...form({ treatment: 'riskAccepted' }) });
      assert.match(said(same), /already covers this recommendation/);
      assert.match(said(same), /Beside RA-2026-0001/);
      assert.deepEqual(dataOf(same, 'propose'), data);
      const other = form({ treatment: 'thirdParty', evidence });
      const answer = await press(ed, 'propose', { ...data, ...other });
      assert.match(said(answer), /Takes the place of: RA-2026-0001 \(Active\)/);
      assert.equal((await w.store.find('RA-2026-0002'))?.earlierProposerId, eve.id);
    });

    it('comes with the treatment that its button names', async () => {
      const card = await open({ replaces: active.id, treatment: 'thirdParty' });
      assert.equal(valueOf(card, 'treatment'), 'thirdParty');
    });

    it('is none where what it names is not in force, or is of something else', async () => {
      for (const replaces of ['RA-2026-0077', 'RA-2025-0001'])
        assert.match(said(await open({ replaces })), /already covers/);
      const forged = { controlId: discovery.id, draftId: 'draft-forged', replaces: 'RA-2026-0077' };
      await w.revoke(active);
      await press(ed, 'propose', { ...forged, ...form() });
      const second = await w.store.find('RA-2026-0002');
      assert.equal(second?.previous, active.id);
      await w.withdraw(second, ed);
      // What it names has ended by now: it follows the newest that did.
      const late = { ...forged, draftId: 'draft-too-late', replaces: active.id };
      await press(ed, 'propose', { ...late, ...form() });
      assert.equal((await w.store.find('RA-2026-0003'))?.previous, second.id);
    });
  });
});
