import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { columns, type Entry, registerRow } from '../../src/domain/register.ts';
import { acceptance, endorsed } from './examples.ts';

const names = { eve: 'Eve', mia: 'Mia', carl: 'Carl', bea: 'Bea' };

const decided = (fields: Partial<Acceptance> = {}): Acceptance =>
  endorsed({
    state: 'Active',
    proposedAt: '2025-11-10T10:00:00.000Z',
    reviewedAt: '2025-11-11T10:00:00.000Z',
    approverId: 'carl',
    approverRole: 'ciso',
    approverRoleFrom: 'group:ciso',
    riskOwnerId: 'carl',
    // Late in the evening in UTC, and the next day already where the tenant is.
    decidedAt: '2025-11-11T23:30:00.000Z',
    reviewOn: '2026-11-12',
    originalReviewOn: '2026-11-12',
    inForceSince: '2025-11-12T08:00:00.000Z',
    ...fields,
  });

const row = (fields: Partial<Acceptance> = {}, more: Partial<Entry> = {}) => {
  const cells = registerRow({
    acceptance: decided(fields),
    names,
    seen: { status: 'Risk accepted', asOf: '2026-11-22T23:30:00.000Z' },
    mapped: { iso27001: [], nis2: [] },
    bucket: 4,
    lastHash: 'ab'.repeat(32),
    zone: 'Europe/Berlin',
    ...more,
  });
  return Object.fromEntries(columns.map(({ title }, at) => [title, cells[at]]));
};

describe('the register as it is exported', () => {
  it('has its columns in their order', () => {
    assert.equal(
      columns.map(({ title }) => title).join(' · '),
      'Recommendation ID · Recommendation title · Category · Score impact (points) · Risk description · Business justification · Compensating controls · Approval date · Approver · Review date · Acceptance ID · Treatment · Scope · Status · Residual risk · Risk owner · Business context · Route and why · Proposer · Proposed on · Reviewer · Reviewed on · Acted for · Duties reduced · Conditions · In force since · Status in Secure Score (as of) · Original review date · Renewal of · ISO 27001 controls · NIS2 points · Priority bucket · Evidence · Ended on · End reason · Last event hash',
    );
  });

  it('says of the founding example what stood in the spreadsheet', () => {
    const one = row();
    assert.equal(one['Recommendation title'], 'Cloud Discovery');
    assert.equal(one['Category'], 'Apps');
    assert.equal(one['Score impact (points)'], 4.5);
    assert.equal(one['Approval date'], '2025-11-12');
    assert.equal(one['Review date'], '2026-11-12');
  });

  it('says who did what, with the role held at the decision, in the days of the tenant', () => {
    const one = row();
    assert.deepEqual(
      [one['Proposer'], one['Reviewer'], one['Approver'], one['Risk owner']],
      ['Eve', 'Mia', 'Carl (CISO)', 'Carl'],
    );
    assert.deepEqual(
      [one['Proposed on'], one['Reviewed on'], one['In force since']],
      ['2025-11-10', '2025-11-11', '2025-11-12'],
    );
    assert.equal(one['Status in Secure Score (as of)'], 'Risk accepted (2026-11-23)');
    assert.equal(one['Last event hash'], 'ab'.repeat(32));
    assert.equal(one['Priority bucket'], 4);
  });

  it('leaves empty what is not so yet', () => {
    const one = row(
      { ...acceptance(), reviewOn: null },
      { seen: undefined, bucket: undefined, names: {} },
    );
    for (const title of ['Approval date', 'Review date', 'In force since', 'Ended on'])
      assert.equal(one[title], null, title);
    for (const title of ['Reviewer', 'Acted for', 'Renewal of', 'End reason', 'Evidence'])
      assert.equal(one[title], '', title);
    assert.equal(one['Status in Secure Score (as of)'], '');
    assert.equal(one['Priority bucket'], null);
  });

  it('shows whoever has no name any more by their id', () => {
    assert.equal(row({}, { names: {} })['Approver'], 'carl (CISO)');
  });

  it('says for whom somebody acted', () => {
    const deputy = 'deputy:2025-08-01:2025-08-14:carl';
    const one = row({ approverId: 'bea', approverRoleFrom: deputy, reviewerRoleFrom: 'user:mia' });
    assert.equal(one['Acted for'], 'Bea for Carl (deputy, 1 to 14 August)');
    const two = row({
      proposerRoleFrom: 'deputy:2025-07-28:2025-08-02:mia',
      approverRoleFrom: deputy,
      approverId: 'bea',
    });
    assert.equal(
      two['Acted for'],
      'Eve for Mia (deputy, 28 July to 2 August); Bea for Carl (deputy, 1 to 14 August)',
    );
  });

  it('names by id whoever acted for somebody and has no name any more', () => {
    const deputy = 'deputy:2025-08-01:2025-08-14:carl';
    const one = row({ approverId: 'zoe', approverRoleFrom: deputy }, { names: {} });
    assert.equal(one['Acted for'], 'zoe for carl (deputy, 1 to 14 August)');
    assert.equal(row({ reviewerId: null, reviewerRoleFrom: deputy })['Acted for'], '');
  });

  it('flags reduced duties, and a proposer who approved', () => {
    assert.equal(row()['Duties reduced'], 'No');
    assert.equal(row({ sodReduced: true })['Duties reduced'], 'Yes');
    assert.match(String(row({ approverId: 'eve' })['Duties reduced']), /same person/);
  });

  it('names what it renews, and not what was attempted before', () => {
    const previous = 'RA-2025-0001';
    assert.equal(row({ previous, earlierProposerId: 'ed' })['Renewal of'], previous);
    assert.equal(row({ previous })['Renewal of'], '');
  });

  it('says why it ended, and how people put it where they ended it', () => {
    const ended = (fields: Partial<Acceptance>) => row(fields)['End reason'];
    const reason = 'Too risky.';
    assert.equal(ended({ endReason: 'rejected', reason }), 'Rejected: Too risky.');
    assert.equal(ended({ endReason: 'revoked', reason: '' }), 'Revoked');
    assert.equal(
      ended({ endReason: 'expired', reason }),
      'The review date passed without a renewal',
    );
    assert.equal(row({ endedAt: '2026-01-01T23:30:00.000Z' })['Ended on'], '2026-01-02');
  });

  it('says scope, route and evidence in words', () => {
    assert.equal(row()['Scope'], 'The whole tenant');
    assert.equal(
      row({ scope: 'partial', scopeDetail: 'Kiosks' })['Scope'],
      'Some users or devices: Kiosks',
    );
    assert.equal(row()['Route and why'], 'Standard: 4.50 points at risk, more than 2.00');
    assert.equal(row({ route: 'low', routeReasons: [] })['Route and why'], 'Low');
    const evidence = [
      { url: 'https://x.example/a', sha256: '' },
      { url: 'https://x.example/b', sha256: 'cd' },
    ];
    assert.equal(
      row({ evidence })['Evidence'],
      'https://x.example/a\nhttps://x.example/b (SHA-256 cd)',
    );
    const mapped = { iso27001: ['A.5.17', 'A.8.2'], nis2: ['21(2)(j)'] };
    assert.equal(row({}, { mapped })['ISO 27001 controls'], 'A.5.17, A.8.2');
    assert.equal(row({}, { mapped })['NIS2 points'], '21(2)(j)');
  });
});
