import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Control } from '../../src/domain/control.ts';
import { dayOf } from '../../src/domain/calendar.ts';
import { dueStep, nextDay, type Wait } from '../../src/domain/clocks.ts';
import type { Command, Situation } from '../../src/domain/attempt.ts';
import { decidedReview } from '../../src/domain/guards.ts';
import { holdsItself, type Person, theSystem } from '../../src/domain/person.ts';
import type { Event } from '../../src/domain/workflow-table.ts';
import { choices, decide, type Decision, turnOf } from '../../src/domain/workflow.ts';
import { answers, control, person, policy, proposal } from './examples.ts';
import { emptyRecord, put, type Record } from './record.ts';
import { moved } from './moves.ts';
import type { Action, Input } from './ways.ts';

export interface World {
  readonly record: Record;
  readonly at: number;
  readonly people: readonly Person[];
  readonly controls: readonly Control[];
  readonly policy: Situation['policy'];
  readonly policyVersion: number;
  /** Secure Score says something else of what is in force. */
  readonly drifted: boolean;
}

const start: World = {
  record: emptyRecord,
  at: Date.parse('2026-11-23T10:00:00Z'),
  people: [
    person('Ada', 'engineer'),
    person('Bea', 'itManager'),
    person('Cai', 'ciso'),
    person('Dan', 'itManager', 'ciso'),
    person('Ern', 'engineer', 'itManager', 'ciso'),
  ],
  controls: [control({ maxScore: 6, score: 4.5 }), control({ id: 'other', maxScore: 6 })],
  policy: policy(),
  policyVersion: 1,
  drifted: false,
};

/** One step that somebody tried. */
export interface Tried {
  readonly before: World;
  readonly after: World;
  readonly acceptance: Acceptance | undefined;
  readonly command: Command;
  readonly person: Person;
  /** What only the system looked up. */
  readonly observed: Partial<Situation>;
  readonly decision: Decision;
}

export const situationOf = (world: World, about: Partial<Acceptance>): Situation => {
  const { controlId, proposerId } = about;
  const all = [...world.record.acceptances.values()];
  const proposer = world.people.find(({ id }) => id === proposerId);
  return {
    at: new Date(world.at),
    policy: world.policy,
    policyVersion: world.policyVersion,
    control: world.controls.find(({ id }) => id === controlId),
    controlAsOf: new Date(world.at).toISOString(),
    holders: {
      itManager: world.people.filter((one) => holdsItself(one, 'itManager')),
      ciso: world.people.filter((one) => holdsItself(one, 'ciso')),
    },
    others: all.filter((one) => one.controlId === controlId),
    proposerGone: proposer?.grants.length === 0,
    followed: undefined,
    byHand: world.controls[1]?.id === controlId,
    onlyComments: false,
    drifted: world.drifted,
    daily: { fresh: true, completedDays: 0, goneDays: 0 },
    waitsSince: waitOf(world, about)?.at,
  };
};

/** The line with which it began to wait for whoever must act. */
function waitOf(
  { record }: World,
  about: Partial<Acceptance>,
): { readonly at: string; readonly revision: number } | undefined {
  const stored = record.acceptances.get(about.id ?? '');
  const lines = record.lines.filter(({ acceptanceId }) => acceptanceId === stored?.id);
  const turn = stored && turnOf(stored, lines);
  return lines.find(({ revision }) => revision === turn?.revision);
}

/** The press that gives everything that the step asks for. */
export function goodPress(before: Acceptance, on: Event, situation: Situation): Command {
  const command: Command = {
    on,
    revision: before.revision,
    reason: 'The supplier closes the gap.',
    businessContext: 'Sales needs the apps.',
    proposal: proposal({ scope: before.scope }),
    answers,
    comment: `Seen by all at revision ${String(before.revision)}.`,
    draftId: `renew-${before.id}`,
  };
  const reviewOn = decidedReview({ before, command, person: theSystem, situation });
  return { ...command, confirm: { residualRisk: before.residualRisk, reviewOn } };
}

function pressWith(on: Event, revision: number, typed: Input): Command {
  const { reason, context, reviewOn, risk, treatment, scope, confirmed } = typed;
  return {
    on,
    revision,
    reason,
    reviewOn,
    businessContext: context,
    conditions: context,
    comment: reason,
    answers: { ...answers, reasonsHold: context },
    draftId: 'any-draft-id',
    proposal: proposal({
      residualRisk: risk,
      treatment,
      scope,
      reviewOn: reviewOn === '' ? null : reviewOn,
    }),
    ...(confirmed ? { confirm: { residualRisk: 'High', reviewOn } } : {}),
  };
}

const pick = <One>(all: readonly One[], at: number): One | undefined => all[at % all.length];

type Step = Pick<Tried, 'acceptance' | 'command' | 'person'> & {
  readonly observed?: Partial<Situation>;
};
type Kind<K extends Action['kind']> = Extract<Action, { readonly kind: K }>;

function proposing({ people, controls }: World, { who, about, input }: Kind<'propose'>): Step {
  const controlId = controls[about]?.id ?? '';
  const command = { ...pressWith('propose', 0, input), controlId };
  return { acceptance: undefined, command, person: people[who] ?? theSystem };
}

function stepping(world: World, action: Kind<'choose' | 'press' | 'verify'>): Step | undefined {
  const acceptance = pick([...world.record.acceptances.values()], action.which);
  if (!acceptance) return undefined;
  const situation = situationOf(world, acceptance);
  if (action.kind === 'verify') {
    const command = goodPress(acceptance, 'verified', situation);
    return { acceptance, command, person: theSystem };
  }
  const person = world.people[action.who] ?? theSystem;
  if (action.kind === 'choose') {
    // What anybody may say at any time would be most of what happens.
    const steps = choices(acceptance, person, situation).filter((one) => one !== 'comment');
    const on = pick(steps, action.at);
    return on && { acceptance, command: goodPress(acceptance, on, situation), person };
  }
  const revision = acceptance.revision - (action.late ? 1 : 0);
  return { acceptance, command: pressWith(action.on, revision, action.input), person };
}

/** What time, Secure Score or a renewal asks of an acceptance: tried whether or not it is due. */
function systemStep(world: World, action: Kind<'clock' | 'daily' | 'renewed'>): Step | undefined {
  const acceptance = pick([...world.record.acceptances.values()], action.which);
  if (!acceptance) return undefined;
  const step = (on: Event, observed: Partial<Situation> = {}): Step => ({
    acceptance,
    command: { on, revision: acceptance.revision },
    person: theSystem,
    observed,
  });
  if (action.kind === 'renewed') return step('renewed');
  if (action.kind === 'daily') {
    const { on, days, fresh } = action;
    return step(on, { daily: { fresh, completedDays: days, goneDays: days } });
  }
  const on = dueStep(acceptance, waitIn(world, acceptance), todayIn(world));
  return on && step(on);
}

const todayIn = ({ at, policy: { timeZone } }: World): string => dayOf(new Date(at), timeZone);

function waitIn(world: World, acceptance: Acceptance): Wait | undefined {
  const wait = waitOf(world, acceptance);
  const zone = world.policy.timeZone;
  return wait && { since: dayOf(new Date(wait.at), zone), revision: wait.revision };
}

/** The world on the next day on which time asks a step of an acceptance. */
function jumped(world: World, { which }: Kind<'clock'>): World {
  const acceptance = pick([...world.record.acceptances.values()], which);
  if (!acceptance) return world;
  const wait = waitIn(world, acceptance);
  let day: string | undefined = todayIn(world);
  while (day !== undefined && !dueStep(acceptance, wait, day)) day = nextDay(acceptance, wait, day);
  const at = day === undefined ? 0 : Date.parse(`${day}T12:00:00Z`);
  return { ...world, at: Math.max(world.at, at) };
}

/** The step that an action tries; nothing where there is nothing to try it on. */
function stepOf(world: World, action: Action): Step | undefined {
  if (action.kind === 'propose') return proposing(world, action);
  if (action.kind === 'clock' || action.kind === 'daily' || action.kind === 'renewed')
    return systemStep(world, action);
  const isStep = action.kind === 'choose' || action.kind === 'press' || action.kind === 'verify';
  return isStep ? stepping(world, action) : undefined;
}

const frozen = <Thing>(thing: Thing): Thing => {
  if (typeof thing === 'object' && thing !== null && !Object.isFrozen(thing)) {
    Object.freeze(thing);
    Object.values(thing).forEach(frozen);
  }
  return thing;
};

/** Everything that was tried on the way, in order; what a step is given cannot be written to. */
export function walk(way: readonly Action[]): {
  readonly tried: readonly Tried[];
  readonly end: World;
} {
  const tried: Tried[] = [];
  let world = start;
  for (const action of way) {
    if (action.kind === 'clock' && action.jump) world = jumped(world, action);
    const step = stepOf(world, action);
    if (!step) {
      world = moved(world, action);
      continue;
    }
    const { acceptance, command, person, observed = {} } = frozen(step);
    const about = acceptance ?? { controlId: command.controlId ?? '' };
    const situation = frozen({ ...situationOf(world, about), ...observed });
    const decision = decide(acceptance, command, person, situation);
    const before = world;
    if (decision.change) world = { ...world, record: put(world.record, decision.change) };
    tried.push({ before, after: world, acceptance, command, person, observed, decision });
  }
  return { tried, end: world };
}
