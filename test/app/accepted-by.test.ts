import { appoint } from './deputy-world.ts';
import assert from 'node:assert/strict';
import { answer } from '../../src/app/answer.ts';
import { registerPage } from '../../src/app/register.ts';
import { answerCard } from '../../src/cards/answer-card.ts';
import { registerCard } from '../../src/cards/register-card.ts';
import type { Question } from '../../src/domain/question.ts';
import { wordsOf } from '../cards/walk.ts';
import { as } from '../domain/examples.ts';
import {
  aude,
  carl,
  cora,
  day,
  device,
  eve,
  mia,
  small,
  type World,
  world,
} from '../support/world.ts';

describe('the answer to who accepted what', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
    // Cora is no CISO of her own: she stands in for Carl.
    w.entra.put({ ...cora, grants: [] });
    await w.store.savePeople([carl]);
    await appoint(w, { deputyId: cora.id });
  });
  afterEach(() => w.end());

  type Asked = Omit<Extract<Question, { readonly ask: 'acceptedBy' }>, 'ask'>;
  const asked = async (what: Asked = {}, texts = false) =>
    answer(w.ports, { ask: 'acceptedBy', ...what }, { person: aude, texts });
  const words = async (what: Asked = {}): Promise<readonly string[]> =>
    wordsOf(answerCard(await asked(what))).split('\n');
  const ids = async (what: Asked = {}): Promise<string> => {
    const found = await asked(what);
    assert.ok(found.is === 'acceptedBy', found.is);
    return found.items.map(({ id }) => id.slice(-1)).join(' ');
  };

  it('names approver, role and date, and whether it is in force', async () => {
    await w.approved();
    await w.settle();
    await w.approve(await w.propose({}, eve, { controlId: small.id }), mia);
    assert.deepEqual((await words()).slice(0, 9), [
      '2 acceptances hold now.',
      'What holds on 23 Nov 2026.',
      'Approved by Mia (IT manager): 1 and Carl (CISO): 1.',
      ...['A small one', 'RA-2026-0002 · Approved (not in force yet)'],
      'Approved as IT manager by Mia on 23 Nov 2026',
      ...['Cloud Discovery', 'RA-2026-0001 · Active · in force since 23 Nov 2026'],
      'Approved as CISO by Carl on 23 Nov 2026',
    ]);
  });

  it('tells the newest decision first, whatever was proposed first', async () => {
    const first = await w.endorse(await w.propose());
    await w.approved({}, eve, { controlId: device.id });
    w.clock.at += day;
    await w.approve(first);
    assert.equal(await ids(), '1 2');
  });

  it('names for whom a deputy acted, and until when they may', async () => {
    await w.approve(await w.endorse(await w.propose()), cora);
    const told = await words({ asDeputy: true });
    const cores = 'Cora for Carl (deputy, 23 November to 6 December)';
    assert.ok(told.includes(`Approved by ${cores} as CISO: 1.`));
    assert.ok(told.includes(`Approved as CISO by ${cores} on 23 Nov 2026`));
    const page = await registerPage(w.ports, { filter: 'all', words: '' }, { offset: 0, count: 5 });
    assert.ok(wordsOf(registerCard({ ...page, brief: true })).includes(`approved by ${cores}`));
  });

  it('is of deputies alone where that is asked, whatever became of it', async () => {
    assert.deepEqual((await words({ asDeputy: true }))[0], 'Nothing was approved by a deputy.');
    const first = await w.approve(await w.endorse(await w.propose()), cora);
    await w.approved({}, eve, { controlId: device.id });
    assert.equal(await ids({ asDeputy: true }), '1');
    assert.equal(await ids(), '2 1');
    await w.revoke(first);
    assert.equal(await ids({ asDeputy: true }), '1');
    assert.match(
      (await words({ asDeputy: true })).join('\n'),
      /Revoked · not in force since 23 Nov/,
    );
    assert.equal(await ids(), '2');
  });

  it('is of a period where one is said, the newest decision first, ended ones as well', async () => {
    const first = await w.approved();
    w.clock.at += day;
    await w.approved({}, eve, { controlId: device.id });
    await w.revoke(first);
    const period = { kind: 'this', unit: 'week' } as const;
    assert.equal(await ids({ period }), '2 1');
    assert.equal(await ids({ period: { kind: 'today' } }), '2');
    assert.equal(await ids({ period, asDeputy: true }), '');
    assert.equal((await words({ period }))[0], '2 acceptances were approved this week.');
    const future = await asked({ period: { kind: 'since', words: '2027-01-01' } });
    assert.ok(future.is === 'badPeriod' && future.why === 'future');
  });

  it('says so when nothing is accepted', async () => {
    await w.propose();
    assert.equal((await words())[0], 'Nothing is accepted now.');
  });

  it('holds no words of the register where these may not be shown', async () => {
    w.entra.put(as(eve, 'engineer'));
    await w.approved({ riskDescription: 'SECRETWORDS that nobody outside may read.' });
    assert.doesNotMatch(JSON.stringify(await asked()), /SECRETWORDS/);
    assert.match(JSON.stringify(await asked({}, true)), /SECRETWORDS/);
  });
});
