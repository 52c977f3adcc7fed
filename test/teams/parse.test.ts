import assert from 'node:assert/strict';
import { formFields } from '../../src/domain/proposal.ts';
import { events } from '../../src/domain/workflow-table.ts';
import { parsePress } from '../../src/teams/parse.ts';

const draft = { controlId: 'mcas_cloud_discovery', draftId: '4b7f9c1e-draft' };
const on = { id: 'RA-2026-0001', revision: 3 };
const emptyForm = Object.fromEntries(formFields.map((field) => [field, '']));

describe('A press', () => {
  it('of a form is its fields, those that are missing being empty', () => {
    assert.deepEqual(parsePress('propose', { ...draft, justification: ' As typed \n' }), {
      verb: 'propose',
      ...draft,
      form: { ...emptyForm, justification: ' As typed \n' },
    });
  });

  it('of a form that is submitted again names the acceptance and its revision', () => {
    assert.deepEqual(parsePress('resubmit', { ...draft, ...on, revision: '3' }), {
      verb: 'resubmit',
      ...draft,
      ...on,
      form: emptyForm,
    });
    assert.equal(parsePress('resubmit', draft), undefined);
  });

  it('takes a number or nothing for a text, as clients send them', () => {
    const read = parsePress('propose', { ...draft, riskOwnerId: null, reviewOn: 2027 });
    assert.equal(read?.verb === 'propose' && read.form.riskOwnerId, '');
    assert.equal(read?.verb === 'propose' && read.form.reviewOn, '2027');
  });

  it('carries no field that is not ours', () => {
    const read = parsePress('endorse', {
      ...on,
      state: 'Approved',
      role: 'ciso',
      personId: 'carl',
    });
    assert.ok(read?.verb === 'step');
    assert.deepEqual(Object.keys(read.step).sort(), [
      'businessContext',
      'comment',
      'conditions',
      'id',
      'mitigationsNow',
      'reason',
      'reasonsHold',
      'residualRisk',
      'reviewOn',
      'revision',
      'riskChange',
    ]);
    assert.deepEqual(read.typed, {});
  });

  it('is a step for every event of the workflow that is no form', () => {
    for (const event of events.filter((one) => one !== 'propose' && one !== 'resubmit')) {
      const read = parsePress(event, { ...on, draftId: 'RA-2026-0001-renew-0' });
      assert.ok(read?.verb === 'step' && read.on === event, event);
    }
  });

  it('keeps what stood in the other fields of the card', () => {
    const read = parsePress('comment', { ...on, comment: 'Why?', justification: 'Half', scope: 7 });
    assert.ok(read?.verb === 'step');
    assert.deepEqual(read.typed, { comment: 'Why?', justification: 'Half', scope: '7' });
  });

  it('that asks for a form names what it stands beside, and a treatment that there is', () => {
    const data = { controlId: 'mfa', replaces: 'RA-2026-0001', treatment: 'thirdParty' };
    assert.deepEqual(parsePress('openForm', data), { verb: 'openForm', data });
    assert.deepEqual(parsePress('takeIt', on), { verb: 'takeIt', data: { id: on.id } });
  });

  it('of a text that is far too long is cut, not refused', () => {
    const read = parsePress('reject', { ...on, reason: 'x'.repeat(100_000) });
    assert.equal(read?.verb === 'step' && read.step.reason.length, 6_000);
  });

  it('keeps what was typed when the details are looked up, blanks apart', () => {
    const data = { ...on, reason: 'half a thought', conditions: '  ', other: 'x', evidence: 7 };
    assert.deepEqual(parsePress('details', data), {
      verb: 'details',
      data: { id: on.id, typed: { reason: 'half a thought' } },
    });
    assert.deepEqual(parsePress('show', { id: on.id, typed: { reason: 'half', other: 'x' } }), {
      verb: 'show',
      data: { id: on.id, typed: { reason: 'half' } },
    });
    for (const typed of [undefined, 'x', 7, []])
      assert.deepEqual(parsePress('show', { id: on.id, typed }), {
        verb: 'show',
        data: { id: on.id, typed: {} },
      });
  });

  it('of a page has its filter and where it begins', () => {
    assert.deepEqual(parsePress('recommendations', { words: 'mail', bucket: 4, offset: '8' }), {
      verb: 'recommendations',
      data: { words: 'mail', bucket: 4, offset: 8 },
    });
    assert.deepEqual(parsePress('register', undefined), {
      verb: 'register',
      data: { filter: 'all', words: '', offset: 0 },
    });
    const more = { filter: 'rejected', words: 'exchange', offset: 8 };
    assert.deepEqual(parsePress('register', more), { verb: 'register', data: more });
    assert.equal(parsePress('register', { ...more, filter: 'secret' }), undefined);
    assert.deepEqual(parsePress('queue', undefined), { verb: 'queue', data: {} });
  });

  it('that names an owner has a subject and a person, each as it was chosen', () => {
    const read = (data: object) => {
      const press = parsePress('assignOwner', data);
      assert.ok(press?.verb === 'assignOwner', JSON.stringify(data));
      return press.data;
    };
    const ownerId = '0f3c2a10-7d55-4b6e-9a43-3d1b2c4d5e6f';
    for (const subject of ['alert:2026-11-23', 'alert:2026-11-23-2', 'control:mfa', 'RA-2026-0042'])
      assert.deepEqual(read({ subject, ownerId }), { subject, ownerId });
    assert.deepEqual(read({ week: '2026-W48', subject: ' control:mfa ', ownerId, role: 'ciso' }), {
      week: '2026-W48',
      subject: 'control:mfa',
      ownerId,
    });
    for (const nothing of [{}, { subject: '', ownerId: '' }, { subject: null, ownerId: null }])
      assert.deepEqual(read(nothing), { subject: '', ownerId: '' });
    assert.equal(read({ ownerId: 'eve,mia' }).ownerId, 'eve,mia');
  });

  it('that closes a review names its week', () => {
    for (const week of ['2026-W01', '2026-W48', '2026-W53'])
      assert.deepEqual(parsePress('reviewDone', { week }), { verb: 'reviewDone', data: { week } });
  });

  for (const [verb, data] of [
    ['assignOwner', { subject: 'nonsense', ownerId: 'eve' }],
    ['assignOwner', { subject: 'alert:today', ownerId: 'eve' }],
    ['assignOwner', { subject: 'RA-2026-0001\nRA-2026-0002', ownerId: 'eve' }],
    ['assignOwner', { subject: `control:${'x'.repeat(310)}`, ownerId: 'eve' }],
    ['assignOwner', { subject: { id: 'control:mfa' }, ownerId: 'eve' }],
    ['assignOwner', { subject: 'control:mfa', ownerId: '../users/eve' }],
    ['assignOwner', { subject: 'control:mfa', ownerId: '..' }],
    ['assignOwner', { subject: 'control:mfa', ownerId: 'eve?$select=id' }],
    ['assignOwner', { subject: 'control:mfa', ownerId: 'x'.repeat(1_001) }],
    ['assignOwner', { subject: 'control:mfa', ownerId: ['eve'] }],
    ['assignOwner', { subject: 'control:mfa', ownerId: 'eve', week: 'next' }],
    ['reviewDone', {}],
    ['reviewDone', undefined],
    ['reviewDone', { week: '2026-W00' }],
    ['reviewDone', { week: '2026-W54' }],
    ['reviewDone', { week: '2026-W48 ' }],
    ['reviewDone', { week: 202648 }],
    [undefined, {}],
    [7, {}],
    ['', {}],
    ['nonsense', {}],
    ['constructor', {}],
    ['__proto__', {}],
    ['hasOwnProperty', {}],
    ['propose', undefined],
    ['propose', { ...draft, draftId: 'short' }],
    ['propose', { ...draft, draftId: "x'; drop table acceptance" }],
    ['propose', { ...draft, controlId: '' }],
    ['propose', { ...draft, controlId: 'x'.repeat(301) }],
    ['propose', { ...draft, justification: { toString: 'x' } }],
    ['propose', { ...draft, evidence: ['https://a.example'] }],
    ['endorse', { id: 'RA-2026-0001' }],
    ['endorse', { ...on, id: 'RA-1' }],
    ['endorse', { ...on, id: ' RA-2026-0001' }],
    ['endorse', { ...on, id: 'RA-2026-0001\nRA-2026-0002' }],
    ['endorse', { ...on, revision: -1 }],
    ['endorse', { ...on, revision: 1.5 }],
    ['endorse', { ...on, revision: 'NaN' }],
    ['endorse', { ...on, reason: {} }],
    ['approve', { ...on, confirm: 'yes' }],
    ['approve', { ...on, confirm: { residualRisk: 'High' } }],
    ['details', {}],
    ['show', { id: 'RA-2026-1 or 1=1' }],
    ['openForm', {}],
    ['openForm', { controlId: 'mfa', replaces: 'RA-1' }],
    ['openForm', { controlId: 'mfa', treatment: 'ignored' }],
    ['propose', { ...draft, replaces: 'RA-2026-1 or 1=1' }],
    ['renew', on],
    ['renew', { ...on, draftId: 'short' }],
    ['takeIt', {}],
    ['takeIt', { id: 7 }],
    ['recommendations', { bucket: 9 }],
    ['recommendations', { offset: -1 }],
    ['register', { filter: 'secret' }],
    ['say', { text: 'x'.repeat(301) }],
    ['say', {}],
  ] as const)
    it(`"${String(verb)}" with ${data === undefined ? 'nothing' : JSON.stringify(data).slice(0, 60)} cannot be read`, () => {
      assert.equal(parsePress(verb, data), undefined);
    });
});
