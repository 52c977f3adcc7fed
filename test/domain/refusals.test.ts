import assert from 'node:assert/strict';
import { states } from '../../src/domain/acceptance.ts';
import { theSystem } from '../../src/domain/person.ts';
import { events } from '../../src/domain/workflow-table.ts';
import { decide } from '../../src/domain/workflow.ts';
import {
  acceptance,
  as,
  carl,
  command,
  ed,
  endorsed,
  eve,
  mia,
  refusal,
  situation,
  taken,
  zed,
} from './examples.ts';

const empty = { reason: '', businessContext: '' };
const stale = { revision: 3 };

describe('the order of refusals', () => {
  it('says first that the state is wrong, whatever else is', () => {
    const before = acceptance({ state: 'Rejected' });
    assert.deepEqual(
      refusal(before, command('endorse', { ...stale, ...empty }), zed, situation()),
      {
        refusal: 'wrongState',
      },
    );
  });

  it('then that the card is stale, older or newer', () => {
    const press = command('endorse', { ...stale, ...empty });
    assert.deepEqual(refusal(acceptance(), press, zed, situation()), { refusal: 'stale' });
    assert.deepEqual(refusal(acceptance(), { ...press, revision: 5 }, mia, situation()), {
      refusal: 'stale',
    });
  });

  it('then who may', () => {
    assert.deepEqual(refusal(acceptance(), command('endorse', empty), zed, situation()), {
      refusal: 'notYou',
      who: 'an IT manager',
    });
    const proposer = as(eve, 'itManager');
    const why = refusal(acceptance(), command('reject', empty), proposer, situation());
    assert.deepEqual(why, {
      refusal: 'notYou',
      who: 'someone other than its proposer: Mia or Max',
    });
  });

  it('and last what is invalid', () => {
    const why = refusal(acceptance(), command('reject', empty), mia, situation());
    assert.equal('complaints' in why, true);
  });

  it('names every role that may, in words', () => {
    assert.deepEqual(refusal(undefined, command('propose'), zed, situation()), {
      refusal: 'notYou',
      who: 'an engineer or an IT manager or a CISO',
    });
    assert.deepEqual(refusal(endorsed(), command('approve'), zed, situation()), {
      refusal: 'notYou',
      who: 'a CISO',
    });
  });

  it('knows no revision of what does not exist yet', () => {
    const press = command('propose', { revision: 99 });
    assert.equal(taken(undefined, press, eve, situation()).after.revision, 1);
  });
});

describe('a press that is delivered twice', () => {
  const after = endorsed({ revision: 5 });
  const press = command('endorse');

  it('is answered as success and changes nothing', () => {
    const followed = { by: 'mia', event: 'endorse' };
    assert.deepEqual(decide(after, press, mia, situation({ followed })), {
      ok: true,
      change: undefined,
    });
  });

  it('is another press where somebody else took the step', () => {
    const followed = { by: 'max', event: 'endorse' };
    assert.deepEqual(refusal(after, press, mia, situation({ followed })), {
      refusal: 'wrongState',
    });
  });

  it('is another press where the same person took another step', () => {
    const followed = { by: 'mia', event: 'raiseRoute' };
    assert.deepEqual(refusal(acceptance({ revision: 5 }), press, mia, situation({ followed })), {
      refusal: 'stale',
    });
  });

  it('is no matter for what does not exist yet', () => {
    const followed = { by: 'eve', event: 'propose' };
    const decision = decide(undefined, command('propose'), eve, situation({ followed }));
    assert.equal(decision.ok && decision.change?.after.state, 'InReview');
  });
});

describe('a refused step', () => {
  it('leaves what it was given as it was', () => {
    for (const state of states)
      for (const on of events) {
        const before = Object.freeze(acceptance({ state }));
        const where = Object.freeze(situation());
        const kept = JSON.stringify([before, where]);
        for (const who of [ed, eve, mia, carl, zed, theSystem])
          decide(before, Object.freeze(command(on, empty)), who, where);
        assert.equal(JSON.stringify([before, where]), kept);
      }
  });
});
