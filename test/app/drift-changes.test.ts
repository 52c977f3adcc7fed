import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { changesFrom, type Look } from '../../src/app/drift-changes.ts';
import type { Drift } from '../../src/domain/drift.ts';

const at = '2026-11-23T09:00:00.000Z';
const drift: Drift = {
  ...{ class: 'unmanaged', controlId: 'Mfa', acceptanceId: null },
  ...{ state: 'Ignored', by: '', comment: '', at, since: at },
};
const look: Look = { open: [], first: false, readAt: at, at: new Date(at), zone: 'UTC' };
const found = changesFrom({ is: 'drift', state: 'Ignored', drift }, 'Mfa', look);

describe('what a look at a control comes to', () => {
  it('is nothing where the same was found before', () => {
    const open = found.opened.map(({ finding }) => finding);
    assert.equal(open.length, 1);
    const again = changesFrom({ is: 'drift', state: 'Ignored', drift }, 'mfa', { ...look, open });
    assert.deepEqual(again, { opened: [], ended: [] });
  });

  it('is another id for another update that is as old', () => {
    const other = { ...drift, at: null };
    const { opened } = changesFrom({ is: 'drift', state: 'Ignored', drift: other }, 'Mfa', look);
    assert.notEqual(opened[0]?.finding.id, found.opened[0]?.finding.id);
  });
});
