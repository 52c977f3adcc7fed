import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Control } from '../../src/domain/control.ts';
import { type Command, decidedReview, type Situation } from '../../src/domain/guards.ts';
import { holds, type Person, theSystem } from '../../src/domain/person.ts';
import type { Event } from '../../src/domain/workflow-table.ts';
import { choices, decide, type Decision } from '../../src/domain/workflow.ts';
import { control, person, policy, proposal } from './examples.ts';
import { emptyRecord, put, type Record } from './record.ts';
import type { Action, Input } from './ways.ts';

export interface World {
  readonly record: Record;
  readonly at: number;
  readonly people: readonly Person[];
  readonly controls: readonly Control[];
  readonly policy: Situation['policy'];
  readonly policyVersion: number;
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
};

/** One step that somebody tried. */
export interface Tried {
  readonly before: World;
  readonly after: World;
  readonly acceptance: Acceptance | undefined;
  readonly command: Command;
  readonly person: Person;
  readonly decision: Decision;
}

export const situationOf = (
  world: World,
  { controlId, proposerId }: Partial<Acceptance>,
): Situation => {
  const all = [...world.record.acceptances.values()];
  const proposer = world.people.find(({ id }) => id === proposerId);
  return {
    at: new Date(world.at),
    policy: world.policy,
    policyVersion: world.policyVersion,
    control: world.controls.find(({ id }) => id === controlId),
    controlAsOf: new Date(world.at).toISOString(),
    holders: {
      itManager: world.people.filter((one) => holds(one, 'itManager')),
      ciso: world.people.filter((one) => holds(one, 'ciso')),
    },
    others: all.filter((one) => one.controlId === controlId),
    proposerGone: proposer?.grants.length === 0,
    followed: undefined,
    byHand: world.controls[1]?.id === controlId,
  };
};

/** The press that gives everything that the step asks for. */
export function goodPress(before: Acceptance, on: Event, situation: Situation): Command {
  const command: Command = {
    on,
    revision: before.revision,
    reason: 'The supplier closes the gap.',
    businessContext: 'Sales needs the apps.',
    proposal: proposal({ scope: before.scope }),
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

type Step = Pick<Tried, 'acceptance' | 'command' | 'person'>;
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
    const on = pick(choices(acceptance, person, situation), action.at);
    return on && { acceptance, command: goodPress(acceptance, on, situation), person };
  }
  const revision = acceptance.revision - (action.late ? 1 : 0);
  return { acceptance, command: pressWith(action.on, revision, action.input), person };
}

/** The step that an action tries; nothing where there is nothing to try it on. */
function stepOf(world: World, action: Action): Step | undefined {
  switch (action.kind) {
    case 'propose':
      return proposing(world, action);
    case 'choose':
    case 'press':
    case 'verify':
      return stepping(world, action);
    case 'wait':
    case 'facts':
    case 'roles':
    case 'policy':
      return undefined;
  }
}

/** The world after what is no step of anybody's. */
function changed(world: World, action: Action): World {
  switch (action.kind) {
    case 'wait':
      return { ...world, at: world.at + action.hours * 3_600_000 };
    case 'roles': {
      const grants = action.roles.map((role) => ({ role, from: `group:${role}` }));
      const people = world.people.map((one, at) => (at === action.who ? { ...one, grants } : one));
      return { ...world, people };
    }
    case 'facts': {
      const { about, score, deprecated } = action;
      const controls = world.controls.map((one, at) =>
        at === about ? { ...one, score, deprecated } : one,
      );
      return { ...world, controls };
    }
    case 'policy': {
      const { timeZone, minDistinctPeople } = action;
      const policyVersion = world.policyVersion + 1;
      return {
        ...world,
        policy: { ...world.policy, timeZone, minDistinctPeople },
        policyVersion,
      };
    }
    case 'propose':
    case 'choose':
    case 'press':
    case 'verify':
      return world;
  }
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
    const step = stepOf(world, action);
    if (!step) {
      world = changed(world, action);
      continue;
    }
    const { acceptance, command, person } = frozen(step);
    const about = acceptance ?? { controlId: command.controlId ?? '' };
    const decision = decide(acceptance, command, person, frozen(situationOf(world, about)));
    const before = world;
    if (decision.change) world = { ...world, record: put(world.record, decision.change) };
    tried.push({ before, after: world, acceptance, command, person, decision });
  }
  return { tried, end: world };
}
