import { binds, decided } from '../domain/acceptance.ts';
import type { Alert } from '../domain/alert.ts';
import {
  fallsToldUntil,
  namedIn,
  newAlerts,
  type NewAlert,
  type Outlook,
  recoveries,
  watchedFrom,
} from '../domain/check.ts';
import type { Comparison, Stood } from '../domain/comparison.ts';
import { agrees, controlKey, wantedStates } from '../domain/control.ts';
import type { Effect } from '../domain/effect.ts';
import type { DayTotals } from '../domain/history.ts';
import { standsNow } from '../domain/successor.ts';
import { plusDays } from '../domain/calendar.ts';
import { compareDays } from './comparing.ts';
import type { Ports, Progress } from './ports.ts';

/**
 * Looks for what deserves an alert in the newest data up to a day, against the day that was looked at last, and for
 * what has recovered. A day older than that one does nothing; the same one again finds only recoveries.
 */
export async function checkAlerts(ports: Ports, day: string): Promise<Progress> {
  const { store } = ports;
  const [newest, checked, open, left] = await Promise.all([
    store.dayAt(day),
    store.checkedDay(),
    store.openAlerts(),
    store.leftAlerts(),
  ]);
  if (!newest || (checked !== undefined && newest.day < checked)) return 'done';
  const watched = [...new Map([...left, ...open].map((one) => [one.id, one])).values()];
  const outlook = await outlookOf(ports, watched, newest);
  const changed = recoveries(watched, outlook).map((alert) => closed(alert, ports.now()));
  const told = still(watched, changed).filter((one) => one.clearedAt === null);
  const found =
    checked === newest.day
      ? []
      : newAlerts(
          told,
          checked === undefined ? undefined : await compareDays(ports, checked, newest.day),
          { ...outlook, ...(await afterFall(ports, checked, newest.day)) },
        );
  const raised = await named(ports, found);
  const saved = await store.saveCheck(
    { after: checked, day: newest.day, alerts: [...changed, ...raised] },
    // The open ones too: they tell how the score stands now.
    [...told, ...changed.filter((one) => !told.includes(one)), ...raised]
      .filter(({ quiet }) => !quiet)
      .map(show),
  );
  return saved ? 'done' : { again: 'the day was checked meanwhile', afterMs: 0 };
}

const show = ({ id }: Alert): Effect => ({ kind: 'showAlert', alertId: id });

/**
 * Days that were looked at come again where Microsoft revised one: what fell up to the last fall that is alerted
 * already is not another.
 */
async function afterFall(
  ports: Ports,
  checked: string | undefined,
  day: string,
): Promise<Pick<Outlook, 'afterFall'>> {
  const { store } = ports;
  if (checked === undefined) return {};
  const told: Alert[] = [];
  for (const one of await store.totals(plusDays(checked, 1), day))
    told.push(...(await raisedOn(ports, one.day)));
  const until = fallsToldUntil(told);
  const comparison = until === undefined ? undefined : await compareDays(ports, until, day);
  return comparison ? { afterFall: comparison } : {};
}

/** The alerts of a day of data, open or over. */
async function raisedOn({ store }: Ports, day: string): Promise<readonly Alert[]> {
  const found: Alert[] = [];
  let next: Alert | undefined;
  while ((next = await store.alert(idOf(day, found.length + 1)))) found.push(next);
  return found;
}

const idOf = (day: string, count: number): string =>
  count === 1 ? day : `${day}-${String(count)}`;

/** An alert is over with the last of its causes, and open with any. */
const closed = (alert: Alert, at: Date): Alert => ({
  ...alert,
  clearedAt: alert.causes.every(({ clearedOn }) => clearedOn !== null) ? at.toISOString() : null,
});

/** The alerts as they are after what has recovered or come back. */
const still = (alerts: readonly Alert[], changed: readonly Alert[]): readonly Alert[] =>
  alerts.map((alert) => changed.find(({ id }) => id === alert.id) ?? alert);

/** Gives each the next id that its day has left: those of alerts that are over stay theirs. */
async function named(ports: Ports, found: readonly NewAlert[]): Promise<readonly Alert[]> {
  const [first] = found;
  if (!first) return [];
  const taken = (await raisedOn(ports, first.to)).length;
  const raisedAt = ports.now().toISOString();
  return found.map((one, at) => ({
    id: idOf(one.to, taken + at + 1),
    raisedAt,
    ...one,
    clearedAt: null,
  }));
}

async function outlookOf(
  ports: Ports,
  open: readonly Alert[],
  newest: DayTotals,
): Promise<Outlook> {
  const [standing, since, explained] = await Promise.all([
    standingOn(ports, namedIn(open.flatMap(({ causes }) => causes)), newest.day),
    comparedSince(ports, open, newest.day),
    explainedByUs(ports),
  ]);
  return { newest, standing, since, explained, policy: ports.policy };
}

async function standingOn(
  { store }: Ports,
  keys: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, Stood>> {
  const [lives, others] = await Promise.all([store.lives(keys), store.namesakes(keys)]);
  return new Map(lives.map((life) => [life.control.key, standsNow(life, others, day)] as const));
}

async function comparedSince(
  ports: Ports,
  open: readonly Alert[],
  day: string,
): Promise<ReadonlyMap<string, Comparison>> {
  const compared = new Map<string, Comparison>();
  for (const alert of open) {
    const from = watchedFrom(alert);
    const comparison = from === undefined ? undefined : await compareDays(ports, from, day);
    if (comparison) compared.set(alert.id, comparison);
  }
  return compared;
}

/** The controls of which Secure Score says, as last read, what an acceptance that binds them wants, with that one. */
async function explainedByUs({ store }: Ports): Promise<ReadonlyMap<string, string>> {
  const controls = await store.controls();
  const states = new Map(controls.map(({ id, update }) => [controlKey(id), update.state]));
  const acceptances = (await store.list({ states: decided })).filter(
    // The others ask for all points: a fall comes of none of them.
    (one) => binds(one) && one.treatment === 'riskAccepted',
  );
  return new Map(
    acceptances
      .map((one) => [controlKey(one.controlId), one] as const)
      .filter(([key, one]) => agrees(states.get(key) ?? '', wantedStates(one)))
      .map(([key, { id }]) => [key, id]),
  );
}
