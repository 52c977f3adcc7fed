import { type Acceptance, decided, undecided } from '../domain/acceptance.ts';
import { controlKey } from '../domain/control.ts';
import type { Change } from '../domain/workflow.ts';
import type { Tx } from './schema.ts';

/**
 * Whether another acceptance has the place of this one: per control and scope at most one is undecided,
 * and one decided; a renewal may stand beside its predecessor. Under the head of the trail this is the last word; the
 * unique indexes only guard against whoever writes past it.
 */
export async function rival(
  tx: Tx,
  { before, after }: Pick<Change, 'before' | 'after'>,
): Promise<'undecided' | 'decided' | undefined> {
  const place = placeOf(after);
  if (place === undefined || (before && placeOf(before) === place)) return undefined;
  const others = await tx
    .selectFrom('acceptance')
    .select(['id', 'state', 'previous'])
    .where('controlKey', '=', controlKey(after.controlId))
    .where('scope', '=', after.scope)
    .where('state', 'in', [...undecided, ...decided])
    .execute();
  const rivals = others.filter(
    ({ id, previous }) => id !== after.id && id !== after.previous && previous !== after.id,
  );
  if (undecided.includes(after.state) && rivals.some(({ state }) => undecided.includes(state)))
    return 'undecided';
  return rivals.some(({ state }) => decided.includes(state)) ? 'decided' : undefined;
}

/** Undefined for what has ended: there is room for any number. */
function placeOf({ state, controlId, scope }: Acceptance): string | undefined {
  if (undecided.includes(state)) return `undecided ${scope} ${controlKey(controlId)}`;
  if (decided.includes(state)) return `decided ${scope} ${controlKey(controlId)}`;
  return undefined;
}
