import { randomUUID } from 'node:crypto';
import type { UpdateQueryBuilder, UpdateResult } from 'kysely';
import type { OutboxStore, Task } from '../app/outbox-ports.ts';
import type { Effect } from '../domain/effect.ts';
import { arm, outboxRows } from './arm.ts';
import { isCrowded } from './crowded.ts';
import type { Database, OutboxRow, Tables } from './schema.ts';

/** Real time after which a task that nobody kept or finished counts as lost. */
const LEASE_MS = 90_000;
const leased = (): string => new Date(Date.now() + LEASE_MS).toISOString();

/**
 * Gives up every claim: for a database that this process alone has opened, so that nobody can be busy with
 * anything. Answers how many effects were in hand when the last process ended, and may be carried out twice.
 */
export async function releaseClaims(db: Database): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ claim: null, leaseUntil: null })
    .where('claim', 'is not', null)
    .where('doneAt', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** What the world is still asked for. Due dates are on the product's clock, leases on the real one. */
export const outbox = (db: Database): OutboxStore => ({
  arm: (effects, dueAt) => arm(db, effects, dueAt.toISOString()),
  claim: (now) => claim(db, now.toISOString()),
  keep: async (task) => {
    await held(db, task).set({ leaseUntil: leased() }).execute();
  },
  finish: (task) => finish(db, task),
  postpone: (task, until, reason) => postpone(db, task, until.toISOString(), reason),
  rearmPerson: (personId, now) => rearmPerson(db, personId, now.toISOString()),

  async armOnce(effects, dueAt) {
    if (effects.length === 0) return;
    await db
      .insertInto('outbox')
      .values(outboxRows(effects, dueAt.toISOString()))
      .onConflict((c) => c.doNothing())
      .execute();
  },

  async nextDue() {
    const [next] = await free(db).select('dueAt').orderBy('dueAt').limit(1).execute();
    return next && new Date(next.dueAt);
  },

  pending: (key) =>
    db
      .selectFrom('outbox')
      .select(['attempts', 'lastError'])
      .where('key', '=', key)
      .where('doneAt', 'is', null)
      .executeTakeFirst(),
});

/** What is to be done and in nobody's hands. */
const free = (db: Database) =>
  db
    .selectFrom('outbox')
    .where('doneAt', 'is', null)
    .where((eb) =>
      eb.or([eb('claim', 'is', null), eb('leaseUntil', '<', new Date().toISOString())]),
    );

async function claim(db: Database, now: string): Promise<Task | undefined> {
  const [row] = await db
    .updateTable('outbox')
    .set((eb) => ({
      claim: randomUUID(),
      leaseUntil: leased(),
      attempts: eb('attempts', '+', 1),
    }))
    .where('key', '=', () =>
      free(db)
        .select('key')
        .where('dueAt', '<=', now)
        .orderBy('dueAt')
        .orderBy('key')
        .limit(1)
        .$if(isCrowded(db), (query) => query.forUpdate().skipLocked()),
    )
    .returning(['key', 'attempts', 'effect', 'claim', 'generation'])
    .execute();
  return row && { ...row, claim: row.claim ?? '', effect: JSON.parse(row.effect) as Effect };
}

type Update = UpdateQueryBuilder<Tables, 'outbox', 'outbox', UpdateResult>;

/** The row as this caller claimed it: whose lease ran out and went to another has no say any more. */
const held = (db: Database, { key, claim }: Task): Update =>
  db.updateTable('outbox').where('key', '=', key).where('claim', '=', claim);

const released = { claim: null, leaseUntil: null } satisfies Partial<OutboxRow>;

async function finish(db: Database, task: Task): Promise<void> {
  const done = await held(db, task)
    .set({ ...released, doneAt: new Date().toISOString() })
    .where('generation', '=', task.generation)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) await startAnew(db, task);
}

async function postpone(db: Database, task: Task, until: string, reason: string): Promise<void> {
  const putOff = await held(db, task)
    .set({ ...released, dueAt: until, lastError: reason })
    .where('generation', '=', task.generation)
    // Somebody who came back while we failed to reach them has set this to 0: they do not wait.
    .where('attempts', '=', task.attempts)
    .executeTakeFirst();
  if (putOff.numUpdatedRows === 0n) await startAnew(db, task);
}

/** Asked for again while it was being carried out: it stays due as it was armed. */
async function startAnew(db: Database, task: Task): Promise<void> {
  await held(db, task)
    .set({ ...released, attempts: 0 })
    .execute();
}

async function rearmPerson(db: Database, personId: string, dueAt: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ dueAt, attempts: 0, lastError: '' })
    .where('key', 'in', () =>
      db
        .selectFrom('outbox')
        .select('key')
        .where('personId', '=', personId)
        .where('doneAt', 'is', null)
        // In the order in which `arm` writes, so that the two never wait for each other.
        .orderBy('key')
        .$if(isCrowded(db), (query) => query.forUpdate()),
    )
    .execute();
}
