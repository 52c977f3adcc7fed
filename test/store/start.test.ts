import { checked } from '../support/checked.ts';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { migrate } from '../../src/store/migrate.ts';
import { first } from '../../src/store/migrations/0001-first.ts';
import { monitor } from '../../src/store/migrations/0002-monitor.ts';
import { openDatabase, sqlStore } from '../../src/store/open.ts';
import { person } from '../domain/examples.ts';
import { emptyDatabase, sharedDatabase, type TestDatabase } from '../support/database.ts';
import { acceptance, at, misfit, opened, step } from './sample.ts';

const file = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);

/** Runs `code` in a process of its own, with `db` and `store` at hand; answers how it ended. */
async function inProcess(url: string, code: string): Promise<string> {
  const start = `
    const { openDatabase, sqlStore } = await import(${file('../../src/store/open.ts')});
    const { migrate } = await import(${file('../../src/store/migrate.ts')});
    const db = openDatabase(${JSON.stringify(url)});
    const store = sqlStore(db);
    ${code}
    await db.destroy();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', start], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
  return signal ?? (status === 0 ? 'well' : complaints);
}

const note = `{ at: '', event: 'started', by: { id: 'x' }, set: {}, policy: 1, effects: [] }`;

describe('a start', () => {
  let shared: TestDatabase;
  beforeEach(async () => {
    shared = await sharedDatabase();
  });
  afterEach(() => shared.drop());

  it('is well for six processes at once, on one empty database', async function () {
    this.timeout(15_000);
    const ends = await Promise.all(
      Array.from({ length: 6 }, () =>
        inProcess(shared.url, `await migrate(db); await store.note(${note});`),
      ),
    );
    assert.deepEqual(ends, Array<string>(6).fill('well'));
    const store = sqlStore(shared.db);
    assert.equal((await store.head()).seq, 6);
    assert.equal(await misfit(store), undefined);
  });

  it('finds all or nothing of a step in whose midst a process was killed', async function () {
    this.timeout(15_000);
    await migrate(shared.db);
    const store = sqlStore(shared.db);
    const before = await opened(store);
    // The effects come last: the row, the line and the head have been written by then.
    const change = JSON.stringify(step(before, { state: 'Rejected' }));
    const dies = `{ kind: 'show', acceptanceId: 'x', toJSON: () => process.kill(process.pid, 'SIGKILL') }`;
    assert.equal(
      await inProcess(shared.url, `await store.commit({ ...${change}, effects: [${dies}] });`),
      'SIGKILL',
    );
    assert.deepEqual(await store.find(before.id), before);
    assert.equal((await store.head()).seq, 1);
    const again = await store.commit(step(before, { state: 'Rejected' }));
    assert(again.ok);
    assert.equal(await misfit(store), undefined);
  });

  it('finds everything as it was left', async () => {
    await migrate(shared.db);
    const before = await opened(sqlStore(shared.db));
    const second = openDatabase(shared.url);
    await migrate(second);
    assert.deepEqual(await sqlStore(second).list({}), [before]);
    await second.destroy();
  });

  it('is well beside another record on the same server', async () => {
    const other = await sharedDatabase();
    try {
      await migrate(other.db);
      await migrate(shared.db);
      const store = sqlStore(shared.db);
      await store.note({ at, event: 'started', by: person('X'), set: {}, policy: 1, effects: [] });
      assert.equal((await store.head()).seq, 1);
      assert.equal((await sqlStore(other.db).head()).seq, 0);
    } finally {
      await other.drop();
    }
  });

  it('brings the tables of an earlier version up to date, and leaves what they hold', async () => {
    await migrate(shared.db, { '0001-first': first });
    const store = sqlStore(shared.db);
    await store.savePeople([{ id: 'ada', name: 'Ada', upn: '', grants: [] }]);
    await assert.rejects(store.checkedDay());
    await migrate(shared.db);
    assert.equal((await store.names(['ada'])).get('ada'), 'Ada');
    assert.equal(await store.checkedDay(), undefined);
    await checked(store, { day: '2026-11-22', alerts: [] }, []);
    assert.equal(await store.checkedDay(), '2026-11-22');
  });

  it('knows what left scope, and what was looked at, before that was kept apart', async () => {
    await migrate(shared.db, { '0001-first': first, '0002-monitor': monitor });
    const causes = (how: string) =>
      `"causes":[{"kind":"control","key":"mfa","points":5,"clearedOn":"2026-11-23","how":"${how}"}]`;
    for (const day of ['2026-11-21', '2026-11-22', '2026-11-23'])
      await sql`insert into "scoreDay" (day, current, max) values (${day}, 1, 1)`.execute(
        shared.db,
      );
    await sql`update watch set "checkedDay" = '2026-11-22'`.execute(shared.db);
    for (const how of ['left', 'complete'])
      await sql`insert into alert (id, "raisedAt", "clearedAt", body)
        values (${how}, ${at}, ${at}, ${`{"id":"${how}",${causes(how)}}`})`.execute(shared.db);
    await migrate(shared.db);
    const left = await sqlStore(shared.db).leftAlerts();
    assert.deepEqual(
      left.map(({ id }) => id),
      ['left'],
    );
    const looked = await shared.db.selectFrom('checkedDay').select('day').orderBy('day').execute();
    assert.deepEqual(
      looked.map(({ day }) => day),
      ['2026-11-21', '2026-11-22'],
    );
  });

  it('says what a database is, and not the password, where it is told of none', () => {
    for (const url of ['', 'sqlite:', 'record.db', 'mysql://bot:secret@server/db'])
      assert.throws(
        () => openDatabase(url),
        ({ message }: Error) => message.includes('sqlite:<file>') && !message.includes('secret'),
      );
  });

  it('fails where no server answers', async () => {
    const db = openDatabase('postgres://bot@127.0.0.1:1/none');
    await assert.rejects(migrate(db));
    await db.destroy();
  });

  it('says so where the tables cannot be brought up to date', async () => {
    await sql`create table head (id int)`.execute(shared.db);
    await assert.rejects(migrate(shared.db), /could not be brought up to date/);
    await sql`drop table head`.execute(shared.db);
    await migrate(shared.db);
    assert.equal((await sqlStore(shared.db).head()).seq, 0);
  });

  it('makes a file that is nobody else’s, and written through', async () => {
    // Whatever engine the other tests run on, this one is about the embedded one.
    const folder = await mkdtemp(join(tmpdir(), 'scorekeeper-file-'));
    const path = join(folder, 'record.db');
    const db = openDatabase(`sqlite:${path}`);
    await migrate(db);
    for (const part of ['', '-wal']) assert.equal((await stat(path + part)).mode & 0o777, 0o600);
    const pragma = async (name: string): Promise<unknown> => {
      const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db);
      return Object.values(rows[0] ?? {})[0];
    };
    assert.deepEqual(
      [await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')],
      ['wal', 2, 1],
    );
    assert.equal(await pragma('busy_timeout'), 5_000);
    await db.destroy();
    await rm(folder, { recursive: true });
  });

  it('serves queries of any length', async () => {
    const { db, drop } = await emptyDatabase();
    const store = sqlStore(db);
    await store.savePeople([{ ...acceptance(), id: 'p3', name: 'Three', upn: '', grants: [] }]);
    const ids = Array.from({ length: 250 }, (_, i) => `p${String(i)}`);
    for (let count = 4; count <= ids.length; count++)
      assert.equal((await store.names(ids.slice(0, count))).get('p3'), 'Three');
    await drop();
  });
});
