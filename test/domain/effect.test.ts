import assert from 'node:assert/strict';
import { type Effect, effectKey } from '../../src/domain/effect.ts';

/** Every effect on every of these things. */
function effects(acceptanceId: string, personId: string, number: number, day: string): Effect[] {
  return [
    { kind: 'show', acceptanceId },
    { kind: 'showTo', acceptanceId, personId },
    { kind: 'tell', acceptanceId, revision: number, personId },
    { kind: 'announce', acceptanceId, revision: number },
    { kind: 'callUp', personId, day },
    { kind: 'syncControl', controlId: acceptanceId },
    { kind: 'checkDrift' },
    { kind: 'showDrifts', driftId: acceptanceId },
    { kind: 'showDrift', driftId: acceptanceId, personId },
    { kind: 'listDrifts' },
    { kind: 'listDrift', personId },
    { kind: 'readControls', day },
    { kind: 'takeSnapshot', day },
    { kind: 'checkAlerts', day },
    { kind: 'showAlert', alertId: day },
    { kind: 'postReview', week: `${day.slice(0, 4)}-W${day.slice(8)}` },
    { kind: 'showReview', week: `${day.slice(0, 4)}-W${day.slice(8)}` },
    { kind: 'lateReview', week: `${day.slice(0, 4)}-W${day.slice(8)}` },
    { kind: 'tellOwner', subject: acceptanceId, personId },
    { kind: 'tellOwner', subject: `alert:${day}`, personId },
    { kind: 'tellOwner', subject: `control:${day}`, personId },
    { kind: 'tellPolicy', version: number, personId },
    { kind: 'announcePolicy', version: number },
    { kind: 'alarm', controlId: acceptanceId, seq: number, personId },
  ];
}

describe('the key of an effect', () => {
  it('is another for every thing', () => {
    const all = ['RA-2026-0001', 'RA-2026-00011'].flatMap((id) =>
      ['eve', 'mia'].flatMap((who) =>
        [1, 11].flatMap((number) =>
          ['2026-11-23', '2026-11-24'].flatMap((day) => effects(id, who, number, day)),
        ),
      ),
    );
    const keys = new Set(all.map(effectKey));
    const things = new Set(all.map((effect) => JSON.stringify(effect)));
    assert.equal(keys.size, things.size);
  });

  it('is the same for the same thing', () => {
    const [one, other] = [1, 2].map(() => effects('RA-2026-0001', 'eve', 1, '2026-11-23'));
    assert.deepEqual(one?.map(effectKey), other?.map(effectKey));
  });

  it('knows a control in every spelling', () => {
    const key = (controlId: string) => effectKey({ kind: 'syncControl', controlId });
    assert.equal(key('AdminMFAV2'), key('adminmfav2'));
    const alarm = (controlId: string) =>
      effectKey({ kind: 'alarm', controlId, seq: 3, personId: 'eve' });
    assert.equal(alarm('AdminMFAV2'), alarm('adminmfav2'));
  });
});
