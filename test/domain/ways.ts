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
const which = fc.nat({ max: 5 });
const about = fc.nat({ max: 1 });

const choose = fc.record({ kind: fc.constant('choose' as const), who, which, at: which });
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
const wait = fc.record({ kind: fc.constant('wait' as const), hours: fc.nat({ max: 1200 }) });
const facts = fc.record({
  kind: fc.constant('facts' as const),
  about,
  score: fc.constantFrom(null, 0, 3, 4.5, 6),
  deprecated: fc.nat({ max: 5 }).map((one) => one === 0),
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
  { weight: 6, arbitrary: choose },
  { weight: 3, arbitrary: propose },
  { weight: 4, arbitrary: press },
  { weight: 2, arbitrary: verify },
  { weight: 2, arbitrary: wait },
  { weight: 1, arbitrary: facts },
  { weight: 2, arbitrary: roles },
  { weight: 1, arbitrary: rules },
);
export type Action = Made<typeof action>;

/** What people, time and Microsoft may do to a tenant, in any order. */
export const ways = fc.array(action, { maxLength: 60, size: 'max' });
