import assert from 'node:assert/strict';
import type { AlertView } from '../../src/app/monitor-views.ts';
import { alertCard } from '../../src/cards/alert-card.ts';
import type { AlertCause, Ending } from '../../src/domain/alert.ts';
import {
  alertView,
  byPerson,
  change,
  comparison,
  entered,
  left,
  rose,
  stale,
} from './monitor-examples.ts';
import { inputsOf, ofType, titlesOf, wordsOf } from './walk.ts';

const linesOf = (fields: Partial<AlertView> = {}): readonly string[] =>
  wordsOf(alertCard(alertView(fields))).split('\n');
const heading = (fields: Partial<AlertView> = {}): string => linesOf(fields)[0] ?? '';

const control = (clearedOn: string | null = null, key = 'mfaregistrationv2'): AlertCause => ({
  kind: 'control',
  key,
  points: 8,
  clearedOn,
});
const ended = (cause: AlertCause, how: Ending, acceptanceId?: string): AlertCause => ({
  ...cause,
  how,
  ...(acceptanceId === undefined ? {} : { acceptanceId }),
});
const drop = (clearedOn: string | null = null): AlertCause => ({
  kind: 'drop',
  percent: 72.6,
  fell: { mfaregistrationv2: 8 },
  clearedOn,
});
const baseline = (clearedOn: string | null = null): AlertCause => ({
  kind: 'baseline',
  baseline: 72,
  clearedOn,
});
const of = (
  causes: readonly AlertCause[],
  clearedAt: string | null = null,
): Pick<AlertView, 'alert'> => ({ alert: { ...alertView().alert, causes, clearedAt } });

describe('the card of an alert', () => {
  it('names what happened in its heading', () => {
    assert.equal(heading(), 'A recommendation that was complete is no longer');
    assert.equal(
      heading(of([control(), control(null, 'other')])),
      '2 recommendations that were complete are no longer',
    );
    assert.equal(heading(of([drop()])), 'Secure Score fell by 3.2 percentage points');
    assert.equal(
      heading(of([baseline()])),
      'Secure Score is 2.6 percentage points under the baseline of 72\u00a0%',
    );
    assert.equal(
      heading(of([drop(), baseline(), control()])),
      'Secure Score fell by 3.2 percentage points and is 2.6 percentage points under the baseline of 72\u00a0%; a recommendation that was complete is no longer',
    );
  });

  it('tells the score, the cause, where to look, and how old it is', () => {
    assert.deepEqual(linesOf({ baseline: 72 }).slice(1), [
      'Score 70.2\u00a0% →\u00a069.4\u00a0% (−0.8): fell −0.8.',
      '2.6 percentage points under the baseline of 72\u00a0%.',
      'What it is about',
      'Ensure multifactor authentication is enabled for all users (High risk reduction) was complete and is no longer: 8.00 → 0.00 of 8.00 points · Identity · since 20 Nov.',
      'Who changed it',
      'Secure Score does not say who changed a setting: look in the audit log of 16 Nov 2026 to 23 Nov 2026.',
      'Owner: nobody yet',
      'Data of 23 Nov 2026; read 23 Nov 2026, 09:00.',
    ]);
  });

  it('tells what else changed: scope, and statuses with who set them; not what rose or is stale', () => {
    const some = comparison([change(), byPerson, left, entered, stale, rose]);
    const words = linesOf({ comparison: some }).join('\n');
    assert.match(
      words,
      /\nWhat else changed from 16 Nov 2026 to 23 Nov 2026\nEnsure mailbox auditing is enabled: 5\.00 → 0\.00 of 5\.00 points · Apps · since 20 Nov\. Carl Cato set it to “Risk accepted” on 20 Nov 2026\. Comment: “The archive does it for us”\n/,
    );
    assert.match(words, /\nRecommendation old_one: no longer recommended, had 3\.00/);
    assert.match(words, /\nRecommendation new_one: new: 0\.00 of 9\.00 points/);
    assert.doesNotMatch(words, /stale_one|better/);
    assert.equal(words.match(/Ensure multifactor/g)?.length, 1);
  });

  it('tells six of very many, and how many more there are', () => {
    const many = (count: number) =>
      linesOf({
        ...of([drop()]),
        comparison: comparison(
          Array.from({ length: count }, (_, at) => change({ what: `c${String(at)}` })),
        ),
      });
    assert(many(7).includes('And 1 more change.'));
    assert(many(9).includes('And 3 more changes.'));
    assert.doesNotMatch(many(6).join('\n'), /more change/);
  });

  it('gives it an owner, found among those who are there', () => {
    const card = alertCard(alertView());
    const { ownerId } = inputsOf(card);
    assert.equal(ownerId?.['label'], 'Owner');
    assert.deepEqual(ownerId['choices.data'], {
      type: 'Data.Query',
      dataset: 'graph.microsoft.com/users?scope=currentContext',
    });
    const [press] = ofType(card, /^Action\.Execute$/);
    assert.equal(press?.['title'], 'Assign owner');
    assert.equal(press['verb'], 'assignOwner');
    assert.deepEqual(press['data'], { subject: 'alert:2026-11-23' });
    const owned = alertCard(alertView({ owner: 'Mia Maro' }));
    assert.match(wordsOf(owned), /\nOwner: Mia Maro\n/);
    assert.deepEqual(Object.keys(inputsOf(owned)), ['ownerId']);
    assert.equal(titlesOf(owned)[0], 'Assign owner');
  });

  it('leads to the audit log and to the portal', () => {
    const urls = ofType(alertCard(alertView()), /^Action\.OpenUrl$/).map((one) => [
      one['title'],
      one['url'],
    ]);
    assert.deepEqual(urls, [
      ['Open the audit log', 'https://security.microsoft.com/auditlogsearch'],
      ['Open in Microsoft Defender', 'https://security.microsoft.com/securescore?viewid=actions'],
    ]);
  });

  it('marks what has recovered while something else has not', () => {
    const lines = linesOf(of([control('2026-11-24'), control(null, 'other'), drop('2026-11-24')]));
    assert.equal(lines[0], 'A recommendation that was complete is no longer');
    assert(
      lines.some((words) =>
        words.startsWith('✓ Recovered on 24 Nov 2026: Ensure multifactor authentication'),
      ),
    );
    assert(
      lines.includes('✓ Recovered on 24 Nov 2026: Secure Score fell by 3.2 percentage points.'),
    );
    assert(lines.includes('other (High risk reduction) was complete and is no longer.'));
  });

  it('says so when all has recovered, and offers nothing but the links', () => {
    const cleared = (...causes: readonly AlertCause[]) => of(causes, '2026-11-25T08:00:00.000Z');
    const at = '2026-11-25';
    assert.equal(heading(cleared(control(at))), 'Recovered: the recommendation is complete again');
    const now = { day: at, percent: 72.6 };
    assert.equal(heading({ ...cleared(drop(at)), now }), 'Recovered: the score is back');
    assert.equal(
      heading({ ...cleared(drop(at), baseline(at), control(at), control(at, 'other')), now }),
      'Recovered: the score is back at the baseline; the 2 recommendations are complete again',
    );
    const card = alertCard(alertView({ ...cleared(control(at)), owner: 'Mia Maro' }));
    assert.deepEqual(inputsOf(card), {});
    assert.deepEqual(titlesOf(card), ['Open the audit log', 'Open in Microsoft Defender']);
    assert.match(wordsOf(card), /\nOwner: Mia Maro\n/);
    assert.match(wordsOf(card), /was complete and fell back/);
    assert.doesNotMatch(wordsOf(card), /is no longer/);
  });

  describe('that is over says why', () => {
    const at = '2026-11-25';
    const over = (...causes: readonly AlertCause[]) => of(causes, `${at}T08:00:00.000Z`);
    const head = (...causes: readonly AlertCause[]) => heading(over(...causes));
    const lines = (...causes: readonly AlertCause[]) => linesOf(over(...causes)).join('\n');

    it('of a recommendation', () => {
      const ours = ended(control(at), 'accepted', 'RA-2026-0042');
      assert.equal(head(ours), 'Closed: the recommendation was accepted by RA-2026-0042');
      assert.match(
        lines(ours),
        /\n✓ Closed on 25 Nov 2026, accepted by RA-2026-0042: Ensure multifactor/,
      );
      const left = ended(control(at), 'left');
      assert.equal(head(left), 'Closed: the recommendation is no longer measured');
      assert.match(lines(left), /\n✓ Closed on 25 Nov 2026, no longer measured: Ensure/);
      assert.equal(
        head(ended(control(at), 'complete'), left, ours, ours),
        'Closed: a recommendation is complete again; 2 recommendations were accepted by RA-2026-0042; a recommendation is no longer measured',
      );
      assert.equal(head(ended(control(at), 'accepted')), 'Closed: the recommendation was accepted');
    });

    it('of a fall, and never that the score is back where it is not', () => {
      assert.equal(head(ended(drop(at), 'points')), 'Recovered: all that fell has its points back');
      assert.match(lines(ended(drop(at), 'points')), /, what fell has its points back: Secure/);
      assert.equal(
        head(ended(drop(at), 'accepted')),
        'Closed: what is still missing of the fall is our own decision',
      );
      assert.equal(head(ended(drop(at), 'level')), 'Recovered: the score was back on 25 Nov 2026');
      const none = { ...over(ended(drop(at), 'level')), now: { day: at, percent: null } };
      assert.equal(heading(none), 'Recovered: the score was back on 25 Nov 2026');
    });

    it('of a baseline', () => {
      assert.equal(head(ended(baseline(at), 'policy')), 'Closed: the baseline was changed');
      assert.equal(
        heading({ ...over(ended(baseline(at), 'level')), now: { day: at, percent: 72 } }),
        'Recovered: the score is back at the baseline',
      );
      assert.match(
        lines(ended(baseline(at), 'policy')),
        /, the baseline was changed: Secure Score/,
      );
    });
  });

  it('names the ten recommendations with the largest loss, those that are open first', () => {
    const keys = Array.from({ length: 60 }, (_, n) => `c${String(n)}`);
    const loss = (n: number) => change({ what: `c${String(n)}`, points: -1 - n, percent: -0.1 });
    const view = {
      ...of(keys.map((key, n) => control(n === 59 ? '2026-11-24' : null, key))),
      comparison: comparison(keys.map((_, n) => loss(n))),
      titles: {},
    };
    const words = linesOf(view).filter((one) => one.includes('High risk'));
    assert.deepEqual(
      words.map((one) => one.split(' ')[0]),
      ['c58', 'c57', 'c56', 'c55', 'c54', 'c53', 'c52', 'c51', 'c50', 'c49'],
    );
    // 1 to 49 points, and the 60 of the one that is back.
    assert(linesOf(view).includes('And 50 more: −1285.00 points.'));
    assert.doesNotMatch(linesOf(view).join('\n'), /What else/);
  });

  it('of the first day of all says no window to look into', () => {
    const first = comparison([]);
    const words = linesOf({
      ...of([baseline()]),
      comparison: { ...first, from: first.to },
      baseline: 72,
    });
    assert.match(words[0] ?? '', /under the baseline of 72/);
    assert.deepEqual(words.slice(1), [
      'Owner: nobody yet',
      'Data of 23 Nov 2026; read 23 Nov 2026, 09:00.',
    ]);
  });

  it('tells the newest score where that is of a later day', () => {
    const lines = linesOf({ now: { day: '2026-11-25', percent: 71.5 }, baseline: 72 });
    assert.equal(lines[2], 'Now 71.5\u00a0% (25 Nov 2026).');
    assert.equal(lines[3], '0.5 percentage points under the baseline of 72\u00a0%.');
    assert.doesNotMatch(linesOf({ now: { day: '2026-11-25', percent: null } }).join('\n'), /Now/);
  });

  it('says the distance to the baseline once', () => {
    const words = linesOf({ ...of([baseline()]), baseline: 72 }).join('\n');
    assert.equal(words.match(/under the baseline/g)?.length, 1);
  });
});
