import { readControls } from '../../src/app/read-controls.ts';
import { reviewView } from '../../src/app/review.ts';
import type { ReviewLine } from '../../src/app/monitor-views.ts';
import { control } from '../domain/examples.ts';
import {
  day as aDay,
  device,
  small,
  type World,
  world,
  type WorldOptions,
} from '../support/world.ts';
import { governance } from './alert-world.ts';
import { type Measured, snapshot } from './answer-days.ts';

/** Recommendations of 10 points each, one that may take the low route, and one that is set by hand. */
const ids = ['Mfa', 'Dlp', 'Audit', 'Later'];

/** A bot with a governance channel, on a Monday, the 23rd of November 2026. */
export async function reviewing(options: WorldOptions = {}): Promise<World> {
  const controls = [
    ...ids.map((id) => control({ id, title: `Turn ${id} on`, maxScore: 10, score: null })),
    small,
    device,
  ];
  const made = await world({ controls, ...options });
  await made.store.saveChannel(governance);
  return made;
}

/** A day of Secure Score as the bot takes it in: the controls in scope, and no others. */
export async function dayOf(
  w: World,
  day: string,
  controls: Readonly<Record<string, Measured>>,
): Promise<void> {
  await w.store.saveSnapshots([snapshot(day, controls)]);
  for (const id of ids) {
    const one = controls[id];
    const score = one === undefined ? null : typeof one === 'number' ? one : one.points;
    w.graph.change(id, { score });
  }
  await readControls(w.ports);
}

/** The lines of this week's review, worst first. */
export const lines = async (w: World): Promise<readonly ReviewLine[]> =>
  (await reviewView(w.ports)).lines;

/** The same in short: kind, what it is about, since when. */
export const brief = async (w: World): Promise<readonly string[]> =>
  (await lines(w)).map(({ kind, subject, since }) => `${kind} ${subject} ${since}`);

/** Only those of one kind. */
export const only = async (w: World, kind: ReviewLine['kind']): Promise<readonly ReviewLine[]> =>
  (await lines(w)).filter((one) => one.kind === kind);

/** Days pass; what is asked of the world meanwhile is not carried out. */
export const wait = (w: World, days: number): void => {
  w.clock.at += days * aDay;
};
