import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { unpacked } from '../../src/app/packed-row.ts';
import { exportsWith } from '../../src/app/export-register.ts';
import type { ExportedRegister } from '../../src/app/exported-register.ts';
import type { Format } from '../../src/app/open-download.ts';
import type { Ports } from '../../src/app/ports.ts';
import { putPolicyOnRecord } from '../../src/app/policy-on-record.ts';
import { readControls } from '../../src/app/read-controls.ts';
import { columns, type Row } from '../../src/domain/register.ts';
import type { LineWithTexts } from '../../src/domain/trail.ts';
import { readExport } from '../../src/files/read-export.ts';
import { verifyExport } from '../../src/app/verify-export.ts';
import {
  aude,
  day,
  discovery,
  done,
  eve,
  mia,
  small,
  type World,
  world,
} from '../support/world.ts';

type Exported = ExportedRegister & { readonly lines: readonly LineWithTexts[] };

describe('an export of the register', () => {
  let w: World;
  let tables: (readonly Row[])[];
  beforeEach(async () => {
    w = await world();
    tables = [];
  });
  afterEach(() => w.end());

  const exports = exportsWith({
    xlsx: async (rows) => Uint8Array.of(tables.push([...unpacked(rows)])),
    csv: async (rows) => Uint8Array.of(tables.push([...unpacked(rows)])),
  });
  const make = async (format: Format, ports: Ports = w.ports) => {
    const file = await exports[format]?.(ports, aude);
    assert(file);
    const parts: Uint8Array[] = [];
    if (typeof file.body === 'string' || file.body instanceof Uint8Array)
      parts.push(Buffer.from(file.body));
    else for await (const part of file.body) parts.push(part);
    return { ...file, bytes: Buffer.concat(parts) };
  };
  const json = async (ports?: Ports): Promise<Exported> =>
    JSON.parse((await make('json', ports)).bytes.toString()) as Exported;
  const rows = async (ports?: Ports): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    await make('csv', ports);
    return (tables.at(-1) ?? []).map((row) =>
      Object.fromEntries(columns.map(({ title }, at) => [title, row[at]])),
    );
  };

  it('holds a trail that is longer than one part of a file', async () => {
    const one = await w.propose();
    for (let count = 0; count < 80; count += 1) {
      const comment = `${String(count)} ${'gateway '.repeat(115)}`;
      done(await w.press(await w.find(one), 'comment', eve, { comment }));
    }
    const { lines } = await json();
    assert.equal(lines.filter(({ event }) => event === 'comment').length, 80);
    assert.equal(verifyExport(readExport([(await make('json')).bytes])).misfit, undefined);
  });

  it('is on record before it leaves: who, by what right, in which format', async () => {
    const { fileName, contentType } = await make('xlsx');
    const head = await w.store.head();
    const line = await w.store.line(head.seq);
    assert.deepEqual(
      [line?.event, line?.by, line?.role, line?.roleFrom, line?.set, line?.acceptanceId],
      ['exported', 'aude', 'auditor', 'group:auditor', { format: 'xlsx' }, ''],
    );
    assert.equal(
      fileName,
      `register-2026-11-23-line-${String(head.seq)}-${head.hash.slice(0, 12)}.xlsx`,
    );
    assert.match(contentType, /spreadsheetml/);
  });

  it('holds everything it takes to check it, its own line included', async () => {
    await putPolicyOnRecord(w.store, w.ports.policy, w.ports.now(), w.ports.now());
    await w.approved();
    await w.settle();
    await w.propose({ riskDescription: 'Größe 漢字 🙂 stays unseen by everybody.' }, eve, {
      controlId: small.id,
    });
    const file = await json();
    assert.deepEqual(file.acceptances, await w.store.list({}));
    assert.deepEqual(file.lines, await w.store.lines(0, 1_000));
    assert.deepEqual(file.head, await w.store.head());
    assert.equal(file.lines.at(-1)?.event, 'exported');
    assert.deepEqual(file.policies, await w.store.policyVersions());
    assert.deepEqual(
      [file.exportedAt, file.exportedBy],
      [w.ports.now().toISOString(), { id: 'aude', name: 'Aude' }],
    );
    assert.deepEqual([file.names['eve'], file.names['mia']], ['Eve', 'Mia']);
  });

  it('is ASCII alone, and one thing a line', async () => {
    const acceptance = await w.propose({ riskDescription: 'Größe 漢字 🙂 stays unseen by us.' });
    const text = (await make('json')).bytes.toString('latin1');
    assert.match(text, /^[\x20-\x7e\n]*$/);
    const lines = text.split('\n').filter((line) => line.includes(`"id":"${acceptance.id}"`));
    assert.equal(lines.length, 1);
  });

  it('of an empty register is one that fits', async () => {
    const register = readExport([(await make('json')).bytes]);
    assert.deepEqual(verifyExport(register), { misfit: undefined, lines: 1, asked: undefined });
    assert.deepEqual(await rows(), []);
  });

  it('stands at one line of the trail, though steps are taken while it is made', async () => {
    const open = await w.propose();
    let left = 2;
    const { store } = w;
    const busy: Ports = {
      ...w.ports,
      store: {
        ...store,
        page: async (...args: Parameters<typeof store.page>) => {
          const read = await store.page(...args);
          await w.endorse(open);
          return read;
        },
        find: async (id: string) => {
          const found = await store.find(id);
          if (left-- > 0) await w.submit({}, eve, { controlId: left > 0 ? 'scid_2000' : small.id });
          return found;
        },
      },
    };
    const file = await json(busy);
    assert.deepEqual(
      file.acceptances.map(({ state }) => state),
      ['InApproval', 'InReview', 'InReview'],
    );
    assert.equal(file.lines.length, file.head.seq);
    assert.equal(verifyExport(readExport([Buffer.from(JSON.stringify(file))])).misfit, undefined);
  });

  it('reads a long register a page at a time, and sorts by number', async () => {
    const one = await w.propose();
    const all = Array.from({ length: 1_500 }, (_, at) => ({
      ...one,
      id: `RA-2026-${String(9_000 + at).padStart(4, '0')}`,
    })).toReversed();
    const asked: number[] = [];
    const page: Ports['store']['page'] = async (_, { offset, count }) => {
      asked.push(offset);
      return { items: all.slice(offset, offset + count), total: all.length };
    };
    const file = await json({ ...w.ports, store: { ...w.store, page } });
    assert.deepEqual(asked, [0, 250, 500, 750, 1_000, 1_250, 1_500]);
    assert.deepEqual(
      [file.acceptances[0]?.id, file.acceptances[999]?.id, file.acceptances.at(-1)?.id],
      ['RA-2026-9000', 'RA-2026-9999', 'RA-2026-10499'],
    );
  });

  it('has a row for each acceptance, with its newest hash and what Secure Score was last seen to say', async () => {
    const acceptance = await w.approved();
    await w.settle();
    const [before] = await rows();
    const trail = await w.trail(acceptance);
    assert(before);
    assert.equal(before['Last event hash'], trail.at(-1)?.hash);
    assert.equal(before['Approver'], 'Carl (CISO)');
    assert.equal(before['Status in Secure Score (as of)'], 'Risk accepted (2026-11-23)');
    assert.equal(before['Priority bucket'], 4);
    w.clock.at += 2 * day;
    w.graph.setByHand(discovery.id, 'Default');
    await readControls(w.ports);
    const [after] = await rows();
    assert.equal(after?.['Status in Secure Score (as of)'], 'To address (2026-11-25)');
    w.graph.remove(discovery.id);
    await readControls(w.ports);
    const [gone] = await rows();
    assert.equal(gone?.['Status in Secure Score (as of)'], 'Not there any more (2026-11-25)');
    assert.equal(gone['Priority bucket'], null);
  });

  it('says nothing of Secure Score before it was ever read', async () => {
    await w.propose();
    const store = { ...w.store, controlsAsOf: async () => undefined, controls: async () => [] };
    const [one] = await rows({ ...w.ports, store });
    assert.equal(one?.['Status in Secure Score (as of)'], '');
  });

  it('names whoever was acted for', async () => {
    const deputy = 'deputy:2026-11-20:2026-12-01:mia';
    const acceptance = await w.propose();
    await w.store.savePeople([mia]);
    const page: Ports['store']['page'] = async () => ({
      items: [{ ...acceptance, proposerRoleFrom: deputy }],
      total: 1,
    });
    const ports = { ...w.ports, store: { ...w.store, page } };
    const [one] = await rows(ports);
    assert.match(String(one?.['Acted for']), /^Eve for Mia \(deputy, /);
    assert.equal((await json(ports)).names['mia'], 'Mia');
  });
});
