import assert from 'node:assert/strict';
import { helpCard } from '../../src/cards/help-card.ts';
import { ofType, titlesOf, wordsOf } from './walk.ts';

const dataOf = (card: unknown, verb: string) =>
  ofType(card, /^Action\.Execute$/).find((one) => one['verb'] === verb)?.['data'];

describe('the help', () => {
  it('offers what the person can do, as words to say', () => {
    const card = helpCard({ roles: ['engineer'], where: 'personal' });
    assert.deepEqual(titlesOf(card), [
      'what regressed this week',
      'score',
      'queue',
      'review',
      'recommendations',
      'register',
    ]);
    assert.deepEqual(dataOf(card, 'say'), { text: 'what regressed this week' });
    const words = wordsOf(card);
    assert.match(words, /propose audit log – start a risk acceptance/);
    assert.match(words, /Ask[^]*what is undecided – [^]*Do[^]*Look up[^]*verify register – /);
  });

  it('leaves out what the person may not do, and groups without anything', () => {
    const auditor = wordsOf(helpCard({ roles: ['auditor'], where: 'personal' }));
    assert.doesNotMatch(auditor, /propose|^Do$/m);
    const anybody = wordsOf(helpCard({ roles: [], where: 'channel' }));
    assert.doesNotMatch(anybody, /waits for|verify register/);
    assert.match(anybody, /what regressed this week/);
    const alone = helpCard({ roles: [], where: 'personal' });
    assert.deepEqual(titlesOf(alone), []);
    assert.match(wordsOf(alone), /Say it in the governance channel/);
  });
});
