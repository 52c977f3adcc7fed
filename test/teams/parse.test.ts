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
      'conditions',
      'id',
      'reason',
      'reviewOn',
      'revision',
    ]);
  });

  it('is a step for every event of the workflow that is no form', () => {
    for (const event of events.filter((one) => one !== 'propose' && one !== 'resubmit')) {
      const read = parsePress(event, on);
      assert.ok(read?.verb === 'step' && read.on === event, event);
    }
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
      data: { filter: 'all', offset: 0 },
    });
    assert.deepEqual(parsePress('queue', undefined), { verb: 'queue', data: {} });
  });

  for (const [verb, data] of [
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
