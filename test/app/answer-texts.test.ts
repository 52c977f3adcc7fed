import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { RecordQuestion } from '../../src/app/answer.ts';
import { type Acceptance, textFields } from '../../src/domain/acceptance.ts';
import { readControls } from '../../src/app/read-controls.ts';
import { carl, discovery, eve, mia, type World, world } from '../support/world.ts';
import { asked, of, snapshot, thisWeek } from './answer-days.ts';

const secret = 'What nobody in a channel may read about us';

describe('the texts of the register in an answer', () => {
  let w: World;
  let acceptance: Acceptance;
  beforeEach(async () => {
    w = await world();
    const proposed = await w.propose({
      riskDescription: `${secret}, 1.`,
      justification: `${secret}, 2.`,
      compensatingControls: `${secret}, 3.`,
      evidence: `https://contoso.example/${encodeURIComponent(secret)}`,
      reviewOn: '2026-11-24',
    });
    acceptance = await w.endorse(proposed, mia, { businessContext: `${secret}, 4.` });
  });
  afterEach(() => w.end());

  const questions: readonly RecordQuestion[] = [
    { ask: 'accepted', period: { kind: 'this', unit: 'year' } },
    { ask: 'overdue' },
    { ask: 'expiring', days: 30 },
    { ask: 'why', words: 'Cloud Discovery' },
    { ask: 'who', words: 'RA-2026-0001' },
  ];

  async function itemsOf(question: RecordQuestion, texts: boolean, person = eve) {
    const answer = await asked(w, question, { person, texts });
    assert('names' in answer, answer.is);
    assert.equal(answer.items.length, 1, answer.is);
    if ('texts' in answer) assert.equal(answer.texts, texts);
    return { answer, items: answer.items };
  }

  async function overdueWithReason(): Promise<void> {
    await w.approve(acceptance, carl, { conditions: `${secret}, 5.` });
    await w.settle();
    w.clock.at = Date.parse('2026-12-01T10:00:00Z');
  }

  it('are left out of every answer where they may not be shown', async () => {
    await overdueWithReason();
    for (const question of questions) {
      const { answer, items } = await itemsOf(question, false);
      for (const one of items)
        for (const field of textFields) assert.equal(one[field].length, 0, field);
      assert(!/What nobody|What%20nobody/.test(JSON.stringify(answer)), question.ask);
      assert.equal(items[0]?.id, acceptance.id);
    }
  });

  it('are left out of what waits, and of a reason given when it ended', async () => {
    await itemsOf({ ask: 'waiting' }, true, carl);
    const { answer } = await itemsOf({ ask: 'waiting' }, false, carl);
    assert(!JSON.stringify(answer).includes(secret));
    await w.reject(acceptance, carl, { reason: `${secret}, 6.` });
    for (const texts of [true, false]) {
      const [rejected] = (await itemsOf({ ask: 'why', words: acceptance.id }, texts)).items;
      assert.equal(rejected?.reason, texts ? `${secret}, 6.` : '');
    }
  });

  it('are there where they may be shown', async () => {
    await overdueWithReason();
    for (const question of questions) {
      const [one] = (await itemsOf(question, true)).items;
      assert.equal(one?.justification, `${secret}, 2.`);
      assert.equal(one.evidence.length, 1);
      assert.equal(one.conditions, `${secret}, 5.`);
    }
  });

  it('are no more private than what a person wrote in Secure Score', async () => {
    await w.store.saveSnapshots([
      snapshot('2026-11-17', { [discovery.id]: 10 }),
      snapshot('2026-11-23', { [discovery.id]: 0 }),
    ]);
    w.clock.at = Date.parse('2026-11-22T10:00:00Z');
    w.graph.setByHand(discovery.id, 'Ignored', secret);
    await readControls(w.ports);
    const question = { ask: 'regressed', period: thisWeek } as const;
    for (const texts of [true, false]) {
      const answer = of('regressed', await asked(w, question, { person: eve, texts }));
      assert.equal(answer.changes[0]?.update?.comment, texts ? secret : '');
      assert.equal(JSON.stringify(answer).includes(secret), texts);
    }
  });
});
