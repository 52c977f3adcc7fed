import type { World } from './walk.ts';
import type { Action } from './ways.ts';

type Kind<K extends Action['kind']> = Extract<Action, { readonly kind: K }>;

/** What changes the world and is no step of anybody's, by its kind. */
const moves: {
  readonly [K in Action['kind']]?: (world: World, action: Kind<K>) => World;
} = {
  wait: (world, { hours }) => ({ ...world, at: world.at + hours * 3_600_000 }),

  roles: (world, { who, roles }) => {
    const grants = roles.map((role) => ({ role, from: `group:${role}` }));
    return withGrants(world, who, () => grants);
  },

  deputise: (world, { who, principal: at }) => {
    const principal = world.people[at];
    const right = principal?.grants.find(({ from }) => !from.startsWith('deputy:'));
    if (!principal || !right || at === who) return world;
    const grant = { role: right.role, from: `deputy:2026-11-01:2026-12-30:${principal.id}` };
    return withGrants(world, who, (grants) => [...grants, grant]);
  },

  facts: (world, { kind: _kind, about, drifted, ...facts }) => ({
    ...world,
    controls: world.controls.map((one, at) => (at === about ? { ...one, ...facts } : one)),
    drifted,
  }),

  policy: (world, { timeZone, minDistinctPeople }) => ({
    ...world,
    policy: { ...world.policy, timeZone, minDistinctPeople },
    policyVersion: world.policyVersion + 1,
  }),
};

type Grants = World['people'][number]['grants'];

const withGrants = (world: World, who: number, grants: (before: Grants) => Grants): World => ({
  ...world,
  people: world.people.map((one, at) =>
    at === who ? { ...one, grants: grants(one.grants) } : one,
  ),
});

/** The world after it; as it was, where an action is a step. */
export const moved = (world: World, action: Action): World =>
  (moves[action.kind] as ((world: World, action: Action) => World) | undefined)?.(world, action) ??
  world;
