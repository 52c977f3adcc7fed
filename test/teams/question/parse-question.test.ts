import assert from 'node:assert/strict';
import fc from 'fast-check';
import { resolvePeriod } from '../../../src/domain/period.ts';
import { parseCommand } from '../../../src/teams/commands.ts';
import { parseQuestion } from '../../../src/teams/question/parse-question.ts';
import { approvalPhrasings } from './phrasings-approvals.ts';
import { registerPhrasings } from './phrasings-register.ts';
import { regressedPhrasings } from './phrasings-regressed.ts';
import { scorePhrasings } from './phrasings-score.ts';

const phrasings = [
  ...regressedPhrasings,
  ...scorePhrasings,
  ...registerPhrasings,
  ...approvalPhrasings,
];

const isOne = (text: string): boolean => parseCommand(text).is === 'question';

describe('A question', () => {
  for (const [text, question] of phrasings)
    it(`is understood: "${text}"`, () => {
      assert.deepEqual(parseCommand(text), { is: 'question', question });
    });

  it('stands in the table once, and in many ways', () => {
    assert.equal(new Set(phrasings.map(([text]) => text)).size, phrasings.length);
    assert.ok(phrasings.length >= 200);
  });

  it('is the same in capitals, between blanks, and with "please"', () => {
    for (const [text, question] of phrasings) {
      if (question.ask === 'why' || question.ask === 'who') continue;
      for (const other of [text.toUpperCase(), `  ${text}  `, `${text}, please!`])
        assert.deepEqual(parseQuestion(other), question, other);
    }
  });
});

/** What the bot is told and no question of the record. */
const none = [
  'help',
  'queue',
  'register',
  'register due',
  'register overdue',
  'register open',
  'verify register',
  'use this channel',
  'recommendations open',
  'recommendations completed data',
  'recommendations identity',
  'recommendation AdminMFAV2',
  'propose audit log',
  'show RA-2026-0001',
  'RA-2026-0001',
  'review',
  'weekly review',
  'export register',
  'deputy Carl for ciso until 1 December',
  'report Q3',
  'thanks',
  'thanks, well done!',
  'good job',
  'hi there',
  'how are you?',
  'how is it going',
  "what's up",
  'are you there?',
  'who are you',
  'what can you do',
  'I dropped my phone',
  'it is broken',
  'the printer is broken',
  "sorry I'm late",
  "I'll be late for the meeting",
  'call me tomorrow',
  'what time is it',
  'what is the weather this week',
  'I fixed it',
  'we fixed the bug yesterday',
  'I accept',
  'approved!',
  'no',
  'is exchange down?',
  'what is the score of the football game',
  'I am new here',
  'happy new year',
  'who is the CISO',
  'when did it regress',
  'what did not regress',
  'what regressed in Narnia',
  'what regressed for admin mfa',
  'what regressed in aws',
  'what regressed for otp',
  'which acceptances were rejected last month',
  'which acceptances were proposed this month',
  'status in exchange',
  'what is top 5',
  'we are going on holiday',
  'I missed the bus',
  'all good',
  'what regressed since we last spoke',
  'what regressed this week and last week',
  'what regressed in Identity and Exchange',
  'what improved and what regressed',
  'what is the score in Identity',
  'which acceptances expire in December',
  'which acceptances expired last week',
  'what waited for me last month',
  'why',
  'who',
  'this week',
  'monday',
  'exchange',
  'why is the sky blue',
  'why was it accepted',
  'who approved it',
  'who wants coffee',
  'remind me tomorrow',
  'drop table acceptances',
  'accept cloud discovery',
  'what regressed by deputy',
  'who is the deputy',
  'who are the deputies?',
  'the deputy is away',
  'who accepted',
  'nobody accepted it',
  'what was approved as sheriff',
  'I approved it as deputy',
  'sample 5',
  'details RA-2026-0001',
  'which acceptances were rejected',
  'constructor',
  '__proto__',
];

describe('What is no question', () => {
  for (const text of none)
    it(`is not taken for one: "${text}"`, () => {
      assert.equal(isOne(text), false);
    });

  it('may be of any kind', () => {
    assert.ok(none.length >= 30);
  });
});

const letters = fc.constantFrom(
  ...'a b c d e f g h i j k l m n o p q r s t u v w x y z'.split(' '),
);

/** One slip of the finger in a word, behind its first letter. */
const slipped = (word: string, [at, kind, letter]: readonly [number, number, string]): string => {
  const i = 1 + (at % (word.length - 2));
  const swapped = word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2);
  const rest = [word.slice(i + 1), letter + word.slice(i), letter + word.slice(i + 1), swapped];
  return word.slice(0, i) + (rest[kind] ?? '');
};

describe('A slip of the finger', () => {
  const sentences = [
    'what regressed this quarter',
    'which acceptances expire in 30 days',
    'which recommendations regressed in sharepoint',
    'what improved since september',
    'secure score',
  ];
  // Shorter words, one letter wrong, are often others.
  const words = sentences.flatMap((text) =>
    (text.match(/[a-z]{7,}/g) ?? []).map((word) => ({ text, word })),
  );

  it('in a long word is forgiven', () => {
    const slip = fc.tuple(fc.nat(), fc.nat(3), letters);
    fc.assert(
      fc.property(fc.constantFrom(...words), slip, ({ text, word }, how) => {
        const typed = text.replace(word, slipped(word, how));
        assert.deepEqual(parseQuestion(typed), parseQuestion(text), typed);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves words alone that are others', () => {
    assert.equal(parseQuestion('what rate this week'), undefined);
    assert.equal(parseQuestion('what was lust this week'), undefined);
    assert.deepEqual(
      parseQuestion('how is tha score'),
      { ask: 'score' },
      'a small word of a question',
    );
    assert.equal(parseQuestion('how is xe score'), undefined);
  });
});

const known = phrasings.flatMap(([text]) => text.split(' '));
const sentence = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ maxLength: 300 }),
  fc.array(fc.constantFrom(...known), { maxLength: 60 }).map((words) => words.join(' ')),
);

describe('Any sentence at all', () => {
  it('is read without a fault, and its period resolved', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const question = parseQuestion(text);
        parseCommand(text);
        if (question && 'period' in question)
          resolvePeriod(question.period, { today: '2026-11-18', newest: '2026-11-17' });
      }),
      { numRuns: 500 },
    );
  });

  it('is read at once, however little sense it makes', () => {
    const garbage = Array.from({ length: 40 }, (_, i) => `zregres${String(i)}q`).join(' ');
    const letters = 'abcdefghij '.repeat(27);
    const started = performance.now();
    for (let i = 0; i < 50; i += 1) {
      for (const text of [garbage, letters, 'since '.repeat(50), 'why '.repeat(75)])
        parseQuestion(text.slice(0, 300));
    }
    assert.ok((performance.now() - started) / 200 < 5);
  });

  it('that is longer than any question is none', () => {
    assert.equal(parseQuestion(`what regressed this week ${' '.repeat(300)}`), undefined);
    assert.equal(parseQuestion('the '.repeat(60) + 'score'), undefined);
  });
});
