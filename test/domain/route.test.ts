import assert from 'node:assert/strict';
import type { Control } from '../../src/domain/control.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { policyChanges } from '../../src/domain/policy.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import { routeFor } from '../../src/domain/route.ts';
import { control, policy, proposal, smallControl } from './examples.ts';

const route = (
  what: Partial<Proposal> = {},
  about: Control | undefined = smallControl(),
  rules: Partial<Policy> = {},
) => routeFor(proposal(what), about, policy(rules));

describe('the route', () => {
  it('is low only if everything says so', () => {
    assert.deepEqual(route(), {
      route: 'low',
      reasons: ['low residual risk and few points at risk'],
    });
  });

  for (const residualRisk of ['Medium', 'High'] as const)
    it(`is standard for a ${residualRisk} residual risk`, () => {
      assert.deepEqual(route({ residualRisk }), {
        route: 'standard',
        reasons: [`residual risk is ${residualRisk}`],
      });
    });

  it('is low up to 2.00 points at risk, and standard above', () => {
    assert.equal(route({}, control({ maxScore: 2 })).route, 'low');
    assert.equal(route({}, control({ maxScore: 9, score: 7 })).route, 'low');
    assert.deepEqual(route({}, control({ maxScore: 2.01 })), {
      route: 'standard',
      reasons: ['2.01 points at risk, more than 2.00'],
    });
  });

  it('follows the configured threshold, up to where fixing it would reduce risk a lot', () => {
    const rules = { lowImpactMaxPoints: 10 };
    assert.equal(route({}, control({ maxScore: 5 }), rules).route, 'low');
    assert.deepEqual(route({}, control({ maxScore: 5.01 }), rules).reasons, [
      'fixing it would reduce risk a lot',
    ]);
    assert.equal(
      route({}, control({ maxScore: 0.5 }), { lowImpactMaxPoints: 0 }).route,
      'standard',
    );
  });

  for (const treatment of ['thirdParty', 'alternateMitigation'] as const)
    it(`is standard for ${treatment}`, () => {
      assert.deepEqual(route({ treatment }), {
        route: 'standard',
        reasons: ['the treatment raises the score on our word'],
      });
    });

  it('is standard where the points are not known', () => {
    const unknown = { route: 'standard', reasons: ['the points at risk are not known'] };
    assert.deepEqual(route({}, smallControl({ score: null })), unknown);
    assert.deepEqual(routeFor(proposal(), undefined, policy()), unknown);
  });

  it('gives every reason', () => {
    const { reasons } = route(
      { residualRisk: 'High', treatment: 'thirdParty' },
      control({ maxScore: 6 }),
    );
    assert.deepEqual(reasons, [
      'residual risk is High',
      '6.00 points at risk, more than 2.00',
      'fixing it would reduce risk a lot',
      'the treatment raises the score on our word',
    ]);
  });
});

describe('a change of policy', () => {
  it('is none where everything is as it was', () => {
    assert.deepEqual(policyChanges(policy(), policy()), []);
  });

  it('names the settings that differ, in the policy’s order', () => {
    const after = policy({
      timeZone: 'Europe/Berlin',
      roles: { ...policy().roles, ciso: ['user:carl'] },
      minDistinctPeople: 2,
    });
    assert.deepEqual(policyChanges(policy(), after), ['roles', 'minDistinctPeople', 'timeZone']);
  });
});
