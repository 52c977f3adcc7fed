import { act, type Acted } from '../app/act.ts';
import type { DriftAct, Finding } from '../app/drift-ports.ts';
import { driftView } from '../app/drift-view.ts';
import { driftList } from '../app/list-drift.ts';
import type { Ports } from '../app/ports.ts';
import { findRecommendations } from '../app/recommendations.ts';
import { type Reverted, revertDrift } from '../app/revert-drift.ts';
import { driftCard, type DriftExtras } from '../cards/drift-card.ts';
import { driftListCard } from '../cards/drift-list-card.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import type { Person } from '../domain/person.ts';
import type { Answer } from './answer.ts';
import { beginForm } from './form.ts';
import type { Drifting } from './parse.ts';
import { directoryDown, noRole, stranger } from './turn.ts';

/** `form`: is sent as a message of its own, so that the card stays where it is. */
export type DriftAnswer = Answer & { readonly form?: AdaptiveCard };

/** A button about what Secure Score says against the record. Who presses is asked of the directory now. */
export async function pressDrift(
  ports: Ports,
  press: Drifting,
  personId: string,
): Promise<DriftAnswer> {
  if (press.verb === 'driftAct' && press.data.act === 'revert')
    return pressRevert(ports, press.data.driftId, personId);
  const answer = await ports.directory.person(personId);
  if (!answer.ok) return { notice: answer.why === 'stranger' ? stranger : directoryDown };
  const { person } = answer;
  await ports.store.savePeople([person]);
  if (person.grants.length === 0) return { notice: noRole };
  return press.verb === 'drifts'
    ? { card: driftListCard(await driftList(ports, press.data.which, press.data.offset)) }
    : pressFinding(ports, press, person);
}

type OfFinding = Exclude<Drifting, { readonly verb: 'drifts' }>;

async function pressFinding(ports: Ports, press: OfFinding, person: Person): Promise<DriftAnswer> {
  const finding = await ports.store.drift(press.data.driftId);
  if (!finding) return { notice: noFinding };
  if (press.verb === 'drift') return cardOf(ports, finding, person, {});
  const { act: what, revision, reason } = press.data;
  return what === 'reapply' || what === 'revoke'
    ? pressStep(ports, finding, { on: what, revision, reason, person })
    : openForm(ports, finding, what, person);
}

const noFinding = 'This is not on record. Say "drift" to see what Secure Score says otherwise.';

async function pressRevert(ports: Ports, driftId: string, personId: string): Promise<Answer> {
  const reverted = await revertDrift(ports, { driftId, pressedBy: personId });
  const { person, finding } = reverted;
  if (person?.grants.length === 0) return { notice: noRole };
  if (!person || !finding) return { notice: refusals[reverted.ok ? 'unknown' : reverted.why] };
  const now = (await ports.store.drift(driftId)) ?? finding;
  const extras = reverted.ok ? {} : { notice: refusals[reverted.why] };
  return cardOf(ports, now, person, extras);
}

const refusals: Readonly<Record<Extract<Reverted, { readonly ok: false }>['why'], string>> = {
  stranger,
  unreachable: directoryDown,
  unknown: noFinding,
  notYou: 'This is for an IT manager or a CISO.',
  over: 'This is over already. Nothing was changed.',
  asked: 'Somebody else asked for it already. Nothing was changed.',
  bound:
    'A risk acceptance covers this recommendation: revoke that one instead. Nothing was changed.',
};

const cardOf = async (
  ports: Ports,
  finding: Finding,
  person: Person,
  extras: DriftExtras,
): Promise<Answer> => ({ card: driftCard(await driftView(ports, finding, person), extras) });

interface Step {
  readonly on: 'reapply' | 'revoke';
  readonly revision: number;
  readonly reason: string;
  readonly person: Person;
}

/** A step of the acceptance that is in force, taken from here; the workflow judges it. */
async function pressStep(
  ports: Ports,
  finding: Finding,
  { on, revision, reason, person }: Step,
): Promise<Answer> {
  if (finding.acceptanceId === null || finding.endedAt !== null)
    return cardOf(ports, finding, person, { notice: refusals.over });
  const acted = await act(ports, finding.acceptanceId, { on, revision, reason }, person.id);
  if (!acted.ok) return refusedStep(ports, finding, acted, { person, reason });
  await ports.store.arm([{ kind: 'showDrifts', driftId: finding.id }], ports.now());
  ports.wake();
  return cardOf(ports, (await ports.store.drift(finding.id)) ?? finding, person, {});
}

async function refusedStep(
  ports: Ports,
  finding: Finding,
  acted: Extract<Acted, { readonly ok: false }>,
  { person, reason }: Pick<Step, 'person' | 'reason'>,
): Promise<Answer> {
  if (acted.refusal === 'stranger') return { notice: stranger };
  if (acted.refusal === 'unreachable') return { notice: directoryDown };
  const complaint = acted.refusal === 'invalid' ? acted.complaints['reason'] : undefined;
  return cardOf(ports, finding, acted.person ?? person, {
    notice: stepRefusal(acted),
    reason,
    ...(complaint === undefined ? {} : { complaint }),
  });
}

function stepRefusal(acted: Extract<Acted, { readonly ok: false }>): string {
  switch (acted.refusal) {
    case 'notYou':
      return `This step is for ${acted.who}.`;
    case 'invalid':
      return 'Not sent yet: please see below.';
    case 'stale':
      return 'Your card was out of date and nothing was changed: this is how it stands now.';
    case 'wrongState':
    case 'unknown':
    case 'confirm':
    case 'stranger':
    case 'unreachable':
      return 'This step is no longer open. Nothing was changed.';
  }
}

type Formal = Exclude<DriftAct, 'reapply' | 'revoke'>;

/** The form, with the treatment that Secure Score shows: what is approved is what the form becomes, from its day on. */
async function openForm(
  ports: Ports,
  finding: Finding,
  what: Formal,
  person: Person,
): Promise<DriftAnswer> {
  const view = await driftView(ports, finding, person);
  const [found] = await findRecommendations(ports, finding.controlId);
  const { treatment, acceptance } = view;
  if (!view.acts.includes(what) || !found || !treatment)
    return { card: driftCard(view, { notice: whyNoForm(view.acts, person) }) };
  const beside = what === 'proposeOther' && acceptance ? { replaces: acceptance.id } : {};
  const begun = await beginForm(ports, found, { treatment, ...beside });
  return 'card' in begun
    ? { notice: 'The form is below.', form: begun.card }
    : { card: driftCard(view, { notice: begun.why }) };
}

const whyNoForm = (acts: readonly DriftAct[], { grants }: Person): string =>
  acts.length === 0 && grants.every(({ role }) => role === 'auditor')
    ? 'Proposing is for engineers, IT managers and CISOs.'
    : 'Nothing can be proposed for this recommendation now: something is proposed or decided already, or this is over.';
