import type { Acceptance } from '../domain/acceptance.ts';
import type { Command, Refusal, Situation } from '../domain/guards.ts';
import type { Person } from '../domain/person.ts';
import type { Line } from '../domain/trail.ts';
import { decide, type Decision } from '../domain/workflow.ts';
import { orSilent } from './directory-silent.ts';
import type { Ports } from './ports.ts';
import { followedBy, isGone, situationOf } from './situation.ts';

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

/** Takes a step as somebody whom the directory vouched for, or as the system. */
export async function attempt(
  ports: Ports,
  acceptance: Acceptance,
  command: Command,
  person: Person,
): Promise<Acted> {
  const situation = await situationFull(ports, acceptance, command, person.id);
  return take(ports, { before: acceptance, command, person, situation });
}

async function take(
  ports: Ports,
  { before: acceptance, command, person, situation }: Step,
): Promise<Acted> {
  const decision = decide(acceptance, command, person, situation);
  if (!decision.change)
    return decision.ok
      ? { ok: true, acceptance, person, line: undefined, situation }
      : refuse(ports, command, person.id, { ...asRefusal(decision), acceptance, person });

  const committed = await ports.store.commit(decision.change);
  if (!committed.ok) return overtaken(ports, acceptance, command, person);
  ports.wake();
  return decision.ok
    ? { ...committed, person, situation: withAcceptance(situation, committed.acceptance) }
    : refuse(ports, command, person.id, {
        ...asRefusal(decision),
        acceptance: committed.acceptance,
        person,
      });
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
  const [situation, followed, proposerGone] = await Promise.all([
    situationOf(ports, acceptance),
    followedBy(ports, acceptance, command),
    others ? isGone(ports, acceptance.proposerId) : false,
  ]);
  return { ...situation, followed, proposerGone };
}

/** Somebody was faster: what that means for this press is decided against how it stands now. */
async function overtaken(
  ports: Ports,
  acceptance: Acceptance,
  command: Command,
  person: Person,
): Promise<Acted> {
  const current = (await ports.store.find(acceptance.id)) ?? acceptance;
  if (current.revision !== acceptance.revision) return attempt(ports, current, command, person);
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
