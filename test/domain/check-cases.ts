import type { Alert, AlertCause } from '../../src/domain/alert.ts';
import { namedIn, newAlerts, type Outlook } from '../../src/domain/check.ts';
import type { Cause, ChangedControl, Comparison, Stood } from '../../src/domain/comparison.ts';

export const yesterday = '2026-11-22';
export const today = '2026-11-23';

/** A control of 10 of 100 points that lost all of them, unless said otherwise. */
export const change = (
  key: string,
  cause: Cause,
  fields: Partial<ChangedControl> = {},
): ChangedControl => ({
  control: {
    key,
    id: key.toUpperCase(),
    title: `Turn ${key} on`,
    category: 'Apps',
    service: 'EXO',
  },
  cause,
  before: { points: 10, maxScore: 10 },
  after: { points: 0, maxScore: 10 },
  points: -10,
  percent: -10,
  wasComplete: true,
  since: today,
  measuredOn: today,
  ...fields,
});

/** A control that lost so many percentage points and was never complete. */
export const partly = (key: string, percent: number, cause: Cause = 'fell'): ChangedControl =>
  change(key, cause, { points: percent, percent, wasComplete: false });

/** Two days of a tenant with 100 points, of which 80 were earned. */
export function comparison(...changes: readonly ChangedControl[]): Comparison {
  const sum = changes.reduce((all, { percent }) => all + (percent ?? 0), 0);
  return {
    from: { day: yesterday, current: 80, max: 100 },
    to: { day: today, current: 80 + sum, max: 100 },
    changes,
    points: sum,
    percent: sum,
    parts: [],
    cameBack: [],
  };
}

/** What is known after such a comparison. */
export const outlook = (
  compared: Comparison = comparison(),
  fields: Partial<Outlook> & { readonly baseline?: number | null } = {},
): Outlook => ({
  newest: compared.to,
  standing: new Map(),
  since: new Map(),
  explained: new Map(),
  policy: { scoreDropAlertPercent: 2, baselinePercent: fields.baseline ?? null },
  ...fields,
});

/** These, and the acceptance that explains them. */
export const accepted = (...keys: readonly string[]): ReadonlyMap<string, string> =>
  new Map(keys.map((key) => [key, 'RA-2026-0001']));

export const stands = (
  ...all: readonly (readonly [string, number | null, number?])[]
): ReadonlyMap<string, Stood> =>
  new Map(all.map(([key, points, maxScore = 10]) => [key, { points, maxScore }]));

export const alert = (causes: readonly AlertCause[], fields: Partial<Alert> = {}): Alert => ({
  id: yesterday,
  raisedAt: `${yesterday}T09:00:00.000Z`,
  from: '2026-11-21',
  to: yesterday,
  causes,
  quiet: false,
  clearedAt: null,
  ...fields,
});

export const controlCause = (
  key: string,
  clearedOn: string | null = null,
  how: Pick<AlertCause, 'how'> = {},
): AlertCause => ({
  ...how,
  kind: 'control',
  key,
  points: 10,
  clearedOn,
});

export const dropCause = (
  fell: Readonly<Record<string, number>>,
  lost = Object.keys(fell).length > 0 ? 3 : 0,
): AlertCause => ({
  kind: 'drop',
  percent: 80,
  fell,
  lost,
  clearedOn: null,
});

export const baselineCause = (baseline = 82): AlertCause => ({
  kind: 'baseline',
  baseline,
  clearedOn: null,
});

/** The kinds of causes, and the keys of a fall, of all new alerts; a quiet one in brackets. */
export function raised(
  changes: readonly ChangedControl[],
  fields: Parameters<typeof outlook>[1] = {},
  open: readonly Alert[] = [],
): string {
  const compared = comparison(...changes);
  return newAlerts(open, compared, outlook(compared, fields))
    .map(({ causes, quiet }) => {
      const said = causes.map((cause) => {
        const keys = cause.kind === 'drop' ? Object.keys(cause.fell) : namedIn([cause]);
        return [cause.kind, ...keys].join(' ');
      });
      return quiet ? `(${said.join(', ')})` : said.join(', ');
    })
    .join(' + ');
}

/** Small enough not to be a fall of the score. */
export const small = { percent: -0.5 };
