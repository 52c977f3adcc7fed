import assert from 'node:assert/strict';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Person } from '../../src/domain/person.ts';
import { inputsOf, verbsOf, wordsOf } from '../cards/walk.ts';
import { aude, carl, ed, eve, max, mia, type World, world } from '../support/world.ts';
import { type Answered, type Teams, teamsOf } from './teams-world.ts';

const businessContext = 'Sales needs it until March.';

describe('A card that waits', () => {
  let w: World;
  let t: Teams;
  let waiting: Acceptance;
  beforeEach(async () => {
    w = await world();
    t = await teamsOf(w);
    waiting = await w.propose();
  });
  afterEach(async () => {
    await t.close();
    await w.end();
  });

  const press = (who: Person, verb: string, more: object = {}): Promise<Answered> =>
    t.press(who, [verb, { id: waiting.id, revision: waiting.revision, ...more }], `a:${who.id}`);
  const cardOf = ({ body }: Answered): unknown =>
    body?.type.endsWith('card.adaptive') ? body.value : undefined;
  const said = (answer: Answered): string =>
    cardOf(answer) ? wordsOf(cardOf(answer)) : String(answer.body?.value);
  const valueOf = (answer: Answered, id: string): unknown =>
    inputsOf(cardOf(answer))[id]?.['value'];

  describe('takes a comment', () => {
    it('with author and time, and keeps what else was typed', async () => {
      const answer = await press(mia, 'comment', { comment: 'Who owns it?', businessContext });
      assert.match(said(answer), /Newest comment\nMia, 23 Nov 2026, \d\d:\d\d: Who owns it\?/);
      assert.equal(valueOf(answer, 'comment'), '');
      assert.equal(valueOf(answer, 'businessContext'), businessContext);
      assert.equal((await w.find(waiting)).comment, 'Who owns it?');
    });

    it('that makes nobody’s card stale', async () => {
      await press(eve, 'comment', { comment: 'The owner is Carl.' });
      await press(ed, 'comment', { comment: 'I have seen it as well.' });
      const answer = await press(mia, 'endorse', { businessContext });
      assert.match(said(answer), /· In approval\n/);
      const late = await press(max, 'endorse', { businessContext });
      assert.match(said(late), /Mia endorsed this on/);
    });

    it('once, however often it is delivered', async () => {
      await press(mia, 'comment', { comment: 'Who owns it?' });
      await press(mia, 'comment', { comment: 'Who owns it?' });
      assert.equal(await w.events(waiting), 'propose comment');
      await press(mia, 'comment', { comment: 'And since when?' });
      assert.equal(await w.events(waiting), 'propose comment comment');
    });

    it('of an empty text, or of characters that cannot be shown, not at all', async () => {
      assert.match(said(await press(mia, 'comment', { comment: ' ' })), /Please give a comment/);
      const odd = await press(mia, 'comment', { comment: 'Look\u202e gnp.exe', businessContext });
      assert.match(said(odd), /characters that cannot be shown/);
      assert.equal(valueOf(odd, 'comment'), 'Look gnp.exe');
      assert.equal(valueOf(odd, 'businessContext'), businessContext);
      const long = 'So it is. '.repeat(150);
      const tooLong = await press(mia, 'comment', { comment: long });
      assert.match(said(tooLong), /Too long/);
      assert.equal(valueOf(tooLong, 'comment'), long);
      assert.match(said(await press(aude, 'comment', { comment: 'Me too' })), /This step is for/);
      assert.equal(await w.events(waiting), 'propose');
    });

    it('from whoever was asked for changes, and keeps the texts of their form', async () => {
      waiting = await w.requestChanges(waiting);
      const more = { comment: 'I will ask.', justification: 'A new and longer justification.' };
      const answer = await press(eve, 'comment', more);
      assert.match(said(answer), /Newest comment:\nEve, .*: I will ask\./);
      assert.equal(valueOf(answer, 'justification'), more.justification);
      assert.equal(valueOf(answer, 'comment'), '');
    });
  });

  it('comes back from its details with all that was typed', async () => {
    const typed = { comment: 'Half', reason: 'a', businessContext };
    const details = await press(mia, 'details', typed);
    const { actions } = cardOf(details) as { actions: readonly { data: object }[] };
    const back = await t.press(mia, ['show', actions[0]?.data ?? {}], 'a:mia');
    for (const [field, text] of Object.entries(typed)) assert.equal(valueOf(back, field), text);
  });

  describe('for several', () => {
    const take = (who: Person) => t.press(who, ['takeIt', { id: waiting.id }], `a:${who.id}`);

    it('can be taken by one of them, which their card and the others’ then say', async () => {
      const shown = await t.press(mia, ['show', { id: waiting.id }], 'a:mia');
      assert.ok(verbsOf(cardOf(shown)).includes('takeIt'));
      const answer = await take(mia);
      assert.match(said(answer), /Waits for Max and you\.\nYou took it\./);
      assert.ok(!verbsOf(cardOf(answer)).includes('takeIt'));
      assert.match(said(await take(mia)), /You took it\./);
      assert.equal((await w.store.owners([waiting.id])).get(waiting.id)?.personId, mia.id);
      const others = await t.press(max, ['show', { id: waiting.id }], 'a:max');
      assert.match(said(others), /\nMia took it\./);
      assert.ok(!verbsOf(cardOf(others)).includes('takeIt'));
      assert.match(said(await take(max)), /Somebody was faster and took it\. You may still decide/);
      assert.match(said(await press(max, 'endorse', { businessContext })), /· In approval/);
    });

    it('is taken by nobody else, and by nobody for whom it does not wait', async () => {
      const before = await w.store.head();
      for (const who of [eve, ed, carl, aude])
        assert.match(said(await take(who)), /for those for whom it waits: nothing was changed/);
      const unknown = await t.press(mia, ['takeIt', { id: 'RA-2026-9999' }], 'a:mia');
      assert.match(said(unknown), /no such acceptance on record/);
      w.entra.put({ ...mia, grants: [] });
      assert.match(said(await take(mia)), /You hold no role/);
      w.entra.state.silent = true;
      assert.match(said(await take(max)), /The directory does not answer now/);
      assert.deepEqual(await w.store.head(), before);
    });

    it('is not to be taken where it waits for one alone, or once it is decided', async () => {
      w.entra.remove(max);
      const shown = await t.press(mia, ['show', { id: waiting.id }], 'a:mia');
      assert.ok(!verbsOf(cardOf(shown)).includes('takeIt'));
      await w.reject(waiting);
      assert.match(said(await take(mia)), /for those for whom it waits/);
    });
  });
});
