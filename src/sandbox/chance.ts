/** A number from 0 up to 1 that looks random and is always the same for the same words. */
export function chance(words: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < words.length; at++) {
    hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193);
  }
  // Neighbouring words ("day 7", "day 8") must not give neighbouring numbers.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** One of several, always the same for the same words. */
export function pick<T>(words: string, from: readonly T[]): T {
  const one = from[Math.floor(chance(words) * from.length)];
  if (one === undefined) throw new Error('There is nothing to pick from.');
  return one;
}
