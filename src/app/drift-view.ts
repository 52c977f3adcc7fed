import type { Acceptance } from '../domain/acceptance.ts';
import { dayOf } from '../domain/calendar.ts';
import { isDeviceControl, pointsAtRisk } from '../domain/control.ts';
import { treatmentIn } from '../domain/drift.ts';
import { missingPart } from '../domain/duties.ts';
import { grantOf, type Person, type Role } from '../domain/person.ts';
import { choices, obstacle } from '../domain/workflow.ts';
import type { Situation } from '../domain/attempt.ts';
import { isByHand } from './by-hand.ts';
import { counts, type DriftAct, type Finding } from './drift-ports.ts';
import type { DriftView } from './drift-views.ts';
import type { Ports, SyncState } from './ports.ts';
import { situationFor, situationOf } from './situation.ts';

/** Who may ask Secure Score to go back to To address. */
export const mayRevert: readonly Role[] = ['ciso', 'itManager'];
const mayPropose: readonly Role[] = ['engineer', 'itManager', 'ciso'];

/** All that is looked up about a finding. */
interface Known {
  readonly finding: Finding;
  readonly acceptance: Acceptance | undefined;
  readonly situation: Situation;
  readonly sync: SyncState;
}

/** How a finding stands, for one viewer. */
export async function driftView(
  ports: Ports,
  finding: Finding,
  viewer: Person,
): Promise<DriftView> {
  const { store, policy, now } = ports;
  const { controlId, acceptanceId, state } = finding;
  const acceptance = acceptanceId === null ? undefined : await store.find(acceptanceId);
  const [situation, sync, reading] = await Promise.all([
    acceptance ? situationOf(ports, acceptance) : situationFor(ports, controlId),
    store.sync(controlId),
    store.controlsAsOf(),
  ]);
  const known: Known = { finding, acceptance, situation, sync };
  const acts = actsOf(known, viewer);
  return {
    finding,
    ...aboutControl(known),
    acceptance: acceptance && contradicted(acceptance),
    treatment: treatmentIn(state),
    acts,
    othersAdopt: isOpenTo(known) && isAdoptable(known) && !acts.includes('adopt'),
    counts: counts(finding, dayOf(now(), policy.timeZone)),
    asked: await askedOf(ports, known),
    zone: policy.timeZone,
    asOf: latest(sync.seenAt, reading?.asOf),
  };
}

const latest = (...instants: readonly (string | null | undefined)[]): string =>
  instants
    .filter((at) => typeof at === 'string')
    .toSorted()
    .at(-1) ?? '';

/** What the recommendation is called; where Secure Score has it no more, as it was when it was proposed. */
function aboutControl({
  finding,
  acceptance,
  situation: { control },
}: Known): Pick<DriftView, 'title' | 'category' | 'points'> {
  const { title = finding.controlId, category = '' } = control ?? acceptance?.facts ?? {};
  return { title, category, points: control && pointsAtRisk(control) };
}

const contradicted = ({
  id,
  revision,
  state,
  treatment,
  reviewOn,
  endedAt,
}: Acceptance): DriftView['acceptance'] => ({ id, revision, state, treatment, reviewOn, endedAt });

/** What a person may do about a finding now, by the same rules that judge their press. */
function actsOf(known: Known, viewer: Person): readonly DriftAct[] {
  const { finding } = known;
  if (finding.endedAt !== null) return [];
  return finding.class === 'unmanaged' || finding.class === 'stale'
    ? actsOnStatus(known, viewer)
    : actsOnAcceptance(known, viewer);
}

function actsOnStatus({ finding, situation, sync }: Known, viewer: Person): readonly DriftAct[] {
  if (isOnItsWay(sync)) return [];
  const adopts = isAdoptable({ finding, situation }) && isFreeToPropose(viewer, situation, null);
  const reverts = grantOf(viewer, mayRevert) !== undefined;
  return [...(adopts ? (['adopt'] as const) : []), ...(reverts ? (['revert'] as const) : [])];
}

/** Whether it can be proposed now, by somebody. */
const isAdoptable = ({ finding, situation }: Pick<Known, 'finding' | 'situation'>): boolean =>
  finding.class === 'unmanaged' && obstacle(situation) === undefined;

/** Whether they may propose, and somebody else is left to review it. */
const isFreeToPropose = (
  viewer: Person,
  { holders, policy }: Situation,
  earlierProposerId: string | null,
): boolean =>
  grantOf(viewer, mayPropose) !== undefined &&
  missingPart(holders, { proposerId: viewer.id, earlierProposerId }, 'low', policy) === undefined;

function actsOnAcceptance(known: Known, viewer: Person): readonly DriftAct[] {
  const { finding, acceptance, situation } = known;
  if (!acceptance) return [];
  const steps = choices(acceptance, viewer, situation);
  const other = otherTreatment(finding, acceptance);
  const proposes =
    other !== undefined &&
    isFreeToPropose(viewer, situation, acceptance.proposerId) &&
    obstacle(without(situation, acceptance)) === undefined;
  return [
    ...(steps.includes('reapply') ? (['reapply'] as const) : []),
    ...(finding.class === 'lost' && steps.includes('revoke') ? (['revoke'] as const) : []),
    ...(proposes ? (['proposeOther'] as const) : []),
  ];
}

/** As if an acceptance were not there: another treatment may be proposed beside it. */
const without = (situation: Situation, { id }: Acceptance): Situation => ({
  ...situation,
  others: situation.others.filter((other) => other.id !== id),
});

/** The treatment to which somebody changed what is in force; undefined where the state is none, or still the same. */
const otherTreatment = (
  { class: is, state }: Finding,
  { treatment }: Acceptance,
): DriftView['treatment'] => {
  const seen = treatmentIn(state);
  return is === 'changed' && seen !== treatment ? seen : undefined;
};

/** Something can be done about it now. */
const isOpenTo = ({ finding, sync }: Known): boolean =>
  finding.endedAt === null && !isOnItsWay(sync);

/** Something of ours has not been seen in Secure Score yet. */
const isOnItsWay = ({ askedSeq, agreedSeq }: SyncState): boolean => askedSeq > agreedSeq;

/** What somebody asked of Secure Score about a finding, while it does not show it. */
async function askedOf(ports: Ports, known: Known): Promise<DriftView['asked']> {
  const { finding, acceptance, situation, sync } = known;
  if (finding.endedAt !== null || !isOnItsWay(sync)) return undefined;
  const line = await ports.store.line(sync.askedSeq);
  const what = line && whats[line.event];
  if (!what) return undefined;
  const { control } = situation;
  const names = await ports.store.names([line.by]);
  const asks = (what === 'reapply' ? acceptance : undefined) ?? toAddress(finding);
  return {
    what,
    by: names.get(line.by) ?? 'Somebody',
    at: line.at,
    trouble: sync.trouble,
    byHand: isByHand(ports.policy.writeBack, asks, control, sync),
    isDevice: isDeviceControl(control ?? { id: finding.controlId, category: '' }),
  };
}

const whats: Readonly<Partial<Record<string, 'revert' | 'reapply'>>> = {
  reverted: 'revert',
  reapply: 'reapply',
};

/** What asks for To address, to whom it matters who sets it. */
export const toAddress = ({
  controlId,
}: Pick<Finding, 'controlId'>): Pick<Acceptance, 'controlId' | 'treatment' | 'state'> => ({
  controlId,
  treatment: 'riskAccepted',
  state: 'Revoked',
});
