import type { Acceptance } from '../domain/acceptance.ts';
import type { Line } from '../domain/trail.ts';
import type { Ports } from './ports.ts';

type Head = Pick<Line, 'seq' | 'hash'>;

const PAGE = 250;
const BATCH = 2_000;

/** What was made of every acceptance, and the line of the trail up to which all of them stand. */
export interface Gathered<Made> {
  /** Oldest first. */
  readonly made: readonly Made[];
  readonly head: Head;
}

/**
 * Makes something of every acceptance as it stands at one line of the trail, a page at a time. What changes meanwhile is
 * read again, until nothing did.
 */
export async function gather<Made>(
  { store }: Pick<Ports, 'store'>,
  make: (page: readonly Acceptance[]) => Promise<readonly Made[]>,
): Promise<Gathered<Made>> {
  const made = new Map<string, Made>();
  const keep = async (page: readonly Acceptance[]): Promise<void> => {
    const news = await make(page);
    for (const [at, { id }] of page.entries()) made.set(id, news[at] as Made);
  };
  let head = await store.head();
  for (let offset = 0; ; offset += PAGE) {
    const { items } = await store.page({}, { offset, count: PAGE });
    await keep(items);
    if (items.length < PAGE) break;
  }
  for (;;) {
    const now = await store.head();
    if (now.seq === head.seq) break;
    await keep(await changedSince(store, head, now));
    head = now;
  }
  const inOrder = [...made].toSorted(([one], [other]) => byNumber(one, other));
  return { made: inOrder.map(([, one]) => one), head };
}

async function changedSince(
  store: Ports['store'],
  from: Head,
  to: Head,
): Promise<readonly Acceptance[]> {
  const ids = new Set<string>();
  for await (const { acceptanceId } of linesUpTo(store, to.seq, from.seq))
    if (acceptanceId !== '') ids.add(acceptanceId);
  const found = await Promise.all([...ids].map((id) => store.find(id)));
  return found.filter((one) => one !== undefined);
}

/** The lines of the trail in order, after one and up to another, without ever holding all of them. */
export async function* linesUpTo(
  store: Pick<Ports['store'], 'lines'>,
  last: number,
  after = 0,
): AsyncGenerator<Awaited<ReturnType<Ports['store']['lines']>>[number]> {
  for (let read = after; read < last;) {
    const lines = await store.lines(read, Math.min(BATCH, last - read));
    yield* lines;
    const [end] = lines.slice(-1);
    if (!end) return;
    read = end.seq;
  }
}

/** `RA-2026-9999` comes before `RA-2026-10000`. */
const byNumber = (one: string, other: string): number =>
  one.length - other.length || (one < other ? -1 : 1);
