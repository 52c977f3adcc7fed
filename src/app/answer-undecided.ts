import { decided, undecided } from '../domain/acceptance.ts';
import { type Control, controlKey, pointsAtRisk } from '../domain/control.ts';
import type { DayTotals, HistoryRow } from '../domain/history.ts';
import type { Area } from '../domain/question.ts';
import { undecidedControls } from '../domain/score.ts';
import { isIn } from './answer-area.ts';
import type { UndecidedAnswer } from './answers.ts';
import { ownsStill } from './owned-subject.ts';
import type { Ports } from './ports.ts';

/** What is to address without plan, owner or acceptance, the oldest first, then by points at risk. */
export async function undecidedNow(
  ports: Ports,
  area: Area | undefined,
  newest: DayTotals,
): Promise<UndecidedAnswer> {
  const { store } = ports;
  const [all, acceptances] = await Promise.all([
    store.controls(),
    store.list({ states: [...undecided, ...decided] }),
  ]);
  const asked = all.filter((one) => isIn(area, one));
  const open = undecidedControls(asked, acceptances);
  const lives = await store.lives(open.map(({ id }) => controlKey(id)));
  const begun = new Map(lives.map(({ control, rows }) => [control.key, openSince(rows)]));
  const since = open.map((control): Item => {
    const began = begun.get(controlKey(control.id)) ?? newest.day;
    const back = putBackOn(control);
    return { control, since: back > began ? back : began };
  });
  const items = (await withoutOwner(ports, since)).toSorted(oldestFirst);
  const points = items.reduce((sum, { control }) => sum + pointsAtRisk(control), 0);
  return { is: 'undecided', area, items, points: Math.round(points * 100) / 100 };
}

async function withoutOwner(
  { store, policy }: Ports,
  items: readonly Item[],
): Promise<readonly Item[]> {
  const subject = ({ control }: Item): string => `control:${controlKey(control.id)}`;
  const owners = await store.owners(items.map(subject));
  const zone = policy.timeZone;
  return items.filter((one) => !ownsStill(owners.get(subject(one)), { since: one.since, zone }));
}

type Item = UndecidedAnswer['items'][number];

const oldestFirst = (one: Item, other: Item): number =>
  one.since.localeCompare(other.since) || pointsAtRisk(other.control) - pointsAtRisk(one.control);

/** The day since which it is measured and not complete; undefined where the record does not show that yet. */
function openSince(rows: readonly HistoryRow[]): string | undefined {
  const other = rows.findLastIndex(({ points, maxScore }) => points === null || points >= maxScore);
  return rows[other + 1]?.day;
}

/** The day on which somebody put it back to address, which moves no points by itself; empty: nobody did. */
const putBackOn = ({ update }: Control): string => update.at?.slice(0, 10) ?? '';
