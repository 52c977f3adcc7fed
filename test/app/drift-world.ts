import { checkDrift } from '../../src/app/check-drift.ts';
import type { Finding } from '../../src/app/drift-ports.ts';
import type { DriftView } from '../../src/app/drift-views.ts';
import { readControls } from '../../src/app/read-controls.ts';
import { revertDrift } from '../../src/app/revert-drift.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Person } from '../../src/domain/person.ts';
import { eve, minute, type World, world, type WorldOptions } from '../support/world.ts';

export type DriftWorld = Awaited<ReturnType<typeof drifting>>;

/** A bot that has looked at Secure Score once, a minute ago, when all was well. */
export async function drifting(options: WorldOptions & { readonly looked?: false } = {}) {
  const w = await world(options);
  if (options.looked !== false) await checkDrift(w.ports);
  return { ...w, ...driftVerbs(w) };
}

function driftVerbs(w: World) {
  /** Controls are read and compared with the record; whoever is concerned hears of it. */
  const look = async (): Promise<readonly Finding[]> => {
    w.clock.at += minute;
    await readControls(w.ports);
    await w.store.arm([{ kind: 'checkDrift' }], w.ports.now());
    await w.settle();
    return w.store.openDrifts();
  };
  return {
    look,
    /** In short: the class of what is found, the control, and the acceptance. */
    open: async (): Promise<readonly string[]> =>
      (await w.store.openDrifts()).map((one) =>
        [one.class, one.controlId, one.acceptanceId].filter((word) => word !== null).join(' '),
      ),
    /** In force and verified, and read since. */
    active: async (
      fields: Parameters<World['approved']>[0] = {},
      controlId?: string,
    ): Promise<Acceptance> => {
      const acceptance = await w.approved(
        fields,
        eve,
        controlId === undefined ? {} : { controlId },
      );
      await w.settle();
      await look();
      return w.find(acceptance);
    },
    revert: (finding: Pick<Finding, 'id'>, who: Person) =>
      revertDrift(w.ports, { driftId: finding.id, pressedBy: who.id }),
    /** The cards of findings that a person got as new messages. */
    driftCards: (who: Person): readonly DriftView[] =>
      w.teams.posts.flatMap(({ to, drift }) => (to === who.id && drift ? [drift] : [])),
    /** How a person's newest card of a finding looks now. */
    driftCard: (who: Person): DriftView | undefined => {
      const posted = w.teams.posts.findLast(({ to, drift }) => to === who.id && drift);
      const updated = w.teams.updates.findLast(
        ({ activityId, to }) => to === who.id && activityId === posted?.activityId,
      );
      return (updated ?? posted)?.drift;
    },
    lists: (who: Person) =>
      w.teams.posts.flatMap(({ to, drifts }) => (to === who.id && drifts ? [drifts] : [])),
  };
}
