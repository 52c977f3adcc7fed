import type { ControlStore } from '../app/ports.ts';
import { type Control, controlKey } from '../domain/control.ts';
import type { DayTotals } from '../domain/history.ts';
import { controlDays } from './control-days.ts';
import { keepNames } from './control-names.ts';
import type { Database, Tx } from './schema.ts';
import { keepUpdates } from './status-updates.ts';
import { syncStates } from './sync-states.ts';
import { underWatch } from './watch.ts';

/** What Secure Score was last seen to say of all controls. */
export const controls = (db: Database): ControlStore => {
  const known = lastRead(db);
  return {
    ...syncStates(db),
    ...controlDays(db),

    async control(id) {
      const rows = db.selectFrom('control').select('body').where('key', '=', controlKey(id));
      const [row] = await rows.execute();
      return row && read(row);
    },

    controls: known.all,

    saveControls: async ({ controls: seen, score, updates }, asOf) => {
      await underWatch(db, async (tx) => {
        await replaceControls(tx, seen);
        await keepNames(tx, seen);
        await keepUpdates(tx, updates);
        const reading = { asOf, score: score ? JSON.stringify(score) : null };
        await tx
          .insertInto('controlReading')
          .values({ id: 1, ...reading })
          .onConflict((c) => c.column('id').doUpdateSet(reading))
          .execute();
      });
      known.forget();
    },

    async controlsAsOf() {
      const [row] = await db.selectFrom('controlReading').selectAll().execute();
      if (!row) return undefined;
      const score = JSON.parse(row.score ?? 'null') as DayTotals | null;
      return { asOf: row.asOf, score: score ?? undefined };
    },
  };
};

/**
 * All controls as of the newest reading: every card asks for them, and reading them anew would take longer than anything
 * else that it shows. Whether another process has read Secure Score since is asked each time.
 */
function lastRead(db: Database): {
  readonly all: () => Promise<readonly Control[]>;
  readonly forget: () => void;
} {
  let kept: { readonly asOf: string; readonly controls: readonly Control[] } | undefined;
  return {
    all: async () => {
      // Asked before: what is newer than it says is read once more, and never the other way round.
      const [reading] = await db.selectFrom('controlReading').select('asOf').execute();
      if (kept && kept.asOf === reading?.asOf) return kept.controls;
      const rows = await db.selectFrom('control').select('body').orderBy('key').execute();
      const controls = rows.map(read);
      kept = reading && { asOf: reading.asOf, controls };
      return controls;
    },
    forget: () => {
      kept = undefined;
    },
  };
}

const read = ({ body }: { readonly body: string }): Control => JSON.parse(body) as Control;

/** Writes what differs: of some 460 controls a handful changes from one reading to the next. */
async function replaceControls(tx: Tx, seen: readonly Control[]): Promise<void> {
  // A reading without a single control is a tenant without data, or Graph's bad day: nothing vanished.
  if (seen.length === 0) return;
  const known = await tx.selectFrom('control').selectAll().execute();
  const kept = new Map(known.map(({ key, body }) => [key, body]));
  const now = new Map(seen.map((one) => [controlKey(one.id), JSON.stringify(one)]));
  const changed = [...now].filter(([key, body]) => kept.get(key) !== body);
  const gone = [...kept.keys()].filter((key) => !now.has(key));
  if (changed.length > 0)
    await tx
      .insertInto('control')
      .values(changed.sort(byKey).map(([key, body]) => ({ key, body })))
      .onConflict((c) => c.column('key').doUpdateSet((eb) => ({ body: eb.ref('excluded.body') })))
      .execute();
  if (gone.length > 0) await tx.deleteFrom('control').where('key', 'in', gone).execute();
}

/** One order for every writer, so that no two wait for each other. */
const byKey = ([one]: readonly [string, string], [other]: readonly [string, string]): number =>
  one < other ? -1 : 1;
