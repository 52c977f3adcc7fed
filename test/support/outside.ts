import sinon from 'sinon';
import type { Directory, DirectoryAnswer } from '../../src/app/people-ports.ts';
import type { GraphAnswer, GraphFault, SecureScore } from '../../src/app/graph-ports.ts';
import type { Message, Messenger, Posted } from '../../src/app/ports.ts';
import type { AcceptanceView } from '../../src/app/acceptance-view.ts';
import type { ReminderView } from '../../src/app/remind.ts';
import type { DriftListView, DriftView } from '../../src/app/drift-views.ts';
import type { AlertView, ReviewView } from '../../src/app/monitor-views.ts';
import type { DayTotals, Snapshot, StatusUpdate } from '../../src/domain/history.ts';
import { type Control, controlKey } from '../../src/domain/control.ts';
import { holds, type Person } from '../../src/domain/person.ts';

/** The directory: who is in it, as a test changes it; it says nothing at all while `silent`. */
export function fakeDirectory(people: readonly Person[]) {
  const known = new Map(people.map((one) => [one.id, one]));
  const state = { silent: false };
  const ask = async (id: string): Promise<DirectoryAnswer> => {
    if (state.silent) return { ok: false, why: 'unreachable' };
    const person = known.get(id);
    return person ? { ok: true, person } : { ok: false, why: 'stranger' };
  };
  const directory = {
    person: sinon.fake(ask),
    recent: sinon.fake(ask),
    holders: sinon.fake(async (role: Parameters<Directory['holders']>[0]) => {
      if (state.silent) throw new Error('the directory is silent about Eve');
      return [...known.values()]
        .filter((one) => holds(one, role))
        .toSorted((a, b) => a.name.localeCompare(b.name));
    }),
  } satisfies Directory;
  return {
    directory,
    known,
    state,
    /** From now on this is what the directory knows of them. */
    put: (person: Person) => known.set(person.id, person),
    remove: ({ id }: Person) => known.delete(id),
    /** Nobody else is left in it. */
    only: (...left: readonly Person[]) => {
      known.clear();
      for (const one of left) known.set(one.id, one);
    },
  };
}

export interface Written {
  readonly controlId: string;
  readonly state: string;
  readonly comment: string;
}

/** Secure Score as a table of controls. Writes are kept, shown at once, ignored or refused, as a test wants it. */
export function fakeSecureScore(controls: readonly Control[], now: () => Date) {
  const table = new Map(controls.map((one) => [controlKey(one.id), one]));
  const writes: Written[] = [];
  const readings: Date[] = [];
  const updates: StatusUpdate[] = [];
  /** The days of Secure Score, as a test puts them. */
  const days = new Map<string, Snapshot>();
  const state: {
    ignoresWrites: boolean;
    reads?: GraphFault;
    days?: GraphFault;
    updates?: GraphFault;
    writes?: GraphFault;
  } = { ignoresWrites: false };
  const set = (id: string, update: Omit<Control['update'], 'at'>): void => {
    const control = table.get(controlKey(id));
    if (!control) throw new Error(`no control ${id}`);
    const at = now().toISOString();
    table.set(controlKey(id), { ...control, update: { ...update, at } });
    updates.push({ key: controlKey(id), at, ...update });
  };
  const newest = (): readonly Snapshot[] =>
    [...days.values()].toSorted((one, other) => (one.day < other.day ? 1 : -1));
  const totals = (): DayTotals => {
    const { day = now().toISOString().slice(0, 10), current = 50, max = 100 } = newest()[0] ?? {};
    return { day, current, max };
  };
  const secureScore = {
    read: sinon.fake(
      async () =>
        state.reads ?? {
          ok: true as const,
          value: {
            controls: [...table.values()],
            score: totals(),
            updates: [...updates],
          },
        },
    ),
    days: sinon.fake(
      async (since: string | undefined) =>
        state.days ??
        state.reads ?? {
          ok: true as const,
          value: newest().filter(({ day }) => since === undefined || day >= since),
        },
    ),
    update: sinon.fake(async (id: string): Promise<GraphAnswer<Control['update']>> => {
      readings.push(now());
      const control = table.get(controlKey(id));
      if (state.updates) return state.updates;
      return control ? { ok: true, value: control.update } : { ok: false, trouble: 'notFound' };
    }),
    write: sinon.fake(async (controlId: string, wanted: string, comment: string) => {
      if (state.writes) return state.writes;
      writes.push({ controlId, state: wanted, comment });
      if (!state.ignoresWrites) set(controlId, { state: wanted, comment, by: 'Scorekeeper' });
      return { ok: true as const, value: undefined };
    }),
  } satisfies SecureScore;
  return {
    secureScore,
    writes,
    /** When the newest update of a control was asked for. */
    readings,
    state,
    /** What somebody does in the portal. */
    setByHand: (id: string, status: string, comment = 'our own reasons') => {
      set(id, { state: status, comment, by: 'Admin' });
    },
    change: (id: string, fields: Partial<Control>) => {
      const control = table.get(controlKey(id));
      if (control) table.set(controlKey(id), { ...control, ...fields });
    },
    remove: (id: string) => table.delete(controlKey(id)),
    /** What Graph holds of these days from now on. */
    setDays: (...snapshots: readonly Snapshot[]) => {
      for (const one of snapshots) days.set(one.day, one);
    },
    dropDay: (day: string) => days.delete(day),
  };
}

export interface Sent {
  readonly to: string;
  readonly text: string;
  readonly reminder: ReminderView | undefined;
  readonly view: AcceptanceView | undefined;
  readonly drift?: DriftView;
  readonly drifts?: DriftListView;
  readonly activityId: string;
}

const sent = (to: string, activityId: string, message: Message): Sent => ({
  to,
  activityId,
  text: message.kind === 'text' ? message.text : '',
  view: message.kind === 'acceptance' ? message.view : undefined,
  reminder: message.kind === 'reminder' ? message.view : undefined,
  ...(message.kind === 'drift' ? { drift: message.view } : {}),
  ...(message.kind === 'drifts' ? { drifts: message.view } : {}),
});

const channelId = 'chat-the-channel';

/** Something that was said in the governance channel, or a card there that was brought up to date. */
export interface Announced {
  readonly text: string;
  readonly alert: AlertView | undefined;
  readonly review: ReviewView | undefined;
  readonly mention?: string | undefined;
  readonly activityId: string;
  readonly update?: true;
}

const announced = (message: Message): Omit<Announced, 'activityId'> => ({
  text: message.kind === 'text' ? message.text : '',
  alert: message.kind === 'alert' ? message.view : undefined,
  review: message.kind === 'review' ? message.view : undefined,
});

/** Teams: what was posted, updated and said in the channel, in order. */
export function fakeMessenger() {
  const posts: Sent[] = [];
  const updates: Sent[] = [];
  const channel: Announced[] = [];
  const unreachable = new Set<string>();
  const deleted = new Set<string>();
  /** `closed`: there is no governance channel, or the bot is no longer in it. */
  const state = { closed: false };
  let count = 0;
  const messenger = {
    post: sinon.fake(async (personId: string, message: Message): Promise<Posted | undefined> => {
      if (unreachable.has(personId)) return undefined;
      const activityId = `activity-${String(++count)}`;
      posts.push(sent(personId, activityId, message));
      return { conversationId: `chat-${personId}`, activityId };
    }),
    update: sinon.fake(async ({ conversationId, activityId }: Posted, message: Message) => {
      if (deleted.has(activityId)) return false;
      if (conversationId === channelId)
        channel.push({ ...announced(message), activityId, update: true });
      else updates.push(sent(conversationId.slice('chat-'.length), activityId, message));
      return true;
    }),
    postToChannel: sinon.fake(async (message: Message, mention?: Person) => {
      if (state.closed) return undefined;
      const activityId = `activity-${String(++count)}`;
      channel.push({ ...announced(message), mention: mention?.id, activityId });
      return { conversationId: channelId, activityId };
    }),
    reaches: sinon.fake(async (personId: string) => !unreachable.has(personId)),
  } satisfies Messenger;
  return { messenger, posts, updates, channel, unreachable, deleted, state };
}
