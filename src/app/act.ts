import type { Acceptance } from '../domain/acceptance.ts';
import type { Command, Refusal, Situation } from '../domain/guards.ts';
import type { Person } from '../domain/person.ts';
import type { Line } from '../domain/trail.ts';
import { decide, type Decision } from '../domain/workflow.ts';
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
    }
  | ({
      readonly ok: false;
      readonly acceptance?: Acceptance;
      readonly person?: Person;
    } & ActRefusal);

/** Every button of every card ends here: who presses is asked of the directory now, how it stands of the store. */
export async function act(
  ports: Ports,
  id: string,
  command: Command,
  personId: string,
): Promise<Acted> {
  const [acceptance, answer] = await Promise.all([
    ports.store.find(id),
    ports.directory.person(personId),
  ]);
  if (!acceptance) return refuse(ports, command, personId, { refusal: 'unknown' });
  if (!answer.ok)
    return refuse(ports, command, personId, {
      refusal: answer.why === 'stranger' ? 'stranger' : 'unreachable',
      acceptance,
    });
  await ports.store.savePeople([answer.person]);
  return attempt(ports, acceptance, command, answer.person);
}

/** Takes a step as somebody whom the directory vouched for, or as the system. */
export async function attempt(
  ports: Ports,
  acceptance: Acceptance,
  command: Command,
  person: Person,
): Promise<Acted> {
  const situation = await situationFull(ports, acceptance, command, person);
  const decision = decide(acceptance, command, person, situation);
  if (!decision.change)
    return decision.ok
      ? { ok: true, acceptance, person, line: undefined }
      : refuse(ports, command, person.id, { ...asRefusal(decision), acceptance, person });

  const committed = await ports.store.commit(decision.change);
  if (!committed.ok) return overtaken(ports, acceptance, command, person);
  ports.wake();
  return decision.ok
    ? { ...committed, person }
    : refuse(ports, command, person.id, {
        ...asRefusal(decision),
        acceptance: committed.acceptance,
        person,
      });
}

async function situationFull(
  ports: Ports,
  acceptance: Acceptance,
  command: Command,
  { id }: Person,
): Promise<Situation> {
  const others = command.on === 'withdraw' && acceptance.proposerId !== id;
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
