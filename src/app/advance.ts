import type { Engine } from './engine.ts';
import type { Ports } from './ports.ts';
import { readControls } from './read-controls.ts';
import { nextInstant } from './schedule.ts';

/** Moves a clock that can be set from one due instant to the next, each run at its own time, in order. */
export async function advance(
  ports: Ports,
  engine: Pick<Engine, 'settle'>,
  set: (to: Date) => Promise<void>,
  target: Date,
): Promise<void> {
  await engine.settle();
  for (let next = await nextInstant(ports); next <= target; next = await nextInstant(ports)) {
    // What is due and still not done has been tried: time goes on without it.
    await set(new Date(Math.max(next.getTime(), ports.now().getTime() + 1)));
    await engine.settle();
  }
  if (target > ports.now()) await set(target);
  await readControls(ports);
  await engine.settle();
}
