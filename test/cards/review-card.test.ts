import assert from 'node:assert/strict';
import { reviewKinds, type ReviewView } from '../../src/app/monitor-views.ts';
import { reviewCard } from '../../src/cards/review-card.ts';
import { reviewLine, reviewLines, reviewView } from './monitor-examples.ts';
import { inputsOf, ofType, titlesOf, wordsOf } from './walk.ts';

const linesOf = (fields: Partial<ReviewView> = {}): readonly string[] =>
  wordsOf(reviewCard(reviewView(fields))).split('\n');
const many = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    reviewLine({
      subject: `control:c${String(at)}`,
      kind: reviewKinds[Math.floor(at / 2) % reviewKinds.length] ?? 'new',
    }),
  );

describe('the weekly review', () => {
  it('tells the week, the score against the week before, and each line in two', () => {
    assert.deepEqual(linesOf(), [
      'Weekly review, week 48 of 2026',
      'Monday, 23 Nov 2026.',
      '16 Nov 2026 → 23 Nov 2026: Score 70.2\u00a0% →\u00a069.3\u00a0% (−0.9): fell −0.8, new recommendations −0.6, rose +0.5.',
      '8 things need somebody.',
      '1 · Cloud Discovery',
      'Was complete, to address since 20 Nov (8.00 points) · nobody assigned',
      '2 · Cloud Discovery',
      'Decided, not in Secure Score since 20 Nov: the bot lacks the permission · RA-2026-0042 · nobody assigned',
      '3 · Cloud Discovery',
      'In force, Secure Score shows otherwise since 20 Nov: somebody changed the status · RA-2026-0042 · nobody assigned',
      '4 · Cloud Discovery',
      'Review overdue since 12 Nov · RA-2026-0042 · nobody assigned',
      '5 · Cloud Discovery',
      'Waits for Mia Maro and Max Muster since 20 Nov · RA-2026-0042 · nobody assigned',
      '6 · Cloud Discovery',
      'Review due on 1 Dec · RA-2026-0042 · nobody assigned',
      '7 · Cloud Discovery',
      'New recommendation since 20 Nov (8.00 points) · nobody assigned',
      '8 · Cloud Discovery',
      'Decided by an IT manager alone on 20 Nov · RA-2026-0042 · nobody assigned',
      'Register: 42 lines, head #42 3f9a1c04be77. As of 23 Nov 2026, 09:00.',
    ]);
  });

  it('names whoever sees to a line', () => {
    const lines = linesOf({ lines: reviewLines('Cloud Discovery', 'Ed Ellis') });
    assert.equal(lines[5], 'Was complete, to address since 20 Nov (8.00 points) · owner Ed Ellis');
  });

  it('names the worst of each kind, however many of another there are', () => {
    const fell = Array.from({ length: 20 }, (_, at) =>
      reviewLine({ subject: `control:${String(at)}` }),
    );
    const due = reviewLine({ kind: 'due', subject: 'RA-2026-0042', title: 'The one that is due' });
    const said = linesOf({ lines: [...fell, due] }).filter((words) => /^\d+ · /.test(words));
    assert.equal(said.length, 10);
    assert.equal(said[9], '10 · The one that is due');
  });

  it('stays with ten lines, and says what the others are', () => {
    const lines = linesOf({ lines: many(17) });
    assert.equal(lines[3], '17 things need somebody; the 10 most pressing:');
    assert.equal(lines.filter((words) => /^\d+ · /.test(words)).length, 10);
    assert(
      lines.includes(
        'And 7 more: 1 reported as done but not complete, 1 not in Secure Score, 1 shown otherwise in Secure Score, 1 accepted without a record, 1 review overdue, 1 waiting for somebody, 1 review due.',
      ),
    );
    assert.equal(linesOf({ lines: many(10) })[3], '10 things need somebody.');
    assert.doesNotMatch(linesOf({ lines: many(10) }).join('\n'), /And \d+ more/);
    assert.equal(linesOf({ lines: many(1) })[3], '1 thing needs somebody.');
  });

  it('says what was reported as implemented and is not complete, since when, and its points', () => {
    const one = { ...reviewLine({ kind: 'notImplemented' }), acceptanceId: 'RA-2026-0042' };
    const words = linesOf({ lines: [one] }).join('\n');
    assert.match(
      words,
      /\nReported as implemented, not complete since 20 Nov \(8\.00 points\) · RA-2026-0042 · nobody assigned\n/,
    );
  });

  it('gives a line an owner in place', () => {
    const card = reviewCard(reviewView({ lines: many(12) }));
    const { subject, ownerId } = inputsOf(card);
    assert.deepEqual(
      [subject?.['label'], subject?.['style'], ownerId?.['label']],
      ['Line', 'compact', 'Owner'],
    );
    const choices = subject?.['choices'] as readonly unknown[];
    assert.equal(choices.length, 10);
    assert.deepEqual(choices[1], {
      title: '2 · Ensure multifactor authentication is enabled for all users',
      value: 'control:c1',
    });
    assert.deepEqual(
      ofType(card, /^Action\.Execute$/).map(({ title, verb, data }) => [title, verb, data]),
      [
        ['Assign owner', 'assignOwner', { week: '2026-W48' }],
        ['Review done', 'reviewDone', { week: '2026-W48' }],
      ],
    );
  });

  it('keeps who was done with it, and offers nothing then', () => {
    const card = reviewCard(
      reviewView({ done: { by: 'Mia Maro', at: '2026-11-23T10:00:00.000Z' } }),
    );
    assert.match(wordsOf(card), /\nDone by Mia Maro on 23 Nov 2026, 11:00\.\n/);
    assert.deepEqual(inputsOf(card), {});
    assert.deepEqual(titlesOf(card), []);
  });

  it('can be done only where it was posted, and names what several lines are about once', () => {
    const [first] = reviewView().lines;
    assert.ok(first);
    const twice = [first, { ...first, kind: 'due' } as const];
    const card = reviewCard(reviewView({ posted: false, lines: twice }));
    assert.deepEqual(titlesOf(card), ['Assign owner']);
    const [line] = ofType(card, /^Input\.ChoiceSet$/);
    assert.equal((line?.['choices'] as unknown[]).length, 1);
  });

  it('says in one line that a week is empty, and can be done all the same', () => {
    const card = reviewCard(reviewView({ lines: [] }));
    assert.match(wordsOf(card), /\nNothing needs anybody this week\.\nRegister: /);
    assert.deepEqual(inputsOf(card), {});
    assert.deepEqual(titlesOf(card), ['Review done']);
  });

  it('says where there is nothing to compare with, and that the register is empty', () => {
    const lines = linesOf({ comparison: undefined, head: { seq: 0, hash: '' }, asOf: '' });
    assert.equal(lines[2], 'There is no score of a week ago to compare with.');
    assert.equal(lines.at(-1), 'Register: empty. As of: not read yet.');
  });

  it('calls a recommendation without a title by its id, and waits for somebody', () => {
    const one = reviewLine({ title: '', kind: 'stuck', since: '' });
    assert.deepEqual(linesOf({ lines: [one] }).slice(4, 6), [
      '1 · MFARegistrationV2',
      'Waits for somebody · nobody assigned',
    ]);
  });

  it('says nothing of a trouble that there is not', () => {
    const one = reviewLine({ kind: 'drift', acceptanceId: 'RA-2026-0042' });
    assert.equal(
      linesOf({ lines: [one] })[5],
      'In force, Secure Score shows otherwise since 20 Nov · RA-2026-0042 · nobody assigned',
    );
  });
});
