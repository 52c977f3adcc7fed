import { checkAlerts } from '../../src/app/check-alerts.ts';
import type { Channel, Ports } from '../../src/app/ports.ts';
import { readControls } from '../../src/app/read-controls.ts';
import type { Measurement, Snapshot } from '../../src/domain/history.ts';
import { control } from '../domain/examples.ts';
import { type World, world, type WorldOptions } from '../support/world.ts';

/** Points; null: not in scope. `old`: as measured weeks before. */
export type Day = Readonly<Record<string, number | null | { readonly old: number }>>;

/** Two recommendations of High risk reduction, complete; one that is small, one that is not complete. */
const usual = { mfa: 10, dlp: 10, safe: 4, rest: 776 };
const worth: Readonly<Record<string, number>> = { mfa: 10, dlp: 10, safe: 4, rest: 976 };

/** A day of a tenant that earns 800 of 1,000 points, but for what is said otherwise. */
export function snapshot(
  day: string,
  others: Day = {},
  maxima: Readonly<Record<string, number>> = {},
): Snapshot {
  const all: Day = { ...usual, ...others };
  const measurements = Object.entries(all).flatMap(([id, one]): Measurement[] => {
    if (one === null) return [];
    const maxScore = maxima[id] ?? worth[id] ?? 10;
    return typeof one === 'number'
      ? [{ id, points: one, maxScore, measuredOn: day }]
      : [{ id, points: one.old, maxScore, measuredOn: '2026-10-01' }];
  });
  const sum = (of: 'points' | 'maxScore'): number =>
    measurements.reduce((all, one) => all + one[of], 0);
  return { day, current: sum('points'), max: sum('maxScore'), measurements };
}

export const governance: Channel = {
  conversationId: 'chat-the-channel',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  tenantId: 'our-tenant',
  userId: '',
  teamId: 'team',
  name: 'Secure Score',
};

/** The recommendations of this tenant, as Secure Score describes them. */
export const recommended = Object.entries(worth).map(([id, maxScore]) =>
  control({ id: id.toUpperCase(), title: `Turn ${id} on`, maxScore }),
);

/** A bot that watches this tenant, and says what it finds in its governance channel. */
export async function watching(options: WorldOptions = {}): Promise<World> {
  const made = await world({ controls: recommended, ...options });
  await made.store.saveChannel(governance);
  return made;
}

/** Reads Secure Score day by day, looks for what deserves an alert, and says in the channel what came of it. */
export async function days(w: World, ...all: readonly Snapshot[]): Promise<void> {
  for (const one of all) {
    w.clock.at = Math.max(w.clock.at, Date.parse(`${one.day}T10:00:00.000Z`));
    await readControls(w.ports);
    await w.store.saveSnapshots([one]);
    await check(w.ports, one.day);
    await w.settle();
  }
}

export const check = async (ports: Ports, day: string): Promise<void> => {
  await checkAlerts(ports, day);
};

/**
 * The cards in the channel, oldest first: which it is, whether it is an update, the alert, and what it is about.
 * An update that only tells how the score stands now is left out.
 */
export function cards({ teams }: World): readonly string[] {
  const known = new Map<string, number>();
  const last = new Map<string, string>();
  return teams.channel.flatMap(({ alert: view, activityId, update }) => {
    if (!view) return [];
    const number = known.get(activityId) ?? known.size + 1;
    known.set(activityId, number);
    const { id, causes, clearedAt } = view.alert;
    const said = causes.map((cause) => {
      const name = cause.kind === 'control' ? cause.key : cause.kind;
      return cause.clearedOn === null ? name : `${name} back`;
    });
    const over = clearedAt === null ? [] : ['over'];
    const shown = [`#${String(number)}`, id, ...said, ...over].join(' ');
    if (last.get(activityId) === shown) return [];
    last.set(activityId, shown);
    return [update ? `update of ${shown}` : shown];
  });
}
