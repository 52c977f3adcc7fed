import assert from 'node:assert/strict';
import { buttonsOf, inputsOf, said, titlesOf, wordsOf } from './cards.ts';
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

describe('What people say', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  const one = async (personId: string, text: string, chatId?: string) => {
    const messages = await world.say(personId, text, chatId);
    assert.equal(messages.length, 1, `${text}: ${messages.map(said).join(' | ')}`);
    return messages[0] ?? assert.fail();
  };
  const answer = async (personId: string, text: string, chatId?: string): Promise<string> =>
    said(await one(personId, text, chatId)).trim();

  it('gets help, the buttons of which say what they say', async () => {
    const help = await one(mia, 'help');
    assert.match(wordsOf(help.card), /show RA-2026-0001/);
    const before = world.messages(`chat-${mia}`).length;
    const queue = buttonsOf(help.card).find(({ title }) => title === 'queue');
    assert.ok(queue);
    await world.chat.press({
      chatId: `chat-${mia}`,
      personId: mia,
      messageId: help.id,
      verb: queue.verb,
      data: queue.data,
    });
    const added = world.messages(`chat-${mia}`).slice(before);
    assert.match(added.map(said).join(' '), /Queue/);
  });

  it('gets the recommendations, by area, words and page', async () => {
    const all = await one(eve, 'recommendations');
    assert.match(wordsOf(all.card), /1 to \d+ of \d+|of \d{3}/);
    const more = await world.press(eve, all, 'recommendations');
    assert.notEqual(wordsOf(more.card), wordsOf(all.card));
    assert.match(await answer(eve, 'recommendations zoom apps open'), /webinars/);
    assert.match(await answer(eve, 'recommendations nothinglikethis'), /Nothing fits/);
  });

  it('gets one recommendation by id in any case, a choice of several, or a word that none fits', async () => {
    assert.match(await answer(aude, 'recommendation MCAS_Cloud_Discovery'), /4\.50/);
    assert.match(await answer(aude, 'recommendation zoom'), /Which one do you mean\?/);
    assert.match(
      await answer(aude, 'recommendation blue *moon*'),
      /no recommendation that fits "blue moon"/,
    );
  });

  it('proposes: a form for one, a choice that opens the form, a sentence for none', async () => {
    const form1 = await one(ed, 'propose mcas_cloud_discovery');
    assert.ok(inputsOf(form1.card).some(({ id }) => id === 'riskDescription'));
    const choice = await one(ed, 'propose zoom session');
    assert.match(wordsOf(choice.card), /Which one do you mean\?/);
    const chosen = await world.press(ed, choice, 'openForm');
    assert.ok(inputsOf(chosen.card).some(({ id }) => id === 'justification'));
    assert.match(await answer(ed, 'propose blue moon'), /no recommendation that fits/);
    assert.match(await answer(ed, 'propose'), /Which recommendation\?/);
  });

  it('sends the form to the personal chat when it is asked for in the channel', async () => {
    const before = world.messages(`chat-${ed}`).length;
    assert.match(
      await answer(ed, 'propose mcas_cloud_discovery', 'channel'),
      /form is in our own chat/,
    );
    const [added] = world.messages(`chat-${ed}`).slice(before);
    assert.ok(inputsOf(added?.card).some(({ id }) => id === 'riskDescription'));
  });

  it('shows the texts of an entry in the chats of the four roles, and in the channel none of them', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    for (const personId of [eve, mia, carl, aude])
      assert.match(await answer(personId, `show ${id.toLowerCase()}`), /In review/);
    const brief = await one(mia, `show ${id}`, 'channel');
    assert.match(wordsOf(brief.card), /Proposed by: Eve Engel/);
    assert.ok(!JSON.stringify(brief.card).includes(form.justification));
    assert.ok(!JSON.stringify(brief.card).includes(form.riskDescription));
    assert.match(await answer(mia, 'show RA-1999-0001'), /no acceptance RA-1999-0001 on record/);
  });

  it('lists the register with its filters, in the channel too', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    assert.match(await answer(aude, 'register'), new RegExp(id));
    assert.match(await answer(aude, 'register open'), new RegExp(id));
    assert.ok(!(await answer(aude, 'register active')).includes(id));
    const inChannel = await one(zed, 'register', 'channel');
    assert.match(wordsOf(inChannel.card), new RegExp(id));
    assert.ok(!JSON.stringify(inChannel.card).includes(form.justification));
  });

  it('shows who waits for whom', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    assert.match(await answer(mia, 'queue'), /things? waits? for you/);
    const [mine] = await world.say(eve, 'queue');
    assert.match(wordsOf(mine?.card), /Waits for Mia Maro/);
    const open = buttonsOf((await one(mia, 'queue')).card).find(({ data }) => data['id'] === id);
    const queue = await one(mia, 'queue');
    const shown = await world.press(mia, queue, 'show', { id: open?.data['id'] });
    assert.ok(titlesOf(shown.card).includes('Endorse'));
  });

  it('verifies the register, the comments in Secure Score included', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    await world.step(carl, id, 'approve');
    await world.settle();
    await world.moveClock(new Date(world.running.ports().now().getTime() + 60_000));
    const words = await answer(aude, 'verify register');
    assert.match(words, /The register is consistent in itself/);
    assert.match(words, /1 comment in Secure Score matches its entry/);
  });

  it('never stays silent: an unknown sentence gets the three closest things', async () => {
    const words = await answer(eve, 'regstr pls');
    assert.match(words, /I did not understand that/);
    assert.equal(words.match(/^- /gm)?.length, 3);
    assert.match(words, /- register/);
    assert.match(await answer(eve, 'hello', 'channel'), /mention me first/);
  });

  it('answers whoever has no role in the governance channel alone, and shows them no texts', async () => {
    assert.match(await answer(zed, 'recommendations'), /You hold no role/);
    assert.match(await answer(zed, 'recommendations', 'channel'), /Recommendations/);
    assert.match(await answer(zed, 'verify register', 'channel'), /You hold no role/);
    assert.match(await answer(zed, 'propose zoom', 'channel'), /Proposing is for/);
    assert.match(await answer(gus, 'queue'), /You hold no role/);
    assert.match(await answer(aude, 'propose zoom'), /Proposing is for/);
  });
});

describe('The governance channel', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  const inChannel = async (personId: string, text: string): Promise<string> =>
    (await world.say(personId, text, 'channel')).map(said).join(' ');

  it('is chosen by an IT manager or a CISO, in a channel', async () => {
    assert.match(await inChannel(eve, 'use this channel'), /for an IT manager or a CISO/);
    const [personal] = await world.say(carl, 'use this channel');
    assert.match(personal?.text ?? '', /Say this in the channel/);
  });

  it('with people from outside wants the word of a CISO', async () => {
    assert.match(
      await inChannel(mia, 'use this channel anyway'),
      /1 of its members is from outside/,
    );
    assert.match(await inChannel(carl, 'use this channel'), /A CISO has to confirm it/);
    assert.match(await inChannel(carl, 'use this channel anyway'), /governance channel now/);
  });
});
