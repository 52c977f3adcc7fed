import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type Acceptance, type TextField, textFields } from './acceptance.ts';
import { canonical } from './canonical.ts';
import type { Role } from './person.ts';

/** One line of the register's one chain: what changed, by whom, with what right. Never edited. */
export interface Line {
  readonly seq: number;
  readonly at: string;
  /** Empty for what concerns no acceptance, such as a change of policy. */
  readonly acceptanceId: string;
  readonly revision: number;
  readonly event: string;
  readonly by: string;
  readonly role: Role | null;
  readonly roleFrom: string | null;
  readonly policy: number;
  /** Every changed field; words as `sha256:<hex>` of salt and text. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly prev: string;
  readonly hash: string;
}

/** The words behind a digest. A blanked one keeps its place: the chain verifies without it. */
export interface LineText {
  readonly field: string;
  readonly salt: string | null;
  readonly text: string | null;
}

export type LineWithTexts = Line & { readonly texts: readonly LineText[] };

/** What the first line of a register follows. */
export const genesis = { seq: 0, hash: '0'.repeat(64) } as const;

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** The digest of a text under its salt, as it stands in a line. */
export const digest = (salt: string, text: string): string => `sha256:${sha256(salt + text)}`;

const isSalt = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);

const isDigest = (value: unknown): boolean =>
  typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value);

/** Whether a text is the one that was digested. A salt of another length could hold the beginning of the text. */
export const vouches = (salt: string, text: string, stated: unknown): boolean =>
  isSalt(salt) && digest(salt, text) === stated;

/** SHA-256 over the RFC 8785 JSON of a line without its own hash, in hex. */
export function lineHash(line: Omit<Line, 'hash'>): string {
  const { seq, at, acceptanceId, revision, event, by, role, roleFrom, policy, set, prev } = line;
  const hashed = { seq, at, acceptanceId, revision, event, by, role, roleFrom, policy, set, prev };
  return sha256(canonical(hashed));
}

/** Line number and first 12 hex digits: the witness that cards and Secure Score carry. */
export const witness = ({ seq, hash }: { readonly seq: number; readonly hash: string }): string =>
  `#${String(seq)} ${hash.slice(0, 12)}`;

const isText = (field: string): field is TextField => textFields.some((one) => one === field);

/** A field as the text that is digested. */
export const textOf = (acceptance: Partial<Acceptance>, field: TextField): string =>
  field === 'evidence'
    ? (canonicalize(acceptance.evidence ?? []) ?? '')
    : (acceptance[field] ?? '');

const emptyText = (field: TextField): string => (field === 'evidence' ? '[]' : '');

/** The fields that a step changed, words digested under fresh salts; and those words. */
export function changedFields(
  before: Acceptance | undefined,
  after: Acceptance,
  salt: () => string,
): { readonly set: Record<string, unknown>; readonly texts: readonly LineText[] } {
  const set: Record<string, unknown> = {};
  const texts: LineText[] = [];
  for (const [field, value] of Object.entries(after)) {
    if (field === 'id' || field === 'revision') continue;
    if (isText(field)) {
      const text = textOf(after, field);
      if (text === (before ? textOf(before, field) : emptyText(field))) continue;
      const own = salt();
      set[field] = digest(own, text);
      texts.push({ field, salt: own, text });
    } else if (!same(value, before?.[field as keyof Acceptance] ?? null)) set[field] = value;
  }
  return { set, texts };
}

const same = (one: unknown, other: unknown): boolean =>
  one === other || canonicalize(one) === canonicalize(other);

/** Where a register stops fitting together, and how. */
export interface Misfit {
  readonly seq: number;
  readonly acceptanceId: string;
  readonly why: 'order' | 'link' | 'hash' | 'text' | 'record' | 'missing' | 'unknown' | 'head';
}

/** What the lines say of an acceptance: its plain fields, and for its words digest and salt. */
export interface Replayed {
  readonly seq: number;
  readonly revision: number;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly words: Readonly<Record<string, LineText & { readonly digest: string }>>;
}

/** Reads lines in order and says where they first do not fit. */
export interface Verifier {
  add(line: LineWithTexts): Misfit | undefined;
  head(): { readonly seq: number; readonly hash: string };
  replayed(): ReadonlyMap<string, Replayed>;
}

export function verifier(): Verifier {
  let head: { seq: number; hash: string } = genesis;
  const replayed = new Map<string, Replayed>();
  return {
    add(line) {
      const why = misfit(head, line);
      if (why) return { seq: line.seq, acceptanceId: line.acceptanceId, why };
      head = { seq: line.seq, hash: line.hash };
      if (line.acceptanceId) {
        // Its own from the first line on: what nobody else has is added to, and not copied for each line.
        const { fields, words } = replayed.get(line.acceptanceId) ?? { fields: {}, words: {} };
        replayed.set(line.acceptanceId, replayOnto(fields, words, line));
      }
      return undefined;
    },
    head: () => head,
    replayed: () => replayed,
  };
}

function misfit(
  head: { seq: number; hash: string },
  line: LineWithTexts,
): Misfit['why'] | undefined {
  if (line.seq !== head.seq + 1) return 'order';
  if (line.prev !== head.hash) return 'link';
  if (lineHash(line) !== line.hash) return 'hash';
  return wordsFit(line) ? undefined : 'text';
}

/** Whether the words of a line are those that were digested, each in its place; blanked ones keep theirs. */
export function wordsFit({ set, texts }: LineWithTexts): boolean {
  const kept = new Set(texts.map(({ field }) => field));
  const digested = Object.keys(set).filter((field) => isText(field) && isDigest(set[field]));
  if (digested.some((field) => !kept.has(field))) return false;
  return texts.every(({ field, salt, text }) =>
    salt === null || text === null
      ? field in set && salt === text
      : vouches(salt, text, set[field]),
  );
}

/** Adds a line to what the lines before it said of an acceptance. */
export const replay = (before: Replayed | undefined, line: LineWithTexts): Replayed =>
  replayOnto({ ...before?.fields }, { ...before?.words }, line);

function replayOnto(
  fields: Record<string, unknown>,
  words: Record<string, LineText & { digest: string }>,
  line: LineWithTexts,
): Replayed {
  for (const [field, value] of Object.entries(line.set)) {
    if (isText(field)) {
      const kept = line.texts.find((text) => text.field === field);
      words[field] = {
        field,
        salt: kept?.salt ?? null,
        text: kept?.text ?? null,
        digest: String(value),
      };
    } else fields[field] = value;
  }
  return { seq: line.seq, revision: line.revision, fields, words };
}

/** Whether a stored acceptance is what its lines say. Blanked words are not compared. */
export function matches(acceptance: Acceptance, replayed: Replayed): boolean {
  if (acceptance.revision !== replayed.revision) return false;
  const named = [...Object.keys(replayed.fields), ...Object.keys(replayed.words)];
  if (!named.every((field) => field in acceptance)) return false;
  return Object.entries(acceptance).every(([field, value]) => {
    if (field === 'id' || field === 'revision') return true;
    if (!isText(field)) return same(value, replayed.fields[field] ?? null);
    const word = replayed.words[field];
    const text = textOf(acceptance, field);
    if (!word) return text === emptyText(field);
    // Words that were blanked are blank in the row as well.
    return word.salt === null ? text === emptyText(field) : vouches(word.salt, text, word.digest);
  });
}
