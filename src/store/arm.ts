import { type Effect, effectKey } from '../domain/effect.ts';
import type { Database, OutboxRow } from './schema.ts';

/** The rows of these effects, one a thing; in one order everywhere, so that no two writers wait for each other. */
export function outboxRows(effects: readonly Effect[], dueAt: string): readonly OutboxRow[] {
  const byKey = new Map(effects.map((effect) => [effectKey(effect), effect]));
  return [...byKey]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, effect]) => ({
      key,
      effect: JSON.stringify(effect),
      personId: 'personId' in effect ? effect.personId : null,
      dueAt,
      attempts: 0,
      generation: 1,
      claim: null,
      leaseUntil: null,
      doneAt: null,
      lastError: '',
    }));
}

/**
 * Asks for effects. A thing that was asked for before is asked for anew, and never later than it was; who
 * is busy with it keeps the claim, so that it is not handed out twice at once.
 */
export async function arm(db: Database, effects: readonly Effect[], dueAt: string): Promise<void> {
  if (effects.length === 0) return;
  await db
    .insertInto('outbox')
    .values(outboxRows(effects, dueAt))
    .onConflict((c) =>
      c.column('key').doUpdateSet((eb) => ({
        effect: eb.ref('excluded.effect'),
        dueAt: eb
          .case()
          .when(
            eb.and([
              eb('outbox.doneAt', 'is', null),
              eb('outbox.dueAt', '<', eb.ref('excluded.dueAt')),
            ]),
          )
          .then(eb.ref('outbox.dueAt'))
          .else(eb.ref('excluded.dueAt'))
          .end(),
        attempts: 0,
        generation: eb('outbox.generation', '+', 1),
        doneAt: null,
        lastError: '',
      })),
    )
    .execute();
}
