import assert from 'node:assert/strict';
import { detailsCard } from '../../src/cards/details-card.ts';
import { viewFor } from './examples.ts';
import { ofType, wordsOf } from './walk.ts';

describe('the details', () => {
  it('show every field by its label, the portfolio and the history', () => {
    const words = wordsOf(detailsCard(viewFor({ state: 'Active' })));
    for (const label of [
      'Treatment: Risk accepted',
      'Scope: The whole tenant',
      'Risk description\nData may leave',
      'Business justification\n',
      'Compensating controls\n',
      'Residual risk: High',
      'Review date: 23 May 2027',
      'Risk owner: Carl Cato',
      'Evidence links\n1. https://',
      'Business context\n',
      'Conditions\n',
      'Changed when submitted again: Business justification, Review date',
      'With this one: 14 accepted, 38.5 points, 3 High.',
      'Eve Engel (IT manager) proposed it. #1 3f9a1c04be77',
    ])
      assert(words.includes(label), `${label} is missing in\n${words}`);
  });

  it('say how many of the oldest steps they leave out', () => {
    const words = wordsOf(detailsCard(viewFor({ state: 'Active', kind: 'nasty', steps: 40 })));
    const left = Number(/(\d+) earlier steps not shown here/.exec(words)?.[1]);
    assert(left > 0 && left < 40);
    assert(words.includes('#40 3f9a') && !words.includes(`#${String(left)} 3f9a`));
  });

  it('cut no text that fits', () => {
    const text = `${'A long sentence about risks. '.repeat(34)}The end.`;
    const fields = ['riskDescription', 'justification', 'compensatingControls', 'conditions'];
    const acceptance = Object.fromEntries(fields.map((field) => [field, text]));
    const words = wordsOf(detailsCard(viewFor({ state: 'Active', acceptance, steps: 40 })));
    assert.equal(words.split('The end.').length - 1, 4);
  });

  it('show each line of a text on its own', () => {
    const acceptance = { justification: 'first\n\nsecond' };
    const words = wordsOf(detailsCard(viewFor({ state: 'InReview', acceptance })));
    assert.match(words, /Business justification\nfirst\nsecond\n/);
  });

  it('open the page, where there is a link to it', () => {
    const opened = (page: string | undefined) =>
      ofType(detailsCard(viewFor({ state: 'Active', view: { page } })), /^Action\.OpenUrl$/)
        .filter(({ title }) => title === 'Open page')
        .map(({ url }) => url);
    assert.deepEqual(opened('https://scorekeeper.example/p'), ['https://scorekeeper.example/p']);
    assert.deepEqual(opened(undefined), []);
  });

  it('take what was typed along, and back', () => {
    const card = detailsCard(viewFor({ state: 'InReview' }), { reason: 'half a', conditions: ' ' });
    const [back] = ofType(card, /^Action\.Execute$/);
    assert.deepEqual(back?.['data'], { id: 'RA-2026-0042', typed: { reason: 'half a' } });
  });
});
