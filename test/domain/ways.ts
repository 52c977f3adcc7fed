import fc from 'fast-check';
import { treatments } from '../../src/domain/acceptance.ts';
import { levels } from '../../src/domain/control.ts';
import type { Role } from '../../src/domain/person.ts';
import { events } from '../../src/domain/workflow-table.ts';

type Made<Some> = Some extends fc.Arbitrary<infer One> ? One : never;

/** What a press carries; a person may leave out or overdo anything. */
const input = fc.record({
  reason: fc.constantFrom('The supplier closes the gap.', '', 'n/a'),
  context: fc.constantFrom('Sales needs the apps.', '', 'x\u0000y z'),
  reviewOn: fc.constantFrom(
    '',
    '2026-12-24',
    '2027-06-30',
    '2027-11-23',
    '2028-02-29',
    '2030-01-01',
  ),
  risk: fc.constantFrom(...levels, 'Low' as const),
  treatment: fc.constantFrom(...treatments, 'riskAccepted' as const),
  scope: fc.constantFrom('tenant' as const, 'tenant' as const, 'partial' as const),
  confirmed: fc.boolean(),
});
export type Input = Made<typeof input>;

const roleSets: readonly (readonly Role[])[] = [
  ['engineer'],
  ['itManager'],
  ['ciso'],
  ['itManager', 'ciso'],
  ['engineer', 'itManager', 'ciso'],
  ['auditor'],
  [],
];

const who = fc.nat({ max: 4 });
const which = fc.nat({ max: 3 });
const about = fc.nat({ max: 1 });

const choose = fc.record({
  kind: fc.constant('choose' as const),
  who,
  which,
  at: fc.nat({ max: 5 }),
});
const propose = fc.record({ kind: fc.constant('propose' as const), who, about, input });
const press = fc.record({
  kind: fc.constant('press' as const),
  who,
  which,
  on: fc.constantFrom(...events),
  input,
  late: fc.nat({ max: 4 }).map((one) => one === 0),
});
const verify = fc.record({ kind: fc.constant('verify' as const), which });
const wait = fc.record({
  kind: fc.constant('wait' as const),
  hours: fc.oneof(
    { weight: 5, arbitrary: fc.nat({ max: 600 }) },
    { weight: 1, arbitrary: fc.constantFrom(4_400, 8_800) },
  ),
});
/** Whatever time asks of an acceptance; `jump`: on the next day on which it asks anything. */
const clock = fc.record({ kind: fc.constant('clock' as const), which, jump: fc.boolean() });
const renewed = fc.record({ kind: fc.constant('renewed' as const), which });
/** A daily reading, and what it says of an acceptance. */
const daily = fc.record({
  kind: fc.constant('daily' as const),
  which,
  on: fc.constantFrom('materialChange' as const, 'completed' as const, 'gone' as const),
  days: fc.nat({ max: 3 }),
  fresh: fc.nat({ max: 3 }).map((one) => one > 0),
});
/** One may act for another, in that person's role. */
const deputise = fc.record({ kind: fc.constant('deputise' as const), who, principal: who });
const facts = fc.record({
  kind: fc.constant('facts' as const),
  about,
  score: fc.constantFrom(null, 0, 3, 4.5, 6),
  deprecated: fc.nat({ max: 5 }).map((one) => one === 0),
  threats: fc.constantFrom(['Data Exfiltration'], ['Data Exfiltration'], ['Account breach']),
  drifted: fc.boolean(),
});
const roles = fc.record({
  kind: fc.constant('roles' as const),
  who,
  roles: fc.constantFrom(...roleSets),
});
const rules = fc.record({
  kind: fc.constant('policy' as const),
  minDistinctPeople: fc.constantFrom(2 as const, 3 as const),
  timeZone: fc.constantFrom('UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'),
});

const action = fc.oneof(
  { weight: 12, arbitrary: choose },
  { weight: 2, arbitrary: propose },
  { weight: 4, arbitrary: press },
  { weight: 3, arbitrary: verify },
  { weight: 2, arbitrary: wait },
  { weight: 4, arbitrary: clock },
  { weight: 2, arbitrary: renewed },
  { weight: 1, arbitrary: daily },
  { weight: 1, arbitrary: deputise },
  { weight: 2, arbitrary: facts },
  { weight: 2, arbitrary: roles },
  { weight: 1, arbitrary: rules },
);
export type Action = Made<typeof action>;

const good: Input = {
  reason: 'The supplier closes the gap.',
  context: 'Sales needs the apps.',
  reviewOn: '',
  risk: 'Low',
  treatment: 'riskAccepted',
  scope: 'tenant',
  confirmed: false,
};
const pressed = (on: Extract<Action, { kind: 'press' }>['on'], by: number, of = 0): Action => ({
  kind: 'press',
  who: by,
  which: of,
  on,
  input: good,
  late: false,
});

/** Where chance alone hardly leads: a renewal in force, and a proposal that is no longer of low impact. */
const beginnings: readonly (readonly Action[])[] = [
  [],
  [
    { kind: 'propose', who: 0, about: 1, input: good },
    pressed('endorse', 1),
    pressed('approve', 2),
    { kind: 'verify', which: 0 },
    pressed('renew', 0),
    pressed('endorse', 1, 1),
    pressed('approve', 2, 1),
    { kind: 'verify', which: 1 },
  ],
  [
    { kind: 'policy', minDistinctPeople: 2, timeZone: 'UTC' },
    { kind: 'propose', who: 0, about: 1, input: good },
    pressed('endorse', 3),
    pressed('approve', 3),
  ],
  [
    { kind: 'propose', who: 0, about: 0, input: good },
    {
      kind: 'facts',
      about: 0,
      score: 0,
      deprecated: false,
      threats: ['Data Exfiltration'],
      drifted: false,
    },
  ],
];

/** What people, time and Microsoft may do to a tenant, in any order. */
export const ways = fc
  .tuple(fc.constantFrom(...beginnings), fc.array(action, { maxLength: 60, size: 'max' }))
  .map(([beginning, rest]): readonly Action[] => [...beginning, ...rest]);
