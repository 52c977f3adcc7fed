import assert from 'node:assert/strict';
import { type Acceptance, textFields } from '../../src/domain/acceptance.ts';
import {
  changedFields,
  type Line,
  lineHash,
  type LineWithTexts,
  matches,
  replay,
  verifier,
} from '../../src/domain/trail.ts';
import { acceptance, endorsed } from './examples.ts';
import { chained, misfits, salts, unsealed } from './record.ts';

/** Three steps of one acceptance, and a change of policy between them. */
function example() {
  const salt = salts();
  const first = acceptance({ revision: 1 });
  const second = endorsed({ revision: 2 });
  const third = { ...second, revision: 3, state: 'Rejected', reason: 'Too risky.' } as const;
  const lines = chained([
    unsealed(changedFields(undefined, first, salt)),
    unsealed({ acceptanceId: '', event: 'policy', by: 'system', role: null, roleFrom: null }),
    unsealed({ revision: 2, event: 'endorse', by: 'mia', ...changedFields(first, second, salt) }),
    unsealed({ revision: 3, event: 'reject', by: 'carl', ...changedFields(second, third, salt) }),
  ]);
  const last = lines.at(-1);
  assert(last);
  return { lines, last, stored: third };
}

const edit = (lines: readonly LineWithTexts[], at: number, fields: Partial<LineWithTexts>) =>
  lines.map((line, index) => (index === at ? { ...line, ...fields } : line));

describe('the verifier', () => {
  const { lines, last, stored } = example();

  it('finds nothing in what was written', () => {
    assert.deepEqual(misfits(lines), []);
    const reader = verifier();
    for (const line of lines) assert.equal(reader.add(line), undefined);
    assert.deepEqual(reader.head(), { seq: 4, hash: last.hash });
    assert.deepEqual([...reader.replayed().keys()], ['RA-2026-0001']);
  });

  it('finds an edit, of every field', () => {
    const edits: readonly Partial<LineWithTexts>[] = [
      { at: '2026-11-22T10:00:00.000Z' },
      { acceptanceId: 'RA-2026-0009' },
      { revision: 9 },
      { event: 'approve' },
      { by: 'zed' },
      { role: 'ciso' },
      { roleFrom: 'user:zed' },
      { policy: 9 },
      { set: {} },
      { hash: 'f'.repeat(64) },
    ];
    for (const fields of edits)
      assert.deepEqual(misfits(edit(lines, 2, fields))[0]?.why, 'hash', JSON.stringify(fields));
  });

  it('finds an edit whose hash was made anew, at the line behind it', () => {
    const [, , third] = lines;
    assert(third);
    const forged = { ...third, by: 'zed' };
    const why = misfits(edit(lines, 2, { ...forged, hash: lineHash(forged) }));
    assert.deepEqual(why[0], { seq: 4, acceptanceId: 'RA-2026-0001', why: 'link' });
  });

  it('finds a removed line, wherever it stood', () => {
    for (const [index] of lines.entries()) {
      const rest = lines.filter((_, at) => at !== index);
      const [first] = misfits(rest, last);
      assert.equal(first?.why, index === lines.length - 1 ? 'head' : 'order');
    }
  });

  it('finds a removed line behind which the numbers were closed up', () => {
    const closed = lines.filter((_, at) => at !== 1).map((line, at) => ({ ...line, seq: at + 1 }));
    assert.equal(misfits(closed)[0]?.why, 'link');
  });

  it('finds two lines that changed places', () => {
    const [first, second, ...rest] = lines;
    assert(first && second);
    assert.equal(misfits([second, first, ...rest])[0]?.why, 'order');
    const numbered = [{ ...second, seq: 1 }, { ...first, seq: 2 }, ...rest];
    assert.equal(misfits(numbered)[0]?.why, 'link');
  });

  it('finds that the end was cut off only against a head', () => {
    assert.deepEqual(misfits(lines.slice(0, 3)), []);
    assert.equal(misfits(lines.slice(0, 3), last)[0]?.why, 'head');
  });

  it('finds words that are not those of the digest, and words without a digest', () => {
    const [text, ...others] = lines[0]?.texts ?? [];
    assert(text);
    for (const wrong of [
      { ...text, text: 'Nothing to see here, move along.' },
      { ...text, salt: 'other' },
      { ...text, field: 'conditions' },
    ])
      assert.equal(misfits(edit(lines, 0, { texts: [wrong, ...others] }))[0]?.why, 'text');
  });

  it('does not miss words that were blanked', () => {
    const blanked = lines.map((line) => ({
      ...line,
      texts: line.texts.map(({ field }) => ({ field, salt: null, text: null })),
    }));
    assert.deepEqual(misfits(blanked, last), []);
    const said = blanked.reduce<ReturnType<typeof replay> | undefined>(
      (before, line) => (line.acceptanceId ? replay(before, line) : before),
      undefined,
    );
    assert(said);
    assert.equal(matches(stored, said), false, 'the row still says what nobody can check');
    const blank = { ...stored, ...Object.fromEntries(textFields.map((field) => [field, ''])) };
    const row = { ...blank, evidence: [] };
    assert.equal(matches(row, said), true);
    assert.equal(matches({ ...row, state: 'Approved' }, said), false);
    const half = lines.map((line) => ({
      ...line,
      texts: line.texts.map((text) => ({ ...text, salt: null })),
    }));
    assert.equal(misfits(half, last)[0]?.why, 'text', 'words without their salt vouch for nothing');
  });
});

describe('a replayed trail', () => {
  const { lines, stored } = example();
  const reader = verifier();
  for (const line of lines) reader.add(line);
  const said = reader.replayed().get(stored.id);
  assert(said);

  it('is what is stored', () => {
    assert.deepEqual([said.seq, said.revision], [4, 3]);
    assert.equal(matches(stored, said), true);
  });

  it('is not what somebody wrote into the record, whatever the field', () => {
    const other: Readonly<Record<string, unknown>> = {
      revision: 4,
      evidence: [{ url: 'https://x.example/', sha256: '' }],
      routeReasons: [],
      facts: { ...stored.facts, score: 1 },
    };
    for (const field of Object.keys(stored).filter((one) => one !== 'id')) {
      const forged = { ...stored, [field]: other[field] ?? 'forged' };
      assert.equal(matches(forged, said), false, field);
    }
  });

  it('is not what lacks a field that a line speaks of', () => {
    const line = (set: Line['set']) => chained([unsealed({ revision: 3, set })])[0];
    const more = line({ vetoedBy: 'zed' });
    assert(more);
    assert.equal(matches(stored, replay(said, more)), false);
    const { reason: _, ...wordless } = stored;
    assert.equal(matches(wordless as Acceptance, said), false);
  });
});
