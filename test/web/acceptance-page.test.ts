import assert from 'node:assert/strict';
import type { PageLine, PageView } from '../../src/app/register-page.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { acceptancePage } from '../../src/web/acceptance-page.ts';
import { acceptance, control } from '../domain/examples.ts';

const hash = '3f9a1c04be77'.padEnd(64, '0');

const line = (fields: Partial<PageLine> = {}): PageLine => ({
  seq: 1,
  at: '2026-11-20T10:00:00.000Z',
  event: 'propose',
  byId: 'eve',
  grant: { role: 'engineer', from: 'group:engineers' },
  changes: [],
  hash,
  ...fields,
});

const viewOf = (fields: Partial<Acceptance> = {}, more: Partial<PageView> = {}): PageView => ({
  acceptance: acceptance(fields),
  rights: {
    proposed: { role: 'engineer', from: 'group:engineers' },
    endorsed: undefined,
    approved: undefined,
  },
  names: { eve: 'Eve Engel', mia: 'Mia Maro', carl: 'Carl Cato' },
  zone: 'Europe/Vienna',
  followedBy: [],
  control: control(),
  controlAsOf: '2026-11-23T09:00:00.000Z',
  history: [line()],
  head: '#12 3f9a1c04be77',
  at: '2026-11-23T10:00:00.000Z',
  ...more,
});

const pageOf = (fields: Partial<Acceptance> = {}, more: Partial<PageView> = {}): string =>
  acceptancePage(viewOf(fields, more)).body as string;

/** What one reads, blank between two pieces. */
const wordsOf = (html: string): string =>
  html
    .replace(/<style>.*<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

const decided: Partial<Acceptance> = {
  state: 'Active',
  reviewerId: 'mia',
  reviewedAt: '2026-11-21T10:00:00.000Z',
  approverId: 'carl',
  approverRole: 'ciso',
  approverRoleFrom: 'user:carl',
  decidedAt: '2026-11-22T10:00:00.000Z',
  inForceSince: '2026-11-22T10:05:00.000Z',
  reviewOn: '2027-11-22',
  originalReviewOn: '2027-11-22',
};

describe('The page of an acceptance', () => {
  it('says what was asked for, by whom, and that nobody has decided', () => {
    const words = wordsOf(pageOf());
    for (const said of [
      'RA-2026-0001 In review Cloud Discovery mcas_cloud_discovery · Apps · MCAS',
      'Treatment Risk accepted',
      'Scope The whole tenant',
      'Residual risk Low',
      'Points at risk 4.50 when submitted, as read 20 Nov 2026, 10:00',
      'Who decides The IT manager endorses, the CISO decides: 4.50 points at risk, more than 2.00.',
      'Status in Secure Score To address as read 23 Nov 2026, 10:00',
      'Proposed by Eve Engel (engineer) 20 Nov 2026, 11:00 · group:engineers',
      'Risk owner Whoever approves it',
      'Review date 12 months after the decision',
      'As of 23 Nov 2026, 11:00 (Europe/Vienna). The register ends with #12 3f9a1c04be77 .',
    ])
      assert.ok(words.includes(said), `${said} is missing in\n${words}`);
    assert.doesNotMatch(
      words,
      /Approved by|Endorsed by|In force since|Ended on|Renewal of|Follow|since|Evidence/,
    );
  });

  it('says who decided by which right, since when it is in force and how it ended', () => {
    const rights = {
      proposed: undefined,
      endorsed: { role: 'itManager', from: 'user:mia' },
      approved: { role: 'ciso', from: 'user:other' },
    } as const;
    const ended: Partial<Acceptance> = {
      ...decided,
      state: 'Closed',
      originalReviewOn: '2027-05-22',
      sodReduced: true,
      riskOwnerId: 'carl',
      markedDoneAt: '2026-11-22T10:04:00.000Z',
      endedAt: '2026-11-23T10:00:00.000Z',
      endReason: 'implemented',
      previous: 'RA-2025-0007',
      earlierProposerId: 'mia',
      changedFacts: { ...acceptance().facts, pointsAtRisk: 6 },
    };
    const followedBy = [{ id: 'RA-2027-0001', state: 'InReview' }] as const;
    const words = wordsOf(pageOf(ended, { rights, followedBy }));
    for (const said of [
      'Proposed by Eve Engel 20 Nov 2026, 11:00 ',
      'Endorsed by Mia Maro (IT manager) 21 Nov 2026, 11:00 · user:mia',
      'Approved by Carl Cato (CISO) 22 Nov 2026, 11:00 · user:carl',
      'Duties reduced The same person endorsed and approved it.',
      'Risk owner Carl Cato',
      'Review date 22 Nov 2027 originally 22 May 2027',
      'Marked as done in the portal 22 Nov 2026, 11:04',
      'In force since 22 Nov 2026, 11:05',
      'Ended on 23 Nov 2026, 11:00 Closed. The recommendation was implemented.',
      'Renewal of RA-2025-0007 proposed by Mia Maro Followed by RA-2027-0001 In review',
      'Points at risk since 6.00 it has changed, as read 20 Nov 2026, 10:00',
    ])
      assert.ok(words.includes(said), `${said} is missing in\n${words}`);
  });

  it('says for whom a deputy acted, and in which days', () => {
    const approverRoleFrom = 'deputy:2026-11-01:2026-11-30:carl';
    const deputy = { ...decided, approverId: 'mia', approverRoleFrom };
    const grant = { role: 'ciso', from: approverRoleFrom } as const;
    const words = wordsOf(
      pageOf(deputy, { history: [line({ event: 'approve', byId: 'mia', grant })] }),
    );
    assert.match(
      words,
      /Approved by Mia Maro \(CISO for Carl Cato\) .*deputy, 1 Nov 2026 to 30 Nov/,
    );
    assert.match(words, /CISO for Carl Cato deputy, 1 Nov 2026 to 30 Nov 2026 Approved it/);
  });

  it('says so where Secure Score does not have it, or was never read', () => {
    const words = wordsOf(pageOf({}, { control: undefined, controlAsOf: '' }));
    assert.match(
      words,
      /Status in Secure Score This recommendation is not there any more\. People/,
    );
  });

  it('tells each line with its number, instant, person, role and whole hash', () => {
    const history = [
      line(),
      line({ seq: 7, event: 'verified', byId: 'system', grant: undefined }),
      line({ seq: 9, event: 'newEvent', byId: 'gone' }),
    ];
    const words = wordsOf(pageOf({}, { history }));
    for (const said of [
      `#1 20 Nov 2026, 11:00 Eve Engel engineer group:engineers Proposed it ${hash}`,
      `#7 20 Nov 2026, 11:00 Scorekeeper Saw it in Secure Score: in force ${hash}`,
      `#9 20 Nov 2026, 11:00 somebody engineer group:engineers NewEvent ${hash}`,
    ])
      assert.ok(words.includes(said), `${said} is missing in\n${words}`);
  });

  it('tells what a line changed, in words where they stand nowhere else', () => {
    const changes: PageLine['changes'] = [
      { field: 'state', is: 'value', value: 'InApproval' },
      { field: 'businessContext', is: 'asItStands' },
      { field: 'conditions', is: 'asItStands' },
      { field: 'reason', is: 'words', words: 'Say more.' },
      { field: 'justification', is: 'words', words: null },
      { field: 'riskDescription', is: 'words', words: '' },
      { field: 'evidence', is: 'words', words: '[{"url":"https://a.example/1","sha256":""}]' },
      { field: 'reviewOn', is: 'value', value: '2027-05-20' },
      { field: 'riskOwnerId', is: 'value', value: 'carl' },
      { field: 'treatment', is: 'value', value: 'thirdParty' },
      { field: 'scope', is: 'value', value: 'partial' },
      { field: 'residualRisk', is: 'value', value: null },
    ];
    const words = wordsOf(pageOf({}, { history: [line({ event: 'resubmit', changes })] }));
    const told = /Submitted it again (.*?) 3f9a1c04be77000/.exec(words)?.[1];
    assert.equal(
      told,
      'Reason: Say more. Business justification: no longer kept Risk description: none ' +
        'Evidence links: https://a.example/1 Review date: 20 May 2027 Risk owner: Carl Cato ' +
        'Treatment: Resolved through third party Scope: Some users or devices Residual risk: none ' +
        'Business context, Conditions: as above.',
    );
    const none = [{ field: 'evidence', is: 'words', words: '[]' }] as const;
    const without = pageOf({}, { history: [line({ changes: none })] });
    assert.match(wordsOf(without), /Evidence links: none/);
  });

  it('tells what Microsoft changed, with the step that found it', () => {
    const facts = { ...acceptance().facts, threats: [], deprecated: true } as const;
    const toldOf = (value: unknown): string => {
      const changes = [{ field: 'changedFacts', is: 'value', value }] as const;
      const history = [line({ event: 'materialChange', changes })];
      return (
        /The recommendation now: (.*?) 3f9a1c/.exec(wordsOf(pageOf({}, { history })))?.[1] ?? ''
      );
    };
    assert.equal(
      toldOf(facts),
      'Cloud Discovery; Apps; 4.50 points at risk; threats: none named; retired by Microsoft',
    );
    assert.match(toldOf(acceptance().facts), /threats: Data Exfiltration$/);
    assert.equal(toldOf(null), 'as when it was submitted');
  });

  it('shows the answers of a renewal and for whom it is, and no comment above the history', () => {
    const fields = { scopeDetail: 'The lab.', riskChange: 'None.', comment: 'By the way.' };
    const words = wordsOf(pageOf({ ...fields, previous: 'RA-2025-0007' }));
    assert.match(
      words,
      /Which users or devices The lab\. What changed in the residual risk\? None\./,
    );
    assert.ok(!words.includes('By the way.'));
    assert.match(words, /Follows RA-2025-0007/);
  });

  it('escapes everything that people and Microsoft wrote', () => {
    const evil = `"><script>alert(1)</script><img src=x onerror='x'>`;
    const html = pageOf(
      {
        riskDescription: evil,
        justification: evil,
        compensatingControls: evil,
        businessContext: evil,
        conditions: evil,
        controlId: evil,
        routeReasons: [evil],
        previous: evil,
        evidence: [{ url: `https://a.example/${evil}`, sha256: evil }],
        facts: { ...acceptance().facts, title: evil, category: evil, service: evil },
      },
      {
        names: { eve: evil },
        rights: {
          proposed: { role: 'engineer', from: evil },
          endorsed: undefined,
          approved: undefined,
        },
        history: [
          line({
            event: evil,
            at: evil,
            hash: evil,
            grant: { role: 'engineer', from: evil },
            changes: [{ field: 'reason', is: 'words', words: evil }],
          }),
        ],
        head: evil,
      },
    );
    assert.doesNotMatch(html, /<script|<img/);
    const tags = new Set(html.match(/<\/?[a-z0-9!]+/g));
    for (const tag of tags)
      assert.match(
        tag,
        /^<\/?(!doctype|html|head|meta|title|style|body|main|header|section|footer|div|span|p|h1|h2|h3|dl|dt|dd|ol|li|a|code|b|i|table|thead|tbody|tr|th|td|time)$/,
      );
    assert.ok(html.split('&lt;script&gt;').length > 15);
  });

  it('lets only https addresses be pressed, and tells them nothing', () => {
    const html = pageOf({
      evidence: [
        { url: 'https://contoso.example/a?b=1&c=2', sha256: 'ab'.repeat(32) },
        { url: 'javascript:alert(1)', sha256: '' },
        { url: 'http://contoso.example/', sha256: '' },
      ],
    });
    assert.deepEqual(html.match(/<a [^>]*>/g), [
      '<a href="https://contoso.example/a?b=1&amp;c=2" target="_blank" rel="noreferrer noopener">',
    ]);
    assert.match(wordsOf(html), /SHA-256 (ab){32} javascript:alert\(1\) http:\/\/contoso/);
  });
});
