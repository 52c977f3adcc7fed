import type { Alert } from '../domain/alert.ts';
import { namedIn } from '../domain/check.ts';
import type { Comparison } from '../domain/comparison.ts';
import { percentOf } from '../domain/score.ts';
import { type Card, digestOf, postCard, updateCopies } from './card-copies.ts';
import { compareDays, withoutComment } from './comparing.ts';
import type { AlertView } from './monitor-views.ts';
import type { Ports, Progress } from './ports.ts';

/**
 * Posts the card of an alert to the governance channel where it does not stand there, and brings every copy of it up
 * to date. What was over before there was a channel is not posted any more.
 */
export async function showAlert(ports: Ports, alertId: string): Promise<Progress> {
  const { store } = ports;
  const alert = await store.alert(alertId);
  if (!alert || alert.quiet) return 'done';
  const view = await alertView(ports, alert);
  if (!view) return { again: 'no data' };
  const card: Card = {
    subject: alertSubject(alert),
    message: { kind: 'alert', view },
    shown: digestOf(view),
  };
  if ((await updateCopies(ports, card)) > 0 || alert.clearedAt !== null) return 'done';
  return (await postCard(ports, card)) ? 'done' : { again: 'no governance channel' };
}

/** Under which its owner and its cards are kept. */
const alertSubject = ({ id }: Pick<Alert, 'id'>): string => `alert:${id}`;

/** An alert as its card shows it now; undefined without the days that it compares. */
export async function alertView(ports: Ports, alert: Alert): Promise<AlertView | undefined> {
  const { store, policy, now } = ports;
  const [comparison, newest, owner, reading] = await Promise.all([
    compareDays(ports, alert.from, alert.to),
    store.dayAt(now().toISOString().slice(0, 10)),
    ownerOf(ports, alert),
    store.controlsAsOf(),
  ]);
  if (!comparison || !newest) return undefined;
  return {
    alert,
    comparison: { ...comparison, changes: comparison.changes.map(withoutComment) },
    titles: await titlesOf(ports, alert, comparison),
    now: { day: newest.day, percent: percentOf(newest) },
    baseline: policy.baselinePercent,
    owner,
    zone: policy.timeZone,
    asOf: reading?.asOf ?? '',
  };
}

async function ownerOf({ store }: Ports, alert: Alert): Promise<string | undefined> {
  const subject = alertSubject(alert);
  const owner = (await store.owners([subject])).get(subject);
  if (!owner) return undefined;
  return (await store.names([owner.personId])).get(owner.personId) ?? 'somebody';
}

async function titlesOf(
  { store }: Ports,
  { causes }: Alert,
  { changes }: Comparison,
): Promise<Readonly<Record<string, string>>> {
  const known = new Map(changes.map(({ control }) => [control.key, control.title]));
  const keys = [...new Set(namedIn(causes))];
  const lives = await store.lives(keys.filter((key) => !known.has(key)));
  const looked = new Map(lives.map(({ control }) => [control.key, control.title]));
  return Object.fromEntries(keys.map((key) => [key, known.get(key) ?? looked.get(key) ?? key]));
}
