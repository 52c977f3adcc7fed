import assert from 'node:assert/strict';
import { raw } from '../sandbox/support.ts';
import { buttonsOf } from './cards.ts';
import { type Folder, folder } from './child.ts';
import { aude, carl, context, createWorld, eve, form, gus, mia, type World, zed } from './world.ts';

const minute = 60_000;

describe('The page of an acceptance, from the chat', () => {
  let dir: Folder;
  let world: World;
  let id: string;
  before(async () => {
    dir = folder();
    world = await createWorld({
      DATABASE_URL: dir.database,
      ROLE_ENGINEER: `user:${eve},user:${gus}`,
    });
    id = await world.propose(eve, (await world.control()).id);
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    await world.step(carl, id, 'approve');
    await world.settle();
  });
  after(async () => {
    await world.close();
    dir.remove();
  });

  /** The link that somebody's details carry. */
  const linkFor = async (personId: string): Promise<string> => {
    const [shown] = await world.say(personId, `show ${id}`);
    assert.ok(shown);
    const { card } = await world.press(personId, shown, 'details');
    const url = buttonsOf(card).find(({ title }) => title === 'Open page')?.url ?? '';
    assert.ok(url, 'the details have no page');
    const { port, pathname, search } = new URL(url);
    assert.equal(port, String(world.running.port));
    return `${pathname}${search}`;
  };
  const get = async (target: string) => {
    const answer = await fetch(`${world.url}${target}`);
    return { status: answer.status, text: await answer.text() };
  };

  it('opens for everybody who holds a role, the auditor too, with all texts and all lines', async () => {
    for (const personId of [eve, mia, carl, aude]) {
      const { status, text } = await get(await linkFor(personId));
      assert.equal(status, 200, personId);
      for (const words of [id, 'Active', form.justification, context, 'Carl', 'Approved it'])
        assert.ok(text.includes(words), words);
      for (const { hash } of await world.running.ports().store.trail(id))
        assert.ok(text.includes(hash));
    }
  });

  it('is another link each time, while the cards that came by themselves stay as they are', async () => {
    const { store } = world.running.ports();
    const showAgain = async () => {
      await store.arm([{ kind: 'show', acceptanceId: id }], new Date(0));
      await world.settle();
      return store.posts(id);
    };
    const first = await linkFor(eve);
    const posts = await showAgain();
    const requests = world.chat.requests.length;
    assert.deepEqual(await showAgain(), posts);
    assert.equal(world.chat.requests.length, requests);
    assert.notEqual(await linkFor(eve), first);
  });

  it('stays closed for whoever holds no role, is a guest or is unknown, with the same words', async () => {
    const { links } = world.running.ports();
    const answers = await Promise.all(
      [zed, gus, 'nobody-at-all', '../groups/x?$top=1'].map(async (personId) => {
        const { pathname, search } = new URL(links.page(id, personId));
        return get(`${pathname}${search}`);
      }),
    );
    for (const { status, text } of answers.slice(0, 3)) {
      assert.equal(status, 403);
      assert.equal(text, answers[0]?.text);
      assert.ok(!text.includes(form.justification) && !text.includes(id));
    }
    assert.ok([403, 503].includes(answers[3]?.status ?? 0));
  });

  it('lets nobody in while Graph hangs, and says so within its two seconds', async () => {
    const link = await linkFor(mia);
    world.graph.meet = (_method, path) => (path.includes('/users/') ? 'hang' : undefined);
    const asked = performance.now();
    const { status } = await get(link);
    assert.equal(status, 503);
    assert.ok(performance.now() - asked < 4_000);
    world.graph.letGo();
    world.graph.meet = () => undefined;
    assert.equal((await get(link)).status, 200);
  });

  it('opens nothing for a foreign Host, whatever the link', async () => {
    const path = await linkFor(mia);
    const headers = { host: 'rebound.example' };
    assert.equal((await raw(world.running.port, { path, headers })).status, 403);
  });

  it('has files behind links of the same kind, which open nothing else', async () => {
    const { links } = world.running.ports();
    const { pathname, search } = new URL(links.download('csv', mia));
    assert.equal(pathname, '/register.csv');
    assert.equal((await get(`${pathname}${search}`)).status, 200);
    for (const other of [`/register/${id}`, '/register.json'])
      assert.equal((await get(`${other}${search}`)).status, 403);
  });

  it('says nothing of a key, and no link, in the log', () => {
    const log = world.log.join('');
    assert.match(log, /"event":"page-opened"/);
    assert.doesNotMatch(log, /signature|until=/);
  });

  it('expires with the clock, and a link made then outlives a restart', async () => {
    const old = await linkFor(aude);
    await world.moveClock(new Date(world.running.ports().now().getTime() + 15 * minute));
    const { status, text } = await get(old);
    assert.equal(status, 403);
    assert.match(text, new RegExp(`say “show ${id}” to Scorekeeper`));
    const fresh = await linkFor(aude);
    await world.close();
    world = await createWorld({ DATABASE_URL: dir.database });
    assert.equal((await get(fresh)).status, 200);
  });
});
