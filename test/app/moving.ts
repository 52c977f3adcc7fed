import assert from 'node:assert/strict';
import { advance } from '../../src/app/advance.ts';
import { carryOut } from '../../src/app/carry-out.ts';
import type { Ports } from '../../src/app/ports.ts';
import { enqueueDue } from '../../src/app/schedule.ts';
import type { World } from '../support/world.ts';

/** Moves the clock, which never goes back; answers the instants at which all controls were read on the way. */
export async function moved(
  w: World,
  target: string,
  others: Partial<Ports> = {},
): Promise<readonly string[]> {
  const at: string[] = [];
  const { secureScore: asked } = { ...w.ports, ...others };
  const secureScore = {
    ...asked,
    read: () => {
      at.push(w.ports.now().toISOString());
      return asked.read();
    },
  };
  const ports = { ...w.ports, ...others, secureScore };
  const settle = async (): Promise<void> => {
    await enqueueDue(ports);
    await carryOut(ports);
  };
  const set = async (to: Date): Promise<void> => {
    assert.ok(to.getTime() >= w.clock.at, 'the clock went back');
    w.clock.at = to.getTime();
  };
  await advance(ports, { settle }, set, new Date(target));
  return at;
}
