import type { HistoryLine } from '../app/acceptance-history.ts';
import type { AcceptanceView } from '../app/acceptance-view.ts';
import type { Trouble } from '../app/ports.ts';
import { type Acceptance, final, inForce, treatmentNames } from '../domain/acceptance.ts';
import { sayInstant } from '../domain/calendar.ts';
import { agrees, portalStatus, wantedStates } from '../domain/control.ts';
import { endWords, labelOf } from '../domain/words.ts';
import { given, labelled, type Line, line, opening, run, warning } from './lines.ts';
import { actorIn, actorOf, listed, nameOf, shorten } from './phrases.ts';
import { reviewDueLines } from './review-due.ts';
import { successionLines } from './succession-lines.ts';

/** What stands in the way of Secure Score, in words for whoever can do something about it. */
const troubles: Readonly<Record<Exclude<Trouble, ''>, string>> = {
  byHand: 'Secure Score takes no program’s word on this one: a person sets it.',
  changedByPerson:
    'Somebody changed the status in Secure Score after the decision. Scorekeeper does not overwrite a person: see who it was in Microsoft Defender.',
  forbidden:
    'Secure Score refused: the bot needs the permission SecurityEvents.ReadWrite.All. Your administrator can consent to it.',
  unauthorized:
    'Secure Score refused the bot’s sign-in. Your administrator can check its credential.',
  notFound: 'Secure Score does not know this recommendation.',
  badRequest: 'Secure Score did not take the change. After a second refusal a person sets it.',
  throttled: 'Secure Score is busy and asks to wait. Scorekeeper tries again by itself.',
  unavailable: 'Secure Score does not answer. Scorekeeper tries again by itself.',
  recordDoesNotVerify:
    'Nothing was written: the record of this decision does not fit its history. Your administrator has to look into it; “verify register” says where.',
};

/** What stands in the way of Secure Score, in a sentence. */
export const troubleText = (trouble: Exclude<Trouble, ''>): string => troubles[trouble];

/** Where it stands, after the five lines: the turn, the outcome, Secure Score. */
export const standing = (view: AcceptanceView, most: number): readonly Line[] => [
  ...turn(view),
  ...reviewDueLines(view),
  ...outcome(view, most),
  ...successionLines(view),
  ...secureScore(view),
];

function turn({
  acceptance,
  names,
  viewerId,
  waitsFor,
  unreachable,
  takenBy,
}: AcceptanceView): readonly Line[] {
  if (acceptance.state === 'ChangesRequested')
    return [line(run.plain(`Waits for ${nameOf(names, acceptance.proposerId)} to answer.`))];
  return [
    ...given(listed(waitsFor.map((name) => (name === names[viewerId] ? 'you' : name))), (who) =>
      line(run.plain(`Waits for ${who}.`)),
    ),
    ...given(takenBy, (id) =>
      line(run.strong(`${id === viewerId ? 'You' : nameOf(names, id)} took it.`)),
    ),
    ...given(listed(unreachable), (who) =>
      warning(`Cannot be reached: ${who}. A chat with Scorekeeper has to be opened first.`),
    ),
  ];
}

function outcome(view: AcceptanceView, most: number): readonly Line[] {
  const { acceptance } = view;
  return [
    ...decision(view),
    ...ending(view),
    ...opening(labelOf('conditions'), acceptance.conditions, most),
    ...opening(labelOf('reason'), acceptance.reason, most),
  ];
}

function decision(view: AcceptanceView): readonly Line[] {
  const { acceptance, names, zone } = view;
  const { approverId: id, decidedAt, sodReduced, state, inForceSince, endedAt } = acceptance;
  const { approverRole: role, approverRoleFrom: roleFrom } = acceptance;
  if (id === null || decidedAt === null) return [];
  const notYet = state === 'Approved' ? ' Not in force yet.' : '';
  return [
    line(
      run.strong(`Approved by ${actorIn(names, { id, role, roleFrom })}`),
      run.plain(` on ${sayInstant(decidedAt, zone)}.${notYet}`),
    ),
    ...(sodReduced
      ? [line(run.plain('The same person endorsed and approved it, as your settings allow.'))]
      : []),
    ...given(inForceSince ?? '', (at) =>
      line(
        run.plain(
          `${endedAt === null ? 'In force since' : 'Was in force from'} ${sayInstant(at, zone)}.`,
        ),
      ),
    ),
  ];
}

const endVerbs: Readonly<Partial<Record<Acceptance['state'], string>>> = {
  ChangesRequested: 'Changes requested',
  Rejected: 'Rejected',
  Withdrawn: 'Withdrawn',
  Revoked: 'Revoked',
  Expired: 'Expired',
  Closed: 'Closed',
};

function ending({ acceptance, history, names, zone }: AcceptanceView): readonly Line[] {
  const verb = endVerbs[acceptance.state];
  if (verb === undefined) return [];
  const last = history.findLast(({ event }) => event !== 'markDone' && event !== 'comment');
  const why = acceptance.endReason === null ? '' : endWords[acceptance.endReason];
  return [
    line(run.strong(`${verb}${byWhom(last, names, zone)}.`)),
    ...given(why, (words) => line(run.plain(words))),
  ];
}

const byWhom = (
  last: HistoryLine | undefined,
  names: AcceptanceView['names'],
  zone: string,
): string =>
  last ? ` by ${actorOf(names, last.byId, last.roleFrom)} on ${sayInstant(last.at, zone)}` : '';

/** What is for some users or devices only. */
const registerOnly =
  'Kept in the register only: Secure Score has one status for all, and is never touched.';

function secureScore(view: AcceptanceView): readonly Line[] {
  const { acceptance, control, sync } = view;
  if (acceptance.decidedAt !== null) return afterDecision(view);
  if (!control)
    return [line(run.plain('Secure Score does not have this recommendation any more.'))];
  return [
    labelled('Secure Score shows', `${shorten(portalStatus(control), 60)}.`),
    ...(acceptance.scope === 'partial' ? [line(run.plain(registerOnly))] : []),
    ...(control.deprecated
      ? [line(run.plain('Microsoft has retired this recommendation.'))]
      : given(sync.trouble === 'forbidden' ? troubles.forbidden : '', warning)),
  ];
}

/** The status in Secure Score that the record asks for. */
export const wantedStatus = ({ state, treatment }: Acceptance): string =>
  final.includes(state) ? 'To address' : treatmentNames[treatment];

/** What was renewed or replaced asks for nothing any more: what came after it does. */
const asked = ({ succession: { next } }: AcceptanceView): string =>
  `What Secure Score shows is asked for by ${next?.id ?? 'what came after it'} now.`;

function afterDecision(view: AcceptanceView): readonly Line[] {
  const { acceptance, sync, zone } = view;
  if (acceptance.scope === 'partial') return [line(run.plain(registerOnly))];
  if (acceptance.endReason === 'renewed' || acceptance.endReason === 'superseded')
    return [line(run.plain(asked(view)))];
  const seen = sync.seenAt === null ? '' : ` (looked at ${sayInstant(sync.seenAt, zone)})`;
  if (!sync.agreed) return notInLine(view, seen);
  const wanted = wantedStatus(acceptance);
  return drifted(view)
    ? [warning(`Secure Score shows ${shownStatus(view)} now, the record says ${wanted}.`)]
    : [line(run.plain(`Secure Score agrees with the record${seen}: ${wanted}.`))];
}

const shownStatus = ({ control }: AcceptanceView): string =>
  control ? shorten(portalStatus(control), 60) : 'nothing';

const showsWanted = ({ acceptance, control }: AcceptanceView): boolean =>
  control !== undefined &&
  agrees(
    control.update.state,
    wantedStates(final.includes(acceptance.state) ? undefined : acceptance),
  );

/** The daily reading may be older than the write that it does not show: only a later one tells of a change. */
function drifted(view: AcceptanceView): boolean {
  const { acceptance, control, controlAsOf, sync } = view;
  const since = inForce.includes(acceptance.state) ? acceptance.inForceSince : sync.seenAt;
  return control !== undefined && controlAsOf > (since ?? '') && !showsWanted(view);
}

function notInLine(view: AcceptanceView, seen: string): readonly Line[] {
  const { acceptance, sync, zone } = view;
  const { trouble, late, byHand } = sync;
  const wanted = wantedStatus(acceptance);
  const told = showsWanted(view)
    ? `Not confirmed in Secure Score yet: ${wanted}${seen}.`
    : `Secure Score does not show ${wanted} yet${seen}.`;
  return [
    line(run.plain(told)),
    ...(late
      ? [warning('Not in line after 48 hours: Secure Score does not show what was decided.')]
      : []),
    ...(trouble === '' || (trouble === 'byHand' && byHand) ? [] : [warning(troubles[trouble])]),
    ...given(acceptance.markedDoneAt ?? '', (at) =>
      line(run.plain(`Marked as done in the portal on ${sayInstant(at, zone)}.`)),
    ),
  ];
}

/** The last line of a card: how old its facts are, and its witness once there is an outcome. */
export const foot = ({ controlAsOf, zone, witness }: AcceptanceView): Line =>
  line(run.quiet(`As of ${sayInstant(controlAsOf, zone)}.${witness === '' ? '' : ` ${witness}`}`));
