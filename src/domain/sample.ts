import { createHash } from 'node:crypto';

/**
 * So many of these, drawn by chance: those whose SHA-256 of `seed:id` is smallest. Whoever knows the seed and the ids
 * draws the same, and nobody chooses.
 */
export const drawn = (ids: readonly string[], count: number, seed: string): readonly string[] =>
  ids
    .map((id) => ({ id, lot: createHash('sha256').update(`${seed}:${id}`, 'utf8').digest('hex') }))
    .toSorted((one, other) => (one.lot < other.lot ? -1 : 1))
    .slice(0, count)
    .map(({ id }) => id);
