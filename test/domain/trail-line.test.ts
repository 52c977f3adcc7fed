import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import {
  changedFields,
  digest,
  genesis,
  type Line,
  lineHash,
  textOf,
  witness,
} from '../../src/domain/trail.ts';
import { acceptance, now } from './examples.ts';
import { salts, unsealed } from './record.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const salt = (count: number): string => String(count).padStart(32, '0');

describe('the hash of a line', () => {
  const line = (set: Line['set']): Omit<Line, 'hash'> => {
    const { texts: _, ...fields } = unsealed({ set });
    return { ...fields, seq: 1, prev: genesis.hash };
  };
  /** As RFC 8785 writes it: keys in order, no space. */
  const written = (set: string) =>
    `{"acceptanceId":"RA-2026-0001","at":"${now}","by":"eve","event":"propose","policy":1,` +
    `"prev":"${'0'.repeat(64)}","revision":1,"role":"engineer","roleFrom":"group:1","seq":1,"set":${set}}`;

  for (const [what, set, json] of [
    ['an empty set', {}, '{}'],
    [
      'numbers in their shortest form',
      {
        numbers: [
          Number('333333333.33333329'),
          1e30,
          4.5,
          2e-3,
          0.000000000000000000000000001,
          -0,
          1e21,
        ],
      },
      '{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21]}',
    ],
    [
      'strings with the fewest escapes',
      { string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/' },
      String.raw`{"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    ],
    ['literals as they are', { literals: [null, true, false] }, '{"literals":[null,true,false]}'],
    [
      'keys by their UTF-16 units',
      {
        '\u20ac': 'Euro Sign',
        '\r': 'Carriage Return',
        '\ufb33': 'Hebrew Letter Dalet With Dagesh',
        '1': 'One',
        '\ud83d\ude00': 'Emoji: Grinning Face',
        '\u0080': 'Control',
        '\u00f6': 'Latin Small Letter O With Diaeresis',
      },
      String.raw`{"\r":"Carriage Return","1":"One","${'\u0080'}":"Control","ö":"Latin Small Letter O With Diaeresis",` +
        '"€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    ],
    ['objects in objects', { b: { d: 1, c: [] }, a: {} }, '{"a":{},"b":{"c":[],"d":1}}'],
  ] as const)
    it(`covers its RFC 8785 JSON: ${what}`, () => {
      assert.equal(lineHash(line(set)), sha256(written(json)));
    });

  it('covers every field, and neither the hash nor the words themselves', () => {
    const plain = line({});
    const others: Omit<Line, 'hash'>[] = [
      { ...plain, seq: 2 },
      { ...plain, at: '2026-11-23T10:00:00.001Z' },
      { ...plain, acceptanceId: 'RA-2026-0002' },
      { ...plain, revision: 2 },
      { ...plain, event: 'approve' },
      { ...plain, by: 'ed' },
      { ...plain, role: 'ciso' },
      { ...plain, role: null },
      { ...plain, roleFrom: 'user:eve' },
      { ...plain, policy: 2 },
      { ...plain, set: { state: 'Approved' } },
      { ...plain, prev: 'f'.repeat(64) },
    ];
    const hashes = new Set([plain, ...others].map(lineHash));
    assert.equal(hashes.size, others.length + 1);
    const more = { ...plain, hash: 'x', texts: [{ field: 'reason', salt: 'a', text: 'b' }] };
    assert.equal(lineHash(more), lineHash(plain));
  });

  it('stands on cards with its number, shortened', () => {
    assert.equal(
      witness({ seq: 1234, hash: '3f9a1c04be77aa' + '0'.repeat(50) }),
      '#1234 3f9a1c04be77',
    );
  });
});

describe('a digest', () => {
  it('is of salt and text, so that the same words do not look the same', () => {
    assert.equal(digest('salt', 'Größe'), `sha256:${sha256('saltGröße')}`);
    assert.notEqual(digest('a', 'x'), digest('b', 'x'));
  });
});

describe('the changed fields of a step', () => {
  it('are all that a new acceptance has, words as digests under salts of their own', () => {
    const after = acceptance({ evidence: [{ url: 'https://x.example/', sha256: '' }] });
    const { set, texts } = changedFields(undefined, after, salts());
    assert.deepEqual(texts, [
      { field: 'riskDescription', salt: salt(1), text: after.riskDescription },
      { field: 'justification', salt: salt(2), text: after.justification },
      { field: 'evidence', salt: salt(3), text: '[{"sha256":"","url":"https://x.example/"}]' },
    ]);
    for (const { field, salt, text } of texts) assert.equal(set[field], digest(salt, text));
    assert.deepEqual(
      [set['state'], set['routeRaised'], set['facts']],
      ['InReview', false, after.facts],
    );
    for (const absent of ['id', 'revision', 'reviewOn', 'conditions', 'reason'])
      assert.equal(absent in set, false, absent);
    assert.equal(JSON.stringify(set).includes(after.justification), false);
  });

  it('are only what changed, also where it became empty', () => {
    const before = acceptance({ reason: 'Say which apps.', reviewerId: 'mia' });
    const after = { ...before, revision: 5, reason: '', reviewerId: null };
    const { set, texts } = changedFields(before, after, salts());
    assert.deepEqual(set, { reviewerId: null, reason: digest(salt(1), '') });
    assert.deepEqual(texts, [{ field: 'reason', salt: salt(1), text: '' }]);
  });

  it('does not take another order of keys for a change', () => {
    const before = acceptance();
    const facts = Object.fromEntries(Object.entries(before.facts).toReversed());
    const after = { ...before, facts: facts as unknown as Acceptance['facts'] };
    assert.deepEqual(changedFields(before, after, salts()).set, {});
  });

  it('reads an absent text as an empty one', () => {
    assert.deepEqual([textOf({}, 'reason'), textOf({}, 'evidence')], ['', '[]']);
  });
});
