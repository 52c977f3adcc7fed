import { type Acceptance, final, inForce } from '../domain/acceptance.ts';
import { dayOf, yearOf } from '../domain/calendar.ts';
import type { Command, Situation } from '../domain/attempt.ts';
import type { Person } from '../domain/person.ts';
import {
  type Complaints,
  type Proposal,
  type ProposalForm,
  readProposal,
} from '../domain/proposal.ts';
import { decide } from '../domain/workflow.ts';
import { act, type ActRefusal, type Acted, withAcceptance } from './act.ts';
import { orSilent } from './directory-silent.ts';
import type { Ports } from './ports.ts';
import { refreshIfOld } from './read-controls.ts';
import { situationFor } from './situation.ts';

/** A form that somebody filled in. Everything in it is a claim. */
export interface Submission {
  readonly controlId: string;
  /** Made when the form was sent: a second delivery finds what the first became. */
  readonly draftId: string;
  readonly form: ProposalForm;
  /** The acceptance in force beside which another treatment is proposed. */
  readonly replaces?: string;
  /** The acceptance that is submitted again, and the revision that the form was made for. */
  readonly resubmits?: { readonly id: string; readonly revision: number };
}

/** Opens an acceptance and puts it before the IT managers; or says, field by field, why not. */
export async function propose(
  ports: Ports,
  submission: Submission,
  personId: string,
): Promise<Acted> {
  const { store, directory } = ports;
  const answer = await directory.person(personId);
  if (!answer.ok) return { ok: false, refusal: answer.why };
  const { person } = answer;
  await store.savePeople([person]);

  const earlier = await sentBefore(ports, submission, person);
  if (earlier) return earlier;

  await refreshIfOld(ports);
  const read = await readForm(ports, submission.form);
  if (submission.resubmits)
    return resubmit(ports, submission.resubmits, submission.controlId, read, person.id);

  const situation = await orSilent(situationFor(ports, submission.controlId));
  if (situation === 'silent') return { ok: false, refusal: 'unreachable', person };
  const opened = await open(ports, submission, read, person, situation);
  // Delivered twice at once, the second finds what the first became in its way.
  return opened.ok ? opened : ((await sentBefore(ports, submission, person)) ?? opened);
}

/** What this form became when the same person sent it before. */
async function sentBefore(
  { store }: Ports,
  { draftId }: Submission,
  person: Person,
): Promise<Acted | undefined> {
  const acceptance = await store.byDraft(draftId);
  return acceptance?.proposerId === person.id
    ? { ok: true, acceptance, person, line: undefined, situation: undefined }
    : undefined;
}

interface Read {
  readonly proposal: Proposal | undefined;
  readonly complaints: Complaints;
}

async function open(
  ports: Ports,
  submission: Submission,
  read: Read,
  person: Person,
  situation: Situation,
): Promise<Acted> {
  const command: Command = {
    on: 'propose',
    revision: 0,
    controlId: submission.controlId,
    previous: previousOf(situation.others, submission.replaces),
    ...(read.proposal ? { proposal: read.proposal } : {}),
  };
  const decision = decide(undefined, command, person, situation);
  if (!decision.ok) return { ok: false, person, ...withComplaints(decision, read) };
  if (!decision.change) return { ok: false, person, refusal: 'stale' };
  const year = yearOf(situation.at, situation.policy.timeZone);
  const opened = await ports.store.open(decision.change, year, submission.draftId);
  if (!opened.ok) return invalidForm(person, 'Somebody has just proposed the same recommendation.');
  if (opened.acceptance.proposerId !== person.id)
    return invalidForm(person, 'This form has been used already. Ask for a new one.');
  ports.wake();
  const { acceptance, line } = opened;
  return { ok: true, acceptance, person, line, situation: withAcceptance(situation, acceptance) };
}

const invalidForm = (person: Person, form: string): Acted => ({
  ok: false,
  person,
  refusal: 'invalid',
  complaints: { form },
});

async function resubmit(
  ports: Ports,
  { id, revision }: { readonly id: string; readonly revision: number },
  controlId: string,
  read: Read,
  personId: string,
): Promise<Acted> {
  const acted = await act(
    ports,
    id,
    { on: 'resubmit', revision, controlId, ...(read.proposal ? { proposal: read.proposal } : {}) },
    personId,
  );
  return acted.ok ? acted : { ...acted, ...withComplaints(acted, read) };
}

/** What the fields say comes before the machine's own word that the form is empty. */
const withComplaints = (refused: ActRefusal, { complaints }: Read): ActRefusal =>
  refused.refusal === 'invalid' && Object.keys(complaints).length > 0
    ? {
        refusal: 'invalid',
        complaints: { ...withoutEmpty(refused.complaints), ...complaints },
      }
    : refused;

const withoutEmpty = (complaints: Complaints): Complaints =>
  Object.fromEntries(
    Object.entries(complaints).filter(([, said]) => said !== 'The form is empty.'),
  );

async function readForm(ports: Ports, form: ProposalForm): Promise<Read> {
  const read = readProposal(form, dayOf(ports.now(), ports.policy.timeZone));
  const owner = await ownerOf(ports, form.riskOwnerId.trim());
  if (!owner.ok) {
    const complaints = { ...(read.ok ? {} : read.complaints), riskOwnerId: owner.complaint };
    return { proposal: undefined, complaints };
  }
  if (!read.ok) return { proposal: undefined, complaints: read.complaints };
  return { proposal: { ...read.proposal, riskOwnerId: owner.id }, complaints: {} };
}

type Owner =
  | { readonly ok: true; readonly id: string | null }
  | { readonly ok: false; readonly complaint: string };

/** The risk owner as the directory spells them; null where nobody was named. */
async function ownerOf(ports: Ports, typed: string): Promise<Owner> {
  if (typed === '') return { ok: true, id: null };
  const answer = await ports.directory.recent(typed);
  if (answer.ok) {
    await ports.store.savePeople([answer.person]);
    return { ok: true, id: answer.person.id };
  }
  const complaint =
    answer.why === 'stranger'
      ? 'The directory does not know this person.'
      : 'The directory does not answer now. Try again in a minute.';
  return { ok: false, complaint };
}

/** What it stands beside, where that is in force; else the newest one for this recommendation that ended. */
function previousOf(others: readonly Acceptance[], replaces: string | undefined): string | null {
  const beside = others.find(({ id, state }) => id === replaces && inForce.includes(state));
  return (beside ?? others.findLast(({ state }) => final.includes(state)))?.id ?? null;
}
