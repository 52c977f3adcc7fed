import { randomBytes } from 'node:crypto';
import type { Note } from '../app/note.ts';
import { digest, type Line, type LineText } from '../domain/trail.ts';
import { arm } from './arm.ts';
import { append, type Head } from './chain.ts';
import { areOwners, keepOwners } from './owners.ts';
import { posts } from './posts.ts';
import { closeReview, isClosed } from './reviews.ts';
import type { Tx } from './schema.ts';

/**
 * Adds a line that belongs to no acceptance, with what becomes so by it. Once a transaction; not at all where somebody
 * was faster with the same.
 */
export async function noteUnder(tx: Tx, head: Head, noted: Note): Promise<Line | undefined> {
  if (await isSaid(tx, noted)) return undefined;
  const { at, event, by, grant, channel, owners, reviewDone, policy, effects } = noted;
  const role = { role: grant?.role ?? null, roleFrom: grant?.from ?? null };
  const texts = Object.entries(noted.words ?? {}).map(salted);
  const digests = texts.map(({ field, salt, text }) => [field, digest(salt, text)] as const);
  const set = { ...noted.set, ...Object.fromEntries(digests) };
  const what = { at, acceptanceId: '', revision: 0, event, by: by.id, ...role, policy, set };
  const line = await append(tx, head, what, texts);
  if (channel) await posts(tx).saveChannel(channel);
  if (owners) await keepOwners(tx, owners);
  if (reviewDone !== undefined) await closeReview(tx, reviewDone, { at, byId: by.id });
  await arm(tx, effects, at);
  return line;
}

/** Somebody was faster with the same: what they said stands. */
async function isSaid(tx: Tx, { reviewDone, owners, ownersSeen }: Note): Promise<boolean> {
  if (reviewDone !== undefined && (await isClosed(tx, reviewDone))) return true;
  return owners && ownersSeen ? areOwners(tx, owners, ownersSeen) : false;
}

const salted = ([field, text]: [string, string]): LineText & { salt: string; text: string } => ({
  field,
  salt: randomBytes(16).toString('hex'),
  text,
});
