import assert from 'node:assert/strict';
import { acceptanceId, binds, stateNames, states } from '../../src/domain/acceptance.ts';
import {
  agrees,
  controlKey,
  isCompleted,
  isDeviceControl,
  pointsAtRisk,
  portalLink,
  portalStatus,
  statusName,
  wantedStates,
} from '../../src/domain/control.ts';
import { bucket, riskReduction } from '../../src/domain/priority.ts';
import { control } from './examples.ts';

const update = (state: string) => ({ state, by: '', at: null, comment: '' });

describe('the status of a control', () => {
  for (const [state, status] of [
    ['Default', 'To address'],
    ['default', 'To address'],
    ['', 'To address'],
    ['Ignored', 'Risk accepted'],
    ['IGNORED', 'Risk accepted'],
    ['ThirdParty', 'Resolved through third party'],
    ['thirdparty', 'Resolved through third party'],
    ['Reviewed', 'Resolved through alternate mitigation'],
    ['alternateMitigation', 'Resolved through alternate mitigation'],
    ['Planned', 'Planned'],
    ['SomethingNew', 'SomethingNew'],
  ] as const)
    it(`reads ${status} for ${state || 'no state'}`, () => {
      assert.equal(portalStatus(control({ update: update(state) })), status);
      assert.equal(statusName(state), status);
    });

  it('is Completed at full points, unless somebody said otherwise', () => {
    assert.equal(portalStatus(control({ score: 4.5 })), 'Completed');
    const ignored = control({ score: 4.5, update: update('ignored') });
    assert.equal(portalStatus(ignored), 'Risk accepted');
  });
});

describe('a control', () => {
  it('is completed at full points that were measured', () => {
    for (const [score, maxScore, completed] of [
      [4.5, 4.5, true],
      [5, 4.5, true],
      [4.49, 4.5, false],
      [null, 4.5, false],
      [0, 0, true],
      [null, 0, false],
    ] as const)
      assert.equal(isCompleted({ ...control(), score, maxScore }), completed);
  });

  it('puts at risk what it does not earn, in points of two decimals', () => {
    for (const [score, maxScore, points] of [
      [0, 4.5, 4.5],
      [null, 4.5, 4.5],
      [1.111, 4.5, 3.39],
      [0.1, 0.3, 0.2],
      [5, 4.5, 0],
    ] as const)
      assert.equal(pointsAtRisk({ ...control(), score, maxScore }), points);
  });

  it('is for people’s hands where it is about devices', () => {
    for (const [id, category, device] of [
      ['scid_2090', 'Apps', true],
      ['SCID_2090', '', true],
      ['mdo_x', 'Device', true],
      ['mdo_scid_1', 'Apps', false],
      ['AdminMFAV2', 'Identity', false],
    ] as const)
      assert.equal(isDeviceControl({ id, category }), device);
  });

  it('is the same in every spelling', () => {
    assert.equal(controlKey('AdminMFAV2'), controlKey('adminmfav2'));
  });

  it('has its own place in the portal, whatever its id holds', () => {
    assert.equal(
      portalLink('a&b c'),
      'https://security.microsoft.com/securescore?viewid=actions&actionId=a%26b%20c',
    );
  });
});

describe('what Secure Score should say', () => {
  for (const [treatment, wanted] of [
    ['riskAccepted', ['Ignored']],
    ['thirdParty', ['ThirdParty']],
    ['alternateMitigation', ['Reviewed', 'AlternateMitigation']],
  ] as const)
    it(`is ${wanted.join(' or ')} for ${treatment}`, () => {
      assert.deepEqual(wantedStates({ treatment }), wanted);
    });

  it('is Default where nothing binds', () => {
    assert.deepEqual(wantedStates(undefined), ['Default']);
  });

  it('is said in any case', () => {
    assert.equal(agrees('ignored', ['Ignored']), true);
    assert.equal(agrees('ALTERNATEMITIGATION', ['Reviewed', 'AlternateMitigation']), true);
    assert.equal(agrees('', ['Default']), true);
    assert.equal(agrees('default', ['Default']), true);
    assert.equal(agrees('ThirdParty', ['Ignored']), false);
    assert.equal(agrees('SomethingNew', ['Default']), false);
    assert.equal(agrees('', ['Ignored']), false);
  });
});

describe('an acceptance', () => {
  it('binds its control from the decision to its end, for the whole tenant only', () => {
    const binding = states.filter((state) => binds({ state, scope: 'tenant' }));
    assert.deepEqual(binding, ['Approved', 'Active', 'ReviewDue']);
    assert.deepEqual(
      states.filter((state) => binds({ state, scope: 'partial' })),
      [],
    );
  });

  it('is numbered by year, with at least four digits', () => {
    assert.equal(acceptanceId(2026, 42), 'RA-2026-0042');
    assert.equal(acceptanceId(2026, 12345), 'RA-2026-12345');
  });

  it('reads to people in Microsoft’s words', () => {
    assert.deepEqual(
      Object.values(stateNames).join(' · '),
      [
        'In review',
        'Changes requested',
        'In approval',
        'Approved (not in force yet)',
        'Active',
        'Review due',
        'Rejected',
        'Withdrawn',
        'Revoked',
        'Expired',
        'Closed',
      ].join(' · '),
    );
  });
});

describe('the risk reduction of a control', () => {
  for (const [points, level] of [
    [0, 'Low'],
    [2, 'Low'],
    [2.01, 'Medium'],
    [5, 'Medium'],
    [5.01, 'High'],
  ] as const)
    it(`is ${level} for ${String(points)} points at risk`, () => {
      assert.equal(riskReduction(control({ maxScore: points })), level);
    });
});

describe('the bucket of a control', () => {
  it('is 4 as long as nothing is mapped to the audit scope, and says why', () => {
    for (const [cost, why] of [
      ['Low', 'Medium risk reduction, Low effort, not mapped to the audit scope.'],
      ['moderate', 'Medium risk reduction, Medium effort, not mapped to the audit scope.'],
      ['High', 'Medium risk reduction, High effort, not mapped to the audit scope.'],
      ['', 'Microsoft does not say how much work it is.'],
    ] as const)
      assert.deepEqual(bucket(control({ implementationCost: cost })), { number: 4, why });
  });
});
