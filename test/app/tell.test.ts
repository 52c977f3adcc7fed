import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { as } from '../domain/examples.ts';
import { assignOwner } from '../../src/app/assign-owner.ts';
import { readControls } from '../../src/app/read-controls.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { witness } from '../../src/domain/trail.ts';
import { days, snapshot, watching } from './alert-world.ts';
import { checked } from '../support/checked.ts';
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

describe('telling somebody what is theirs to see to', () => {
  let w: World;
  beforeEach(async () => {
    w = await watching();
    await days(w, snapshot('2026-11-23'), snapshot('2026-11-24', { mfa: 0, dlp: 0, safe: 0 }));
    w.quiet();
  });
  afterEach(() => w.end());

  const assign = async (subject: string, owner = max, by = mia) => {
    const assigned = await assignOwner(w.ports, {
      subject,
      ownerId: owner.id,
      pressedBy: by.id,
    });
    assert.ok(assigned.ok, JSON.stringify(assigned));
  };
  const told = (who = max): readonly string[] => w.told(who).map(({ text }) => text);

  it('is one line in their own chat, once', async () => {
    await assign('control:mfa');
    await assign('control:mfa');
    await w.settle();
    await w.settle();
    assert.deepEqual(told(), ['Mia asked you to look after: Turn mfa on.']);
    assert.deepEqual(
      w.teams.channel.filter(({ text }) => text !== ''),
      [],
    );
  });

  it('names an acceptance with its id', async () => {
    const { id } = await w.propose({}, eve, { controlId: 'rest' });
    await assign(id);
    await w.settle();
    assert.deepEqual(told(), [`Mia asked you to look after: ${id} Turn rest on.`]);
  });

  it('names what an alert is about, and counts what is too much for a line', async () => {
    await assign('alert:2026-11-24');
    await w.settle();
    assert.deepEqual(told(), [
      'Mia asked you to look after: the fall of Secure Score; Turn dlp on; Turn mfa on and 1 more.',
    ]);
  });

  it('names the baseline that the score is under', async () => {
    const raisedAt = w.ports.now().toISOString();
    const alert: Alert = {
      ...{ id: '2026-11-25', raisedAt, from: '2026-11-23', to: '2026-11-24' },
      causes: [{ kind: 'baseline', baseline: 82, clearedOn: null }],
      quiet: false,
      clearedAt: null,
    };
    await checked(w.store, { day: '2026-11-24', alerts: [alert] });
    await assign('alert:2026-11-25');
    await w.settle();
    assert.deepEqual(told(), ['Mia asked you to look after: Secure Score under the baseline.']);
  });

  it('is not said to whoever took it themselves', async () => {
    await assign('control:mfa', mia);
    await w.store.arm(
      [{ kind: 'tellOwner', subject: 'control:mfa', personId: mia.id }],
      w.ports.now(),
    );
    await w.settle();
    assert.deepEqual(told(mia), []);
  });

  it('is not said once it is somebody else’s, or over', async () => {
    await assign('control:mfa');
    await assign('control:mfa', carl);
    await w.settle();
    assert.deepEqual([told(), told(carl).length], [[], 1]);
    await assign('alert:2026-11-24');
    await w.db.updateTable('alert').set({ body: '{"clearedAt":"2026-11-25"}' }).execute();
    await w.settle();
    assert.deepEqual(told(), []);
  });

  it('waits for whoever cannot be reached', async () => {
    w.teams.unreachable.add(max.id);
    await assign('control:mfa');
    await w.settle();
    assert.deepEqual(told(), []);
    assert.ok(w.teams.channel.some(({ mention }) => mention === max.id));
    w.teams.unreachable.clear();
    await w.store.rearmPerson(max.id, w.ports.now());
    await w.settle();
    assert.equal(told().length, 1);
  });

  it('shows names and titles as text, and a nameless one as somebody', async () => {
    w.entra.put({ ...mia, name: '[Mia](https://evil.example)' });
    await assign('control:mfa');
    await w.settle();
    assert.match(told()[0] ?? '', /^\\\[Mia\\\]\(/);
    w.graph.change('DLP', { title: '[Pay](https://evil.example)' });
    await readControls(w.ports);
    await assign('control:dlp', cora);
    await w.db.deleteFrom('person').execute();
    await w.settle();
    assert.match(told(cora)[0] ?? '', /^Somebody asked you to look after: \\\[Pay\\\]\(/);
  });
});
