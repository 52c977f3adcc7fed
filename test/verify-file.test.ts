import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { after, before, describe, it } from 'mocha';
import { exportsWith } from '../src/app/export-register.ts';
import { NoExport, readExport } from '../src/files/read-export.ts';
import { sheets } from '../src/files/sheets.ts';
import { lineHash, type LineWithTexts, genesis } from '../src/domain/trail.ts';
import { verifyDatabase } from '../src/verify-database.ts';
import { verifyFile } from '../src/verify-file.ts';
import { aude, eve, small, world } from './support/world.ts';

const script = fileURLToPath(new URL('../src/verify.ts', import.meta.url));

describe('verifying a file offline', () => {
  let folder: string;
  let text: string;
  let head: string;
  let database: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scorekeeper-'));
    const w = await world();
    await w.approved();
    await w.settle();
    await w.propose({}, eve, { controlId: small.id });
    const file = await exportsWith(sheets).json?.(w.ports, aude);
    assert(file && typeof file.body === 'object');
    const parts: Uint8Array[] = [];
    for await (const part of file.body as AsyncIterable<Uint8Array>) parts.push(part);
    text = Buffer.concat(parts).toString();
    const last = await w.store.head();
    head = `${String(last.seq)}:${last.hash.slice(0, 12)}`;
    database = join(folder, 'record.db');
    await sql`vacuum into ${database}`.execute(w.db);
    await w.end();
  });
  after(() => rm(folder, { recursive: true }));

  const run = (...args: readonly string[]): Promise<readonly [number, string]> =>
    new Promise((resolve) => {
      const child = execFile(process.execPath, [script, ...args], (_, stdout, stderr) => {
        resolve([child.exitCode ?? -1, `${stdout}${stderr}`]);
      });
    });
  const verify = async (content: string, expected?: string): Promise<readonly [number, string]> => {
    const path = join(folder, 'register.json');
    await writeFile(path, content);
    const [seq, hash = ''] = (expected ?? '').split(':');
    const { code, text } = verifyFile(path, expected ? { seq: Number(seq), hash } : undefined);
    return [code, text];
  };
  const read = () =>
    JSON.parse(text) as { head: object; acceptances: unknown[]; lines: LineWithTexts[] };
  /** All of it sealed anew, as whoever owns the file can. */
  const resealed = (lines: readonly LineWithTexts[]): string => {
    let before: { readonly seq: number; readonly hash: string } = genesis;
    const anew = lines.map(({ texts, ...line }): LineWithTexts => {
      const open = { ...line, seq: before.seq + 1, prev: before.hash };
      const sealed = { ...open, hash: lineHash(open), texts };
      before = sealed;
      return sealed;
    });
    const { seq, hash } = before;
    return JSON.stringify({ ...read(), head: { seq, hash }, lines: anew });
  };

  it('says that it fits in itself, and where to compare its head', async () => {
    const [code, said] = await verify(text);
    assert.equal(code, 0, said);
    assert.match(said, /lines and 2 acceptances fit together/);
    assert.match(said, new RegExp(`Head: ${head}`));
    assert.match(said, /consistent in itself.*card.*Secure Score.*Monday/);
  });

  it('says with its head that nothing was cut off and nothing made anew', async () => {
    const [code, said] = await verify(text, head);
    assert.equal(code, 0, said);
    assert.match(said, /nothing was cut off and nothing was made anew/);
    const line = read().lines[1];
    const earlier = `2:${line?.hash.slice(0, 12) ?? ''}`;
    const [again, less] = await verify(text, earlier);
    assert.equal(again, 0, less);
    assert.match(less, /nothing up to it was made anew; the \d+ after it/);
  });

  it('names the first line that does not fit', async () => {
    const { lines, ...rest } = read();
    const other = lines.map((line) => (line.seq === 2 ? { ...line, by: 'zed' } : line));
    const [code, said] = await verify(JSON.stringify({ ...rest, lines: other }));
    assert.deepEqual([code, said], [1, 'Line 2 (RA-2026-0001) does not fit: it was edited.']);
    const [again, gone] = await verify(JSON.stringify({ ...rest, lines: lines.slice(0, -1) }));
    assert.equal(again, 1);
    assert.match(gone, /does not end where it should/);
  });

  it('tells one that was made anew, or cut and closed, from the one whose head is known', async () => {
    const { lines } = read();
    const earlier = (line: LineWithTexts) => ({ ...line, at: '2026-01-01T00:00:00.000Z' });
    const anew = resealed(lines.map((line) => (line.seq === 1 ? earlier(line) : line)));
    assert.equal((await verify(anew))[0], 0, 'in itself it fits');
    const [code, said] = await verify(anew, head);
    assert.equal(code, 1);
    assert.match(said, /is not the one that was expected/);
    const [again, cut] = await verify(resealed(lines.slice(0, -1)), head);
    assert.equal(again, 1);
    assert.match(cut, /The file ends with line \d+: line \d+ was cut off/);
    const [closed, why] = await verify(resealed(lines.slice(0, -1)));
    assert.equal(closed, 1);
    assert.match(why, /no line says that it was exported then, by that person/);
  });

  it('cannot read what is no export, and says so in one sentence', async () => {
    const half = text.slice(0, text.length / 2);
    for (const [content, sentence] of [
      [half, 'no JSON, or only a part'],
      ['', 'no JSON'],
      ['{}', 'no exported register'],
      ['[1]', 'no exported register'],
      [JSON.stringify({ ...read(), lines: [{}] }), 'no exported register: "lines.0.seq"'],
    ] as const) {
      const [code, said] = await verify(content);
      assert.equal(code, 2, content.slice(0, 20));
      assert(said.includes(sentence) && !said.includes('\n'), said);
    }
    const nowhere = join(folder, 'nowhere.json');
    const missing = verifyFile(nowhere, undefined);
    assert.deepEqual([missing.code, missing.text], [2, `${nowhere} cannot be read.`]);
  });

  it('does the same for a database, and says which one', async () => {
    const url = `sqlite:${database}`;
    const [seq = '', hash = ''] = head.split(':');
    const fits = await verifyDatabase(url, { seq: Number(seq), hash });
    assert.equal(fits.code, 0, fits.text);
    assert.ok(fits.text.startsWith(`The register in ${url}:\n`), fits.text);
    assert.match(fits.text, /is the one that was expected/);
    const other = await verifyDatabase(url, { seq: 1, hash: '0'.repeat(12) });
    assert.equal(other.code, 1);
    assert.match(other.text, /Line 1 is not the one that was expected/);
    const db = new DatabaseSync(database);
    db.exec("update trail set event = 'reject' where seq = 2");
    db.close();
    const edited = await verifyDatabase(url, undefined);
    assert.equal(edited.code, 1);
    assert.match(edited.text, /Line 2 \(RA-2026-0001\) does not fit: it was edited/);
  });

  it('is told on the command line what to do', async () => {
    const path = join(folder, 'whole.json');
    await writeFile(path, text);
    const [code, said] = await run(path, '--head', `#${head.replace(':', ' ')}`);
    assert.equal(code, 0, said);
    assert.match(said, /nothing was cut off/);
    for (const [args, sentence] of [
      [[path, '--database', 'sqlite:x'], 'Say what to verify'],
      [[path, '--head', '12'], 'Give the head'],
      [['--database', `sqlite:${join(folder, 'no.db')}`], 'Cannot read sqlite:'],
    ] as const) {
      const [wrong, why] = await run(...args);
      assert.equal(wrong, 2);
      assert(why.startsWith(sentence), why);
    }
  });
});

describe('an export that is read', () => {
  const opening =
    '{"format":"scorekeeper-register/1","exportedAt":"","exportedBy":{"id":"","name":""},"timeZone":"UTC","head":{"seq":0,"hash":"' +
    `${'0'.repeat(64)}"},"policies":[],`;
  const line =
    '{"seq":1,"at":"","acceptanceId":"","revision":0,"event":"","by":"","role":null,"roleFrom":null,"policy":1,"set":{},"prev":"","hash":"","texts":[]}';
  const laid = (lines: string, rest = '"names":{}}\n', first = opening): string =>
    `${first}\n"acceptances":[\n],\n"lines":[${lines}\n],\n${rest}`;
  const count = (text: string): number => [...readExport([Buffer.from(text)]).lines].length;

  it('is the JSON that any reader finds in it', () => {
    assert.equal(count(laid('')), 0);
    assert.equal(count(laid(`\n${line},\n${line}`)), 2);
    assert.equal(count(JSON.stringify(JSON.parse(laid(`\n${line}`)), null, 2)), 1);
  });

  it('is none where another reader would find no JSON, or something else', () => {
    for (const wrong of [
      laid(`\n${line}\n${line}`),
      laid(`\n${line},`),
      laid(`\n${line}`, '"names":{},"lines":[]}\n'),
      laid(`\n${line}`, '"names":{}}\n{}'),
      laid(`\n${line}`, ''),
      laid('', '"names":{}}', `${opening.slice(0, -1)},"lines":[],`),
      laid(`\n${line}`).replace('],\n"lines"', '],"more":1,\n"lines"'),
      laid(`\n${line}`).slice(0, -20),
    ])
      assert.throws(() => count(wrong), NoExport, wrong.slice(-60));
  });
});
