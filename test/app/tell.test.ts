import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { as } from '../domain/examples.ts';
import { witness } from '../../src/domain/trail.ts';
import {
  carl,
  cora,
  device,
  eve,
  max,
  mia,
  people,
  small,
  type World,
  world,
} from '../support/world.ts';

describe('telling', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  /** Who was told in a line, and of what the channel heard, since the last time. */
  const news = async (): Promise<readonly [string, string]> => {
    await w.settle();
    const said = w.teams.channel.map(async ({ text }) => {
      const seq = / #(\d+) [0-9a-f]{12}$/.exec(text)?.[1];
      return (await w.store.line(Number(seq)))?.event;
    });
    const told = people(w.teams.posts.filter(({ text }) => text !== ''));
    w.quiet();
    return [told, (await Promise.all(said)).join(' ')];
  };

  it('reaches the right people, and the channel, at every step of the standard route', async () => {
    const acceptance = await w.propose();
    assert.deepEqual(await news(), ['', 'propose']);
    await w.endorse(acceptance);
    assert.deepEqual(await news(), ['', '']);
    await w.requestChanges(acceptance, carl);
    assert.deepEqual(await news(), ['', '']);
    const { id, revision } = await w.find(acceptance);
    await w.submit({}, eve, { resubmits: { id, revision } });
    assert.deepEqual(await news(), ['', '']);
    await w.endorse(acceptance, max);
    await news();
    w.graph.state.ignoresWrites = true;
    await w.approve(acceptance, carl);
    assert.deepEqual(await news(), ['eve max', 'approve']);
    w.graph.setByHand(acceptance.controlId, 'Ignored');
    w.clock.at += 2_000;
    assert.deepEqual(await news(), ['eve', 'verified']);
    await w.revoke(acceptance, cora);
    assert.deepEqual(await news(), ['eve max', 'revoke']);
  });

  it('reaches the proposer on the low route, where there is no reviewer', async () => {
    const acceptance = await w.propose({}, eve, { controlId: small.id });
    await news();
    w.graph.state.ignoresWrites = true;
    await w.approve(acceptance, mia);
    assert.deepEqual(await news(), ['eve', 'approve']);
    await w.revoke(acceptance, max);
    assert.deepEqual(await news(), ['eve', 'revoke']);
  });

  it('says a rejection to the proposer, and to whoever endorsed, and not in the channel', async () => {
    const first = await w.propose();
    await news();
    await w.reject(first, mia);
    assert.deepEqual(await news(), ['eve', '']);
    const second = await w.endorse(await w.propose(), max);
    await news();
    await w.reject(second, carl);
    assert.deepEqual(await news(), ['eve max', '']);
  });

  it('says nothing to anybody of their own doing', async () => {
    w.entra.put(as(eve, 'engineer', 'ciso'));
    const acceptance = await w.approved({}, eve, { controlId: device.id });
    await news();
    await w.revoke(acceptance, eve);
    assert.deepEqual(await news(), ['mia', 'revoke']);
    const other = await w.propose();
    await news();
    await w.withdraw(other);
    assert.deepEqual(await news(), ['', '']);
  });

  it('gives a person the reason, and a witness', async () => {
    const acceptance = await w.reject(await w.propose(), mia, {
      reason: 'No *way*.\n# Not ours',
    });
    await w.settle();
    const [told] = w.told(eve);
    const line = (await w.trail(acceptance)).at(-1);
    assert.ok(told && line);
    assert.equal(
      told.text,
      `**${acceptance.id}** Cloud Discovery: rejected by Mia.` +
        `\n\n> No \\*way\\*.\n> \\# Not ours\n\n ${witness(line)}`,
    );
  });

  it('gives the channel no texts: no risk, no justification, no context, no reason', async () => {
    const words = {
      riskDescription: 'RISKWORDS that nobody outside may read.',
      justification: 'JUSTWORDS that nobody outside may read.',
    };
    const acceptance = await w.propose(words);
    await w.endorse(acceptance, mia, { businessContext: 'CONTEXTWORDS for the CISO.' });
    await w.approve(acceptance, carl, { conditions: 'CONDITIONWORDS for Eve.' });
    await w.settle();
    await w.revoke(acceptance, carl, { reason: 'REASONWORDS for Eve.' });
    await w.settle();
    assert.equal(w.teams.channel.length, 4);
    for (const { text, mention } of w.teams.channel) {
      assert.match(text, /^\*\*RA-2026-0001\*\* Cloud Discovery: .* #\d+ [0-9a-f]{12}$/);
      assert.doesNotMatch(text, /WORDS/);
      assert.equal(mention, undefined);
    }
    const approval = w.teams.channel
      .map(({ text }) => text)
      .find((text) => text.includes('approved'));
    assert.match(approval ?? '', /approved by Carl, review by 23 Nov 2027\. It is in force once/);
  });

  it('shows names and titles as text', async () => {
    w.entra.put({ ...eve, name: '[Eve](https://evil.example)' });
    const acceptance = await w.propose();
    await w.settle();
    assert.match(w.teams.channel[0]?.text ?? '', /: \\\[Eve\\\]\(/);
    await w.db.deleteFrom('person').execute();
    await w.store.arm(
      [{ kind: 'announce', acceptanceId: acceptance.id, revision: 1 }],
      w.ports.now(),
    );
    await w.settle();
    assert.match(w.teams.channel[1]?.text ?? '', /somebody asks for/);
  });

  it('says what it cannot put into words by its name', async () => {
    const { id } = await w.endorse(await w.propose());
    await w.store.arm([{ kind: 'announce', acceptanceId: id, revision: 2 }], w.ports.now());
    await w.settle();
    assert.ok(w.teams.channel.some(({ text }) => text.includes(': endorse #')));
  });
});
