import assert from 'node:assert/strict';
import type { Person } from '../../src/domain/person.ts';
import { type Reply, reply } from '../../src/teams/chat.ts';
import { parseCommand } from '../../src/teams/commands.ts';
import type { Place } from '../../src/teams/turn.ts';
import { wordsOf } from '../cards/walk.ts';
import { aude, carl, eve, small, type World, world, zed } from '../support/world.ts';

describe('A question in chat', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const said = async (text: string, person: Person, place: Place = 'personal'): Promise<Reply> => {
    const command = parseCommand(text);
    assert.ok(command.is !== 'useThisChannel');
    return reply({ ports: w.ports, person, place }, command);
  };
  const words = async (...asked: Parameters<typeof said>): Promise<string> => {
    const answer = await said(...asked);
    assert.ok('card' in answer, JSON.stringify(answer));
    return wordsOf(answer.card);
  };
  const secret = 'What nobody in a channel may read about us.';

  it('is answered from the record', async () => {
    const acceptance = await w.approved();
    await w.settle();
    assert.match(await words('what did we accept this quarter', aude), new RegExp(acceptance.id));
    assert.match(await words(`who approved ${acceptance.id}`, aude), /Carl/);
  });

  it('shows the texts of the register to a role in their own chat, and to nobody elsewhere', async () => {
    await w.propose({ justification: secret });
    const asks = 'why was Cloud Discovery accepted';
    assert.match(await words(asks, aude), new RegExp(secret));
    for (const [person, place] of [
      [aude, 'governanceChannel'],
      [aude, 'elsewhere'],
      [zed, 'governanceChannel'],
    ] as const) {
      const answer = await words(asks, person, place);
      assert.match(answer, /RA-2026-0001/);
      assert.doesNotMatch(answer, new RegExp(secret), `${person.name} ${place}`);
    }
  });

  it('of somebody without a role is answered in the governance channel only', async () => {
    for (const text of ['what regressed this week', 'what waits for me', 'review']) {
      for (const place of ['personal', 'elsewhere'] as const) {
        const answer = await said(text, zed, place);
        assert.match('text' in answer ? answer.text : '', /ask in the governance channel/);
      }
    }
    assert.ok('card' in (await said('what regressed this week', zed, 'governanceChannel')));
    assert.ok('card' in (await said('what regressed this week', eve, 'elsewhere')));
  });

  it('about what waits for whoever asks is their queue, in their own chat', async () => {
    await w.endorse(await w.propose());
    for (const text of ['what waits for me', 'queue'])
      assert.match(await words(text, carl), /1 thing waits for you/);
    const answer = await said('what waits for me', carl, 'governanceChannel');
    assert.ok('elsewhere' in answer);
    assert.equal(answer.text, 'Your queue is in our own chat.');
    assert.match(wordsOf(answer.elsewhere), /1 thing waits for you/);
  });

  it('about who waits for whoever asks names whose proposals do', async () => {
    await w.endorse(await w.propose());
    assert.match(await words('who waits for me', carl), /RA-2026-0001/);
    assert.match(await words('what waits for me', carl), /As of 23 Nov 2026/);
    assert.doesNotMatch(await words('who waits for me', eve), /RA-2026-0001/);
  });

  it('for the review is answered with this week’s, which is kept up to date', async () => {
    const answer = await said('review', eve, 'governanceChannel');
    assert.ok('card' in answer);
    assert.match(answer.subject ?? '', /^review:2026-W\d\d$/);
    assert.match(wordsOf(answer.card), /Weekly review/);
  });

  it('for what is to come is answered so', async () => {
    assert.deepEqual(await said('roadmap', zed, 'elsewhere'), {
      text: 'The roadmap is not built yet. Type **help** for what I can do.',
    });
  });

  it('for the register is answered with the part and the words that were said', async () => {
    await w.reject(await w.propose());
    await w.propose({}, eve, { controlId: small.id });
    assert.match(
      await words('which acceptances were rejected', aude),
      /Rejected: 1 in all\.\nCloud/,
    );
    assert.match(await words('register small', aude), /with “small”: 1 in all\.\nA small one/);
    assert.match(await words('register narnia', aude), /none\.\n.*fewer find more/);
  });

  it('for a sample draws one by chance, and the same again by its seed', async () => {
    await w.approved();
    await w.settle();
    const drawn = await words('sample 5', aude);
    const [, seed = ''] = /“sample 1 seed ([0-9a-f]{8})”/.exec(drawn) ?? [];
    assert.match(drawn, /1 of 1 acceptance in force/);
    assert.equal(await words(`sample 5 seed ${seed}`, aude), drawn);
    const [, other] = /“sample 1 seed ([0-9a-f]{8})”/.exec(await words('sample 5', aude)) ?? [];
    assert.notEqual(other, seed);
  });

  it('for a sample of none, or of too many, is told how many there may be', async () => {
    for (const text of ['sample 0', 'sample 21'])
      assert.deepEqual(await said(text, aude), {
        text: 'A sample has 1 to 20 acceptances: say for example **sample 5**.',
      });
    assert.match(await words('sample 20', aude), /0 of 0 acceptances/);
  });

  it('for a sample, or all about one, is for the four roles, in their own chat', async () => {
    const { id } = await w.propose({ justification: secret });
    for (const text of ['sample 5', `details ${id}`]) {
      const answer = await said(text, aude, 'governanceChannel');
      assert.ok('elsewhere' in answer);
      const refused = await said(text, zed, 'governanceChannel');
      assert.ok('text' in refused && !('elsewhere' in refused));
    }
    assert.match(await words(`details ${id}`, aude), new RegExp(secret));
    const none = await said('details RA-2026-0999', aude);
    assert.match('text' in none ? none.text : '', /no acceptance RA-2026-0999 on record/);
  });

  it('about who accepted what is answered in a channel without the texts', async () => {
    await w.approved({ justification: secret });
    const answer = await words('who accepted what', zed, 'governanceChannel');
    assert.match(answer, /Approved as CISO by Carl/);
    assert.doesNotMatch(answer, new RegExp(secret));
  });

  it('that is not understood gets the three nearest things', async () => {
    const answer = await said('wot regresd', eve);
    assert.match(
      'text' in answer ? answer.text : '',
      /things I can do:\n\n- what regressed this week\n- .+\n- /,
    );
  });
});
