import { type Acceptance, textFields } from '../domain/acceptance.ts';
import type { Control } from '../domain/control.ts';
import type { Grant } from '../domain/person.ts';
import { type LineWithTexts, witness } from '../domain/trail.ts';
import type { Ports } from './ports.ts';
import { type Opened, readerOf } from './reader.ts';
import { whoseDoing } from '../domain/acting.ts';
import { peopleIn } from './answer-names.ts';

/** A line of the trail as the page tells it. */
export interface PageLine {
  readonly seq: number;
  readonly at: string;
  readonly event: string;
  readonly byId: string;
  readonly grant: Grant | undefined;
  readonly changes: readonly PageChange[];
  readonly hash: string;
}

/** What a line gave a field: a plain value, words (null where they are no longer kept), or words as they stand now. */
export type PageChange =
  | { readonly field: string; readonly is: 'value'; readonly value: unknown }
  | { readonly field: string; readonly is: 'words'; readonly words: string | null }
  | { readonly field: string; readonly is: 'asItStands' };

/** One acceptance with its whole history, as a page. */
export interface PageView {
  readonly acceptance: Acceptance;
  /** By which right it was proposed, endorsed and approved. */
  readonly rights: Readonly<Record<'proposed' | 'endorsed' | 'approved', Grant | undefined>>;
  /** Names by object id, of everybody the page speaks of. */
  readonly names: Readonly<Record<string, string>>;
  readonly zone: string;
  /** What renews, replaces or attempts it again. */
  readonly followedBy: readonly Pick<Acceptance, 'id' | 'state'>[];
  readonly control: Control | undefined;
  /** When the control was read; empty where none ever was. */
  readonly controlAsOf: string;
  readonly history: readonly PageLine[];
  /** Line and hash with which the register ends, and when it was looked at. */
  readonly head: string;
  readonly at: string;
}

/** The page of an acceptance, for whoever holds one of the four roles now. */
export async function openPage(
  ports: Ports,
  id: string,
  personId: string,
): Promise<Opened<PageView>> {
  const reader = await readerOf(ports, personId);
  const opened = reader.ok ? await pageOf(ports, id) : reader;
  ports.log.info('page-opened', {
    acceptance: id,
    person: personId,
    outcome: opened.ok ? 'opened' : opened.why,
  });
  return opened;
}

async function pageOf({ store, policy, now }: Ports, id: string): Promise<Opened<PageView>> {
  const [acceptance, trail, head] = await Promise.all([
    store.find(id),
    store.trail(id),
    store.head(),
  ]);
  if (!acceptance) return { ok: false, why: 'unknown' };
  const [control, reading, ofControl, names] = await Promise.all([
    store.control(acceptance.controlId),
    store.controlsAsOf(),
    store.list({ controlId: acceptance.controlId }),
    store.names([...new Set(idsIn(acceptance, trail))]),
  ]);
  const value: PageView = {
    acceptance,
    rights: {
      proposed: rightIn(trail, 'propose'),
      endorsed: acceptance.reviewerId === null ? undefined : rightIn(trail, 'endorse'),
      approved: rightIn(trail, 'approve'),
    },
    names: Object.fromEntries(names),
    zone: policy.timeZone,
    followedBy: ofControl.filter(({ previous }) => previous === id),
    control,
    controlAsOf: reading?.asOf ?? '',
    history: trail.map((line, at) => pageLine(line, trail.slice(at + 1))),
    head: witness(head),
    at: now().toISOString(),
  };
  return { ok: true, value };
}

const idsIn = (acceptance: Acceptance, trail: readonly LineWithTexts[]): readonly string[] => [
  ...peopleIn(acceptance),
  ...(acceptance.earlierProposerId === null ? [] : [acceptance.earlierProposerId]),
  ...trail.flatMap(({ by, roleFrom }) => whoseDoing(by, roleFrom)),
];

const grantIn = ({ role, roleFrom }: LineWithTexts): Grant | undefined =>
  role === null ? undefined : { role, from: roleFrom ?? '' };

function rightIn(trail: readonly LineWithTexts[], event: string): Grant | undefined {
  const line = trail.findLast((one) => one.event === event);
  return line && grantIn(line);
}

const pageLine = (line: LineWithTexts, later: readonly LineWithTexts[]): PageLine => ({
  seq: line.seq,
  at: line.at,
  event: line.event,
  byId: line.by,
  grant: grantIn(line),
  changes: changesIn(line, later),
  hash: line.hash,
});

/** What a step says for itself: it stands with the step, and nowhere else. */
const said: readonly string[] = ['reason', 'comment'];

const isText = (field: string): boolean => textFields.some((one) => one === field);

/** Of a first proposal only what has become otherwise since: the rest stands above as it was proposed. */
function changesIn(line: LineWithTexts, later: readonly LineWithTexts[]): readonly PageChange[] {
  return Object.entries(line.set).flatMap(([field, value]): readonly PageChange[] => {
    const isOver = said.includes(field) || later.some(({ set }) => field in set);
    if (!isOver && line.event === 'propose') return [];
    if (!isText(field)) return [{ field, is: 'value', value }];
    if (!isOver) return [{ field, is: 'asItStands' }];
    const words = line.texts.find((text) => text.field === field)?.text ?? null;
    // The next step takes the reason of the one before away: nothing was said with that.
    return words === '' && said.includes(field) ? [] : [{ field, is: 'words', words }];
  });
}
