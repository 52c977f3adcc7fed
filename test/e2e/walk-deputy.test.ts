import assert from 'node:assert/strict';
import { witness } from '../../src/domain/trail.ts';
import type { ChatMessage } from '../../src/sandbox/api.ts';
import { dataOf, said, titlesOf, wordsOf } from './cards.ts';
import { forge, invokeOf, send } from './activities.ts';
import { aude, carl, context, createWorld, ed, eve, mia, type World, zed } from './world.ts';

const reason = 'Two weeks of holiday.';

describe('A deputy in chat', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  const asks = async (personId: string, text: string): Promise<ChatMessage> => {
    // What the bot has to say by itself comes before the answer.
    await world.settle();
    const message = (await world.say(personId, text)).at(-1);
    assert.ok(message, text);
    return message;
  };
  /** Whoever is named, as long as a test takes. */
  const appoint = async (text: string, by = carl) => {
    const answer = await world.press(by, await asks(by, text), 'appointDeputy', { reason });
    assert.match(wordsOf(answer.card), /Deputy appointed/, answer.notice);
    return answer;
  };
  const endAll = async (): Promise<void> => {
    for (;;) {
      const list = await asks(carl, 'deputies');
      if (dataOf(list.card, 'endDeputy') === undefined) return;
      await world.press(carl, list, 'endDeputy');
    }
  };
  afterEach(async () => {
    world.graph.meet = () => undefined;
    await endAll();
    await world.settle();
  });
  const inApproval = async (): Promise<string> => {
    const id = await world.propose(eve, (await world.control()).id);
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    return id;
  };
  const lines = () => world.running.ports().store.deputyLines();

  it('is asked back for with both in full, and counts only once Appoint was pressed', async () => {
    const card = (await asks(carl, 'deputy Ed Ellis for CISO until in 10 days because holiday'))
      .card;
    const words = wordsOf(card);
    assert.match(words, /Ed Ellis \(ed\.ellis@sandbox\.example\)/);
    assert.match(words, /Carl Cato \(carl\.cato@sandbox\.example\)/);
    assert.match(words, /Role: CISO/);
    assert.deepEqual(titlesOf(card), ['Appoint', 'Cancel']);
    assert.match(JSON.stringify(card), /"value":"holiday"/);
    const before = (await lines()).length;
    const message = world.offer(carl, 'cancelDeputy');
    assert.match(
      wordsOf((await world.press(carl, message, 'cancelDeputy')).card),
      /Nobody was appointed/,
    );
    assert.equal((await lines()).length, before);
    assert.match(said(await asks(ed, 'deputies')), /Nobody stands in for anybody/);
  });

  it('approves while the CISO is away: on the card, the trail and in Secure Score', async () => {
    const id = await inApproval();
    const answer = await appoint('deputy ed.ellis@sandbox.example for CISO until in 10 days');
    const [line] = (await lines()).slice(-1);
    assert.ok(line && wordsOf(answer.card).includes(witness(line)));
    await world.settle();
    assert.match(
      world.messages(`chat-${ed}`).at(-1)?.text ?? '',
      /You are deputy for Carl Cato as CISO/,
    );

    const shown = await asks(ed, 'queue');
    assert.match(wordsOf(shown.card), /Waits for your decision/);
    const card = await asks(ed, `show ${id}`);
    const approved = await world.press(ed, card, 'approve');
    assert.match(wordsOf(approved.card), /Approved by Ed Ellis/);
    await world.settle();
    const acceptance = await world.find(id);
    assert.equal(acceptance.state, 'Active');
    assert.match(acceptance.approverRoleFrom ?? '', /^deputy:[\d-]{10}:[\d-]{10}:sandbox-carl$/);
    const trail = await world.running.ports().store.trail(id);
    const decision = trail.find(({ event }) => event === 'approve');
    assert.deepEqual([decision?.by, decision?.role], [ed, 'ciso']);
    assert.equal(decision?.roleFrom, acceptance.approverRoleFrom);
    const [written] = world.graph.patches.filter((one) => one.controlId === acceptance.controlId);
    assert.ok(JSON.stringify(written?.body).includes(`${id}, review by`));
    assert.match(
      world
        .messages(`chat-${eve}`)
        .map(({ text }) => text)
        .join('\n'),
      /approved by Ed Ellis for Carl Cato \(deputy, /,
    );
    assert.match(said(await asks(carl, 'verify register')), /fits|verif/i);
  });

  it('is refused where it was ended between the card and the press', async () => {
    const id = await inApproval();
    await appoint('deputy Ed Ellis for CISO until in 10 days');
    const card = await asks(ed, `show ${id}`);
    const list = await asks(ed, 'deputies');
    const ended = await world.press(ed, list, 'endDeputy');
    assert.match(wordsOf(ended.card), /Ended\. #\d+ [0-9a-f]{12}.*Nobody stands in/);
    const pressed = await world.press(ed, card, 'approve');
    assert.match(
      said({ ...card, text: pressed.notice, card: pressed.card }),
      /This step is for a CISO/,
    );
    assert.equal((await world.find(id)).state, 'InApproval');
    assert.equal((await world.step(carl, id, 'approve')).notice, '');
  });

  it('is refused while the directory is silent about the principal, and nothing is lost', async () => {
    const id = await inApproval();
    await appoint('deputy Ed Ellis for CISO until in 10 days');
    const card = await asks(ed, `show ${id}`);
    world.graph.meet = (_, path) => (path.includes(`/users/${carl}`) ? { status: 503 } : undefined);
    const pressed = await world.press(ed, card, 'approve', { conditions: 'kept' });
    assert.match(pressed.notice, /directory does not answer now.*Nothing was changed/);
    assert.equal((await world.find(id)).state, 'InApproval');
    world.graph.meet = () => undefined;
    assert.match(wordsOf((await world.press(ed, card, 'approve')).card), /Approved by Ed Ellis/);
    await world.settle();
  });

  it('is chosen from a list where the name fits several', async () => {
    const list = await asks(carl, 'deputy E for CISO until in 10 days because holiday');
    assert.match(wordsOf(list.card), /Whom do you mean\? Ed Ellis .*Eve Engel/);
    const form = await world.press(carl, list, 'askDeputy');
    assert.match(wordsOf(form.card), /Deputy: Ed Ellis/);
    const none = await asks(carl, 'deputy Nobody Atall for CISO until in 10 days');
    assert.match(none.text, /I know nobody by the name of "Nobody Atall"/);
    const byId = await asks(carl, `deputy ${zed} for CISO until in 10 days`);
    assert.match(wordsOf(byId.card), /Deputy: Zed Zorn \(zed\.zorn@sandbox\.example\)/);
  });

  it('of another is named by the CISO, and by nobody else', async () => {
    await appoint('deputy Ed Ellis for IT manager until in 10 days');
    assert.match(said(await asks(mia, 'deputies')), /Ed Ellis for Mia Maro as IT manager/);
    const form = await asks(carl, `deputy ${zed} for engineer until in 10 days`);
    assert.match(JSON.stringify(form.card), /"label":"For whom"/);
    const nobody = await world.press(carl, form, 'appointDeputy', { reason });
    assert.equal(nobody.notice, 'Choose first for whom.');
    const chosen = await world.press(carl, form, 'appointDeputy', { reason, principalId: eve });
    assert.match(wordsOf(chosen.card), /For: Eve Engel/);
    assert.match(
      (await asks(eve, 'deputy Ed Ellis for CISO until in 10 days')).text,
      /You are no CISO/,
    );
    assert.match(
      (await asks(ed, 'deputy Eve for IT manager until in 3 days')).text,
      /a deputy cannot have a deputy/,
    );
    assert.match(
      (await asks(aude, 'deputy Eve for auditor until in 3 days')).text,
      /needs no deputy/,
    );
  });

  for (const [text, why] of [
    ['deputy', /Say who, for which role and until when/],
    ['deputy Ed Ellis for CISO', /Say who, for which role and until when/],
    ['deputy Carl Cato for CISO until in 10 days', /Nobody can be their own deputy/],
    ['deputy me for CISO until in 10 days', /Nobody can be their own deputy/],
    ['deputy Ed Ellis for CISO from yesterday until in 3 days', /is past/],
    ['deputy Ed Ellis for CISO from in 5 days until in 3 days', /before the beginning/],
    ['deputy Ed Ellis for CISO until in 60 days', /61 days.*60 days at most/],
    ['deputy Ed Ellis for CISO until soon', /cannot read "soon" as a day/],
    ['deputy Ed Ellis for CISO from whenever until in 3 days', /cannot read "whenever"/],
    ['deputy Gus Gast for CISO until in 10 days', /I know nobody|guest/],
  ] as const)
    it(`"${text}" gets a clear word, and nothing is on record`, async () => {
      const before = (await lines()).length;
      assert.match((await asks(carl, text)).text, why);
      assert.equal((await lines()).length, before);
    });

  it('is looked at again at the press, whatever the card says', async () => {
    const form = await asks(carl, 'deputy Ed Ellis for CISO until in 10 days');
    const data = { ...dataOf(form.card, 'appointDeputy'), reason };
    const before = (await lines()).length;
    const refused = async (personId: string, more: object): Promise<string> => {
      const { card, notice } = await forge(world, personId, 'appointDeputy', { ...data, ...more });
      return `${notice} ${wordsOf(card)}`;
    };
    assert.match(await refused(ed, {}), /whoever holds the role, or for a CISO/);
    assert.match(await refused(carl, { deputyId: carl }), /their own deputy/);
    assert.match(await refused(carl, { principalId: mia }), /Mia Maro is no CISO/);
    assert.match(await refused(carl, { validFrom: '2020-01-01' }), /is past/);
    assert.match(await refused(carl, { validTo: '2099-01-01' }), /60 days at most/);
    assert.match(await refused(carl, { validTo: '2099-02-31' }), /cannot be read/);
    assert.match(await refused(carl, { role: 'auditor' }), /cannot be read/);
    assert.match(await refused(carl, { deputyId: 'nobody-at-all' }), /does not know this person/);
    const empty = await world.press(carl, form, 'appointDeputy', { reason: ' n/a ' });
    assert.match(wordsOf(empty.card), /Please give a reason/);
    assert.match(
      (await forge(world, eve, 'endDeputy', { id: 'no-such-deputy' })).notice,
      /no such deputy/,
    );
    assert.equal((await lines()).length, before);
    await world.press(carl, form, 'appointDeputy', { reason });
    const standing = (await world.running.ports().store.deputies()).find(
      ({ endedAt }) => endedAt === null,
    );
    const { notice } = await forge(world, eve, 'endDeputy', { id: standing?.id });
    assert.match(notice, /whoever holds the role/);
    const twice = await asks(carl, 'deputy Ed Ellis for CISO from tomorrow until in 12 days');
    assert.match(
      wordsOf((await world.press(carl, twice, 'appointDeputy', { reason })).card),
      /already/,
    );
  });

  it('is named and ended by a press in one’s own chat only', async () => {
    const conversation = { id: '19:somewhere', conversationType: 'channel', isGroup: true };
    const pressed = invokeOf(world, carl, 'endDeputy', { id: 'no-such-deputy' });
    const { text } = await send(world, { ...pressed, conversation });
    assert.match(text, /This works in our own chat\./);
  });

  it('is named and listed in one’s own chat only', async () => {
    for (const text of ['deputy Ed Ellis for CISO until in 10 days', 'deputies']) {
      const [answer] = await world.say(carl, text, 'channel');
      assert.equal(answer?.text, 'This works in our own chat.');
    }
  });
});
