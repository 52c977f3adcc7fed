import { z } from 'zod';
import type { Shelf } from '../app/shelf.ts';
import { controlKey } from '../domain/control.ts';

const updateShape = z.object({
  controlId: z.string(),
  state: z.string(),
  comment: z.string(),
  by: z.string(),
  assignedTo: z.string(),
  /** ISO-8601 UTC; of two updates of one control the later one is later by at least a millisecond. */
  at: z.string(),
});

/** A status that somebody gave a control. */
export type Update = Readonly<z.infer<typeof updateShape>>;

/** Every status that anybody ever gave a control of the tenant. */
export interface Updates {
  /** Oldest first. */
  readonly of: (controlId: string) => readonly Update[];
  /** The ids of the touched controls, the one touched last first. */
  readonly touched: () => readonly string[];
  /** Puts an update on the shelf, then in force. */
  readonly add: (update: Omit<Update, 'at'>, now: Date) => Promise<Update>;
}

const KIND = 'tenant-update';

/** Reads what is on the shelf, and keeps it there. */
export async function openUpdates(shelf: Shelf): Promise<Updates> {
  const byKey = new Map<string, Update[]>();
  const remember = (update: Update): void => {
    const key = controlKey(update.controlId);
    const others = byKey.get(key) ?? [];
    // Taking it out and in again leaves the control that was touched last at the end.
    byKey.delete(key);
    byKey.set(key, [...others, update]);
  };

  const kept = await shelf.list(KIND);
  const inOrder = kept.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const { body } of inOrder) remember(updateShape.parse(body));
  let last = Number(inOrder.at(-1)?.id ?? 0);

  const add = async (asked: Omit<Update, 'at'>, now: Date): Promise<Update> => {
    const before = byKey.get(controlKey(asked.controlId))?.at(-1);
    const earliest = before ? Date.parse(before.at) + 1 : 0;
    const at = new Date(Math.max(now.getTime(), earliest)).toISOString();
    const update: Update = { ...asked, at };
    last += 1;
    await shelf.put(KIND, String(last).padStart(9, '0'), update);
    remember(update);
    return update;
  };
  // One at a time, so that the order of the instants is the order in which they were asked for.
  let queue: Promise<unknown> = Promise.resolve();

  return {
    of: (controlId) => byKey.get(controlKey(controlId)) ?? [],
    touched: () => [...byKey.values()].map((all) => all[0]?.controlId ?? '').reverse(),
    add: (asked, now) => {
      const added = queue.then(() => add(asked, now));
      queue = added.catch(() => undefined);
      return added;
    },
  };
}
