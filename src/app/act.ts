import type { Acceptance } from '../domain/acceptance.ts';
import { yearOf } from '../domain/calendar.ts';
import type { Command, Refusal, Situation } from '../domain/attempt.ts';
import type { Person } from '../domain/person.ts';
import type { Line } from '../domain/trail.ts';
import { type Change, decide, type Decision } from '../domain/workflow.ts';
import { orSilent } from './directory-silent.ts';
import type { Committed, Ports } from './ports.ts';
import { isGone, linesSince, situationOf } from './situation.ts';

/** `unreachable`: the directory gave no answer in time, so nobody was authorised. */
export type ActRefusal =
  | Refusal
  | { readonly refusal: 'unknown' }
  | { readonly refusal: 'stranger' }
  | { readonly refusal: 'unreachable' };

export type Acted =
  | {
      readonly ok: true;
      readonly acceptance: Acceptance;
      readonly person: Person;
      /** Absent when the same press was delivered before. */
      readonly line: Line | undefined;
      /** What was looked up for the decision, with how the acceptance stands after it. */
      readonly situation: Situation | undefined;
    }
  | ({
      readonly ok: false;
      readonly acceptance?: Acceptance;
      readonly person?: Person;
    } & ActRefusal);

/** A step with all that it takes to decide it. */
interface Step {
  readonly before: Acceptance;
  readonly command: Command;
  readonly person: Person;
  readonly situation: Situation;
}

/** Every button of every card ends here: who presses is asked of the directory now, how it stands of the store. */
export async function act(
  ports: Ports,
  id: string,
  command: Command,
  personId: string,
): Promise<Acted> {
  // The directory takes longest: everything else is looked up meanwhile.
  const asking = ports.directory.person(personId);
  await gone();
  const acceptance = await ports.store.find(id);
  if (!acceptance) return refuse(ports, command, personId, { refusal: 'unknown' });
  const looking = orSilent(situationFull(ports, acceptance, command, personId));
  // Whom the directory turns away is told that, whatever becomes of the rest.
  looking.catch(() => undefined);

  const answer = await asking;
  if (!answer.ok)
    return refuse(ports, command, personId, {
      refusal: answer.why === 'stranger' ? 'stranger' : 'unreachable',
      acceptance,
    });
  const { person } = answer;
  await ports.store.savePeople([person]);
  const situation = await looking;
  if (situation === 'silent')
    return refuse(ports, command, personId, { refusal: 'unreachable', acceptance, person });
  return take(ports, { before: acceptance, command, person, situation });
}

/** What only the system looked up: how the control fared day by day, and since when it waits. */
export type Observed = Partial<Pick<Situation, 'daily' | 'waitsSince'>>;

/** Takes a step as somebody whom the directory vouched for, or as the system. */
export async function attempt(
  ports: Ports,
  acceptance: Acceptance,
  command: Command,
  { person, observed = {} }: { readonly person: Person; readonly observed?: Observed },
): Promise<Acted> {
  const looked = await situationFull(ports, acceptance, command, person.id);
  const situation = { ...looked, ...observed };
  return take(ports, { before: acceptance, command, person, situation });
}

async function take(
  ports: Ports,
  { before: acceptance, command, person, situation }: Step,
): Promise<Acted> {
  const renewed = await renewedBefore(ports, acceptance, command, person);
  if (renewed) return { ok: true, acceptance: renewed, person, line: undefined, situation };
  const decision = decide(acceptance, command, person, situation);
  if (!decision.change)
    return decision.ok
      ? { ok: true, acceptance, person, line: undefined, situation }
      : refuse(ports, command, person.id, { ...asRefusal(decision), acceptance, person });

  const committed = await onRecord(ports, decision.change, command);
  if (!committed.ok) return overtaken(ports, acceptance, command, person);
  if (decision.ok && isAnothers(command, committed.acceptance, person))
    return refuse(ports, command, person.id, {
      refusal: 'invalid',
      complaints: { form: `Somebody was faster: ${committed.acceptance.id} renews it already.` },
      acceptance,
      person,
    });
  ports.wake();
  return decision.ok
    ? { ...committed, person, situation: withAcceptance(situation, committed.acceptance) }
    : refuse(ports, command, person.id, {
        ...asRefusal(decision),
        acceptance: committed.acceptance,
        person,
      });
}

/** What the same press became when it was delivered before: a renewal leaves no line on what it renews. */
async function renewedBefore(
  { store }: Ports,
  renewed: Acceptance,
  { on, draftId }: Command,
  { id }: Person,
): Promise<Acceptance | undefined> {
  if (on !== 'renew' || draftId === undefined) return undefined;
  const acceptance = await store.byDraft(draftOf(renewed, draftId));
  return acceptance?.proposerId === id ? acceptance : undefined;
}

/** Two who renew at once press the same draft: it became the renewal of one of them. */
const isAnothers = ({ on }: Command, { proposerId }: Acceptance, { id }: Person): boolean =>
  on === 'renew' && proposerId !== id;

/** A draft of that acceptance alone: whatever else a card calls a draft cannot stand in its way. */
const draftOf = ({ id }: Pick<Acceptance, 'id'>, draftId: string): string => `${id}/${draftId}`;

/** A renewal is a new acceptance; every other step changes the one that there is. */
function onRecord(
  { store, policy }: Ports,
  change: Change,
  { draftId }: Command,
): Promise<Committed> {
  if (change.before) return store.commit(change);
  if (draftId === undefined) throw new TypeError('What opens an acceptance has a draft id.');
  const draft = draftOf({ id: change.after.previous ?? '' }, draftId);
  return store.open(change, yearOf(new Date(change.at), policy.timeZone), draft);
}

/** The situation once an acceptance stands as it does now. */
export const withAcceptance = (situation: Situation, now: Acceptance): Situation => ({
  ...situation,
  others: [...situation.others.filter(({ id }) => id !== now.id), now],
});

/** Lets what was just asked go out to the network, before work of our own keeps the thread. */
const gone = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

async function situationFull(
  ports: Ports,
  acceptance: Acceptance,
  command: Command,
  personId: string,
): Promise<Situation> {
  const others = command.on === 'withdraw' && acceptance.proposerId !== personId;
  const [situation, since, proposerGone] = await Promise.all([
    situationOf(ports, acceptance),
    linesSince(ports, acceptance, command),
    others ? isGone(ports, acceptance.proposerId) : false,
  ]);
  const onlyComments = since.length > 0 && since.every(({ event }) => event === 'comment');
  const followed = since.find(({ event }) => event !== 'comment') ?? since[0];
  return { ...situation, followed, onlyComments, proposerGone };
}

/** Somebody was faster: what that means for this press is decided against how it stands now. */
async function overtaken(
  ports: Ports,
  acceptance: Acceptance,
  command: Command,
  person: Person,
): Promise<Acted> {
  const current = (await ports.store.find(acceptance.id)) ?? acceptance;
  if (current.revision !== acceptance.revision) return attempt(ports, current, command, { person });
  return refuse(ports, command, person.id, { refusal: 'stale', acceptance: current, person });
}

const asRefusal = (decision: Extract<Decision, { readonly ok: false }>): Refusal => {
  const { refusal } = decision;
  if (refusal === 'notYou') return { refusal, who: decision.who };
  if (refusal === 'invalid') return { refusal, complaints: decision.complaints };
  return refusal === 'confirm' ? { refusal, reviewOn: decision.reviewOn } : { refusal };
};

type Refused = Extract<Acted, { readonly ok: false }>;

function refuse(
  { log }: Ports,
  command: Command,
  personId: string,
  refused: ActRefusal & { readonly acceptance?: Acceptance; readonly person?: Person },
): Refused {
  log.info('refused', {
    event: command.on,
    refusal: refused.refusal,
    person: personId,
    acceptance: refused.acceptance?.id ?? '',
  });
  return { ok: false, ...refused };
}
