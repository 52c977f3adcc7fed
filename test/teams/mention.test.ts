import assert from 'node:assert/strict';
import { mentionedIn, saidText } from '../../src/teams/mention.ts';

const recipient = { id: '28:bot', name: 'Scorekeeper' };
const at = (name: string): string => `<at>${name}</at>`;
const mention = (id: string, text?: string) => ({
  type: 'mention',
  mentioned: { id, name: '' },
  ...(text === undefined ? {} : { text }),
});
const ours = mention('28:bot', at('Scorekeeper'));

const rows: readonly (readonly [string, string | undefined, readonly object[], string])[] = [
  ['the mention of the bot is taken out', `${at('Scorekeeper')} queue`, [ours], 'queue'],
  ['wherever it stands', `queue ${at('Scorekeeper')}`, [ours], 'queue'],
  ['both of two', `${at('Scorekeeper')} show ${at('Scorekeeper')} RA-1`, [ours, ours], 'show RA-1'],
  ['also without a text in the entity', `${at('Scorekeeper')} queue`, [mention('28:bot')], 'queue'],
  ['also without an entity', `${at('Scorekeeper')} queue`, [], 'queue'],
  ['also under another name', `${at('Score')} queue`, [mention('28:bot', at('Score'))], 'queue'],
  ['also with an id in its tag', '<at id="0">Scorekeeper</at> queue', [], 'queue'],
  [
    'that of a person stays as their name',
    `ask ${at('Mia Maro')}`,
    [mention('29:mia', at('Mia Maro'))],
    'ask Mia Maro',
  ],
  ['hard spaces are spaces', `${at('Scorekeeper')}&nbsp;show\u00a0RA-1`, [ours], 'show RA-1'],
  ['line ends and many spaces are one', 'show \n\n  RA-1\t', [], 'show RA-1'],
  ['what stands for a character is that character', 'a &lt;b&gt; &amp; c', [], 'a <b> & c'],
  ['and is taken for it once only', '&amp;lt;', [], '&lt;'],
  ['no text is none', undefined, [ours], ''],
  [
    'an entity that is something else is passed over',
    'queue',
    [{ type: 'clientInfo' }, {}],
    'queue',
  ],
];

describe('What was said to the bot', () => {
  for (const [what, text, entities, said] of rows)
    it(`: ${what}`, () => {
      const activity = { recipient, entities, ...(text === undefined ? {} : { text }) };
      assert.equal(saidText(activity as never), said);
    });

  it('is read where nobody is named as its recipient', () => {
    assert.equal(saidText({ text: `${at('Mia')} queue` }), 'Mia queue');
  });
});

describe('Those who are mentioned', () => {
  const recipient = { id: '28:bot', name: 'Scorekeeper' };
  const mention = (mentioned: object) => ({ type: 'mention', text: '<at>x</at>', mentioned });

  it('are known by the object id that Teams gives, and not by a name alone', () => {
    const entities = [
      mention({ id: '29:ed', name: 'Ed Ellis', aadObjectId: 'ed' }),
      mention({ id: '29:eve', name: 'Eve Engel' }),
      mention({ id: '28:bot', name: 'Scorekeeper', aadObjectId: 'bot' }),
      { type: 'clientInfo' },
    ];
    assert.deepEqual(mentionedIn({ entities, recipient }), { 'ed ellis': 'ed' });
    assert.deepEqual(mentionedIn({ recipient }), {});
  });
});
