import type { Acceptance, State } from './acceptance.ts';
import { dayOf } from './calendar.ts';
import { levels } from './control.ts';
import { withRightsOn } from './deputy.ts';
import type { Effect } from './effect.ts';
import type { Command, Guard, Refusal, Situation, Try } from './attempt.ts';
import { guards } from './guards.ts';
import { type Grant, grantOf, type Person, roleNames, theSystem } from './person.ts';
import type { Proposal } from './proposal.ts';
import { routeFor } from './route.ts';
import { effectsOf } from './step-effects.ts';
import { after } from './step.ts';
import { tidy } from './text.ts';
import {
  events,
  type Event,
  type GuardName,
  isOpen,
  type Row,
  rowsFrom,
  workflow,
} from './workflow-table.ts';

/** A step to put on record: the store writes all of it, or nothing. */
export interface Change {
  readonly before: Acceptance | undefined;
  /** A new acceptance has its number from the store. */
  readonly after: Acceptance;
  readonly event: Event | 'routeRaised';
  readonly at: string;
  readonly by: Person;
  readonly grant: Grant | undefined;
  readonly policy: number;
  readonly effects: readonly Effect[];
  /** What follows from it in the same transaction. */
  readonly next?: Change;
}

export type Decision =
  | { readonly ok: true; readonly change: Change }
  /** The same press, delivered again: it has been carried out. */
  | { readonly ok: true; readonly change: undefined }
  /** `change`: what the system records because of what the attempt found. */
  | ({ readonly ok: false; readonly change?: Change } & Refusal);

/** Decides one step. Says no with a value; never throws, never looks at a clock. */
export function decide(
  before: Acceptance | undefined,
  command: Command,
  asked: Person,
  situation: Situation,
): Decision {
  const person = withRightsNow(asked, situation);
  const attempt: Try = { before, command, person, situation };
  if (before && wasDelivered(attempt)) return { ok: true, change: undefined };

  const open = rowsFrom(before?.state, command.on);
  const [first] = open;
  if (!first) return { ok: false, refusal: 'wrongState' };
  if (isStale(attempt)) return { ok: false, refusal: 'stale' };
  const row = open.find((one) => maySystem(one, person) || grantFor(one, person));
  if (!row) return { ok: false, refusal: 'notYou', who: whoMay(first) };

  const refused = firstRefusal(row.guards, attempt);
  if (refused) return noLongerLow(refused, attempt);
  if (before && row.on === 'renew') return renewal(before, attempt);
  return { ok: true, change: withNext(record(row, attempt), attempt) };
}

const withRightsNow = (person: Person, { at, policy }: Situation): Person =>
  withRightsOn(person, dayOf(at, policy.timeZone));

/** A card that is older than the last step; comments leave it as it was. */
const isStale = ({ before, command, situation }: Try): boolean =>
  before !== undefined && command.revision !== before.revision && !situation.onlyComments;

const withNext = (change: Change, attempt: Try): Change =>
  isAtOnce(change.after) ? { ...change, next: inForceNow(change, attempt) } : change;

/** A partial acceptance is in force once it is approved: there is nothing in Secure Score to wait for. */
const isAtOnce = ({ state, scope }: Acceptance): boolean =>
  state === 'Approved' && scope === 'partial';

function inForceNow({ after: before }: Change, attempt: Try): Change {
  const command: Command = { on: 'verified', revision: before.revision };
  const [row] = rowsFrom(before.state, 'verified');
  if (!row) throw new TypeError('What is approved can be verified.');
  return record(row, { ...attempt, before, command, person: theSystem });
}

/** Row 20: a new acceptance with the text of the one before and nobody's approval, beside it until it is in force. */
function renewal(before: Acceptance, { command, person, situation }: Try): Decision {
  const { treatment, scope, riskDescription, justification, compensatingControls } = before;
  const { scopeDetail, riskOwnerId, evidence } = before;
  const residualRisk = levels.find((one) => one === command.residualRisk) ?? before.residualRisk;
  const reviewOn = tidy(command.reviewOn ?? '');
  const texts = { riskDescription, justification, compensatingControls, scopeDetail };
  const proposal: Proposal = {
    ...{ treatment, scope, ...texts, residualRisk, riskOwnerId, evidence },
    reviewOn: reviewOn === '' ? null : reviewOn,
  };
  const { controlId, id: previous } = before;
  const answers = command.answers ?? { riskChange: '', mitigationsNow: '', reasonsHold: '' };
  const asked: Command = { on: 'propose', revision: 0, controlId, previous, answers, proposal };
  return decide(undefined, asked, person, situation);
}

const wasDelivered = ({ before, command, person, situation: { followed } }: Try): boolean =>
  followed?.by === person.id &&
  followed.event === command.on &&
  // Who says something else comments anew.
  (command.on !== 'comment' || before?.comment === tidy(command.comment ?? ''));

/**
 * Order of refusals, whatever the order of the guards. An older card was refused before: what a guard
 * calls stale sets the route, and only a person who may decide brings that about.
 */
function firstRefusal(names: readonly GuardName[], attempt: Try): Refusal | undefined {
  const refusals = names.map((name) => guards[name](attempt)).filter((one) => one !== undefined);
  for (const kind of ['wrongState', 'notYou', 'stale'] as const) {
    const found = refusals.find(({ refusal }) => refusal === kind);
    if (found) return found;
  }
  const complaints = refusals.flatMap((one) => (one.refusal === 'invalid' ? [one.complaints] : []));
  return complaints.length > 0
    ? {
        refusal: 'invalid',
        complaints: Object.assign({}, ...complaints.toReversed()) as Record<string, string>,
      }
    : refusals[0];
}

/** Row 9: what was low no longer is. The press is refused, and the system sends it the longer way. */
function noLongerLow(refused: Refusal, attempt: Try): Decision {
  const { before, situation } = attempt;
  if (refused.refusal !== 'stale' || !before) return { ok: false, ...refused };
  const { reasons } = routeFor(before, situation.control, situation.policy);
  const raised: Acceptance = {
    ...before,
    revision: before.revision + 1,
    route: 'standard',
    routeRaised: true,
    routeReasons: reasons,
  };
  const change: Change = {
    before,
    after: raised,
    event: 'routeRaised',
    at: situation.at.toISOString(),
    by: theSystem,
    grant: undefined,
    policy: situation.policyVersion,
    effects: [{ kind: 'show', acceptanceId: before.id }],
  };
  return { ok: false, ...refused, change };
}

const maySystem = ({ by }: Row, { id }: Person): boolean => by === 'system' && id === theSystem.id;

const grantFor = ({ by }: Row, person: Person): Grant | undefined =>
  by === 'system' ? undefined : grantOf(person, by);

const whoMay = ({ by }: Row): string =>
  by === 'system'
    ? 'Scorekeeper itself'
    : by.map((role) => `${role === 'ciso' ? 'a' : 'an'} ${roleNames[role]}`).join(' or ');

function record(row: Row, attempt: Try): Change {
  const { before, person, situation } = attempt;
  const grant = grantFor(row, person);
  const next = after(row, attempt, grant);
  return {
    before,
    after: next,
    event: row.on,
    at: situation.at.toISOString(),
    by: person,
    grant,
    policy: situation.policyVersion,
    effects: effectsOf(row, { before, next, by: person, holders: situation.holders }),
  };
}

/** Why a control cannot be proposed now, whoever asks and whatever they would write; undefined when it can. */
export function obstacle(situation: Situation): string | undefined {
  const command: Command = { on: 'propose', revision: 0 };
  const attempt: Try = { before: undefined, command, person: theSystem, situation };
  const names = [
    'knownControl',
    'notDeprecated',
    'notCompleted',
    'oneUndecided',
    'oneDecided',
  ] as const;
  const refused = firstRefusal(names, attempt);
  return refused?.refusal === 'invalid' ? refused.complaints['form'] : undefined;
}

/** What a step needs besides the press: guards on these do not hide its button. */
const onInput: ReadonlySet<GuardName> = new Set<GuardName>([
  'reasonGiven',
  'reasonIfOther',
  'contextGiven',
  'contextShowable',
  'conditionsShowable',
  'fieldsValid',
  'partsFilled',
  'reviewInRange',
  'highConfirmed',
  'stillLow',
  'answersGiven',
  'commentGiven',
]);

/** The steps that this person may take now: the buttons of their card. */
export function choices(
  acceptance: Acceptance,
  viewer: Person,
  situation: Situation,
): readonly Event[] {
  const person = withRightsNow(viewer, situation);
  return events.filter((on) => {
    const row = rowsFrom(acceptance.state, on).find((one) => grantFor(one, person));
    if (!row) return false;
    const attempt: Try = {
      before: acceptance,
      command: { on, revision: acceptance.revision },
      person,
      situation,
    };
    const open: readonly Guard[] = row.guards
      .filter((name) => !onInput.has(name))
      .map((name) => guards[name]);
    return open.every((guard) => guard(attempt) === undefined);
  });
}

/** The revision at which it last became somebody's turn, and whose; undefined when it is nobody's. */
export function turnOf(
  acceptance: Acceptance,
  lines: readonly { readonly event: string; readonly revision: number }[],
): { readonly revision: number; readonly turn: NonNullable<Row['turn']> } | undefined {
  let state: State | undefined;
  let held: ReturnType<typeof turnOf>;
  for (const { event, revision } of lines) {
    const row = workflow.find(({ on, from }) => on === event && isOpen(from, state));
    if (!row) continue;
    const to = row.to === 'same' ? state : row.to;
    if (row.turn) held = { revision, turn: row.turn };
    else if (to !== state) held = undefined;
    state = to;
  }
  return state === acceptance.state ? held : undefined;
}
