import assert from 'node:assert/strict';
import { deputiesCard } from '../../src/cards/deputies-card.ts';
import { deputyFormCard } from '../../src/cards/deputy-card.ts';
import { personChooserCard } from '../../src/cards/person-chooser-card.ts';
import { as } from '../domain/examples.ts';
import { deputyFor, formFor, moment } from './deputy-cards.ts';
import { carl, ed, eve, mia } from './examples.ts';
import { today } from './texts.ts';
import { ofType, wordsOf } from './walk.ts';

const dataOf = (card: object, title: string): unknown =>
  ofType(card, /^Action\.Execute$/).find((one) => one['title'] === title)?.['data'];
const idsIn = (card: object): unknown[] => ofType(card, /^Input\./).map(({ id }) => id);

describe('The card that asks for a deputy', () => {
  const card = deputyFormCard(formFor());

  it('names both in full, the role in words and both days', () => {
    const words = wordsOf(card);
    for (const one of [ed, carl]) assert.ok(words.includes(`${one.name} (${one.upn})`), words);
    assert.match(words, /Role: CISO/);
    assert.match(words, /Days: 23 Nov 2026 to 4 Jan 2027, both included/);
  });

  it('asks for a reason, and sends who, for whom and when with Appoint', () => {
    assert.deepEqual(idsIn(card), ['reason']);
    assert.deepEqual(dataOf(card, 'Appoint'), {
      id: 'deputy-0001',
      role: 'ciso',
      deputyId: ed.id,
      validFrom: today,
      validTo: '2027-01-04',
      principalId: carl.id,
    });
    assert.deepEqual(dataOf(card, 'Cancel'), {});
  });

  it('asks for whom where there are several, and does not say it beside', () => {
    const several = deputyFormCard(formFor({ principals: [mia, carl], principalId: '' }));
    assert.deepEqual(idsIn(several), ['principalId', 'reason']);
    assert.equal('principalId' in (dataOf(several, 'Appoint') as object), false);
  });
});

describe('The list of deputies', () => {
  const list = { deputies: [deputyFor()], names: { [ed.id]: 'Ed Ellis' }, today, ...moment };

  it('offers End to the principal, the deputy and a CISO, and to nobody else', () => {
    const offered = [carl, ed, as(mia, 'ciso'), mia, eve].map(
      (viewer) => dataOf(deputiesCard(list, { viewer }), 'End') !== undefined,
    );
    assert.deepEqual(offered, [true, true, true, false, false]);
  });

  it('says who, for whom, in which role, on which days, and what is to come', () => {
    const words = wordsOf(deputiesCard(list, { viewer: eve }));
    assert.match(words, /Ed Ellis for somebody as CISO/);
    assert.match(words, /23 Nov 2026 to 4 Jan 2027\./);
    const later = { ...list, today: '2026-11-22' };
    assert.match(wordsOf(deputiesCard(later, { viewer: eve })), /2027, to come/);
  });
});

describe('A choice of people', () => {
  it('sends the chosen one with what was asked', () => {
    const card = personChooserCard({
      people: [ed, eve],
      verb: 'askDeputy',
      asked: { role: 'ciso' },
      ...moment,
    });
    assert.deepEqual(dataOf(card, 'Choose'), { role: 'ciso', deputyId: ed.id });
    assert.ok(wordsOf(card).includes(ed.upn));
  });
});
