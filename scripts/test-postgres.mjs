/**
 * The tests of the store and of the app on PostgreSQL: on TEST_DATABASE_URL where it is set, else on a cluster that is
 * made for them, listens on a socket in a temporary folder only, and is gone afterwards.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The newest version installed; what is on the PATH may be a wrapper. */
function findPostgres() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))
    : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')),
  );
}

/** PostgreSQL refuses to be run by root: then its own account does, else nobody. */
function account() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim(),
    );
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  return {};
}

function startCluster(bin) {
  const folder = mkdtempSync(join(tmpdir(), 'scorekeeper-pg-'));
  const who = account();
  if (who.uid !== undefined) chownSync(folder, who.uid, who.gid);
  const data = join(folder, 'data');
  const run = (name, args, stdio = 'pipe') =>
    spawnSync(join(bin, name), args, { ...who, cwd: folder, encoding: 'utf8', stdio });
  const must = (...call) => {
    const { status, stderr, error } = run(...call);
    if (status !== 0) throw new Error(`${call[0]} failed: ${stderr ?? error ?? 'see above'}`);
  };
  const stop = () => {
    run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    must('initdb', ['-D', data, '-U', 'scorekeeper', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
    // Nothing here needs to outlive a power cut. Its output goes to a file: a pipe would stay open as long as the server.
    const options = `-k '${folder}' -c listen_addresses='' -c fsync=off -c max_connections=200`;
    must('pg_ctl', ['-D', data, '-l', join(folder, 'log'), '-o', options, '-w', 'start'], 'ignore');
  } catch (error) {
    stop();
    throw error;
  }
  return {
    url: `postgres://scorekeeper@localhost:5432/postgres?host=${encodeURIComponent(folder)}`,
    stop,
  };
}

/** Without .mocharc.json, whose list of files would be added to ours. */
function startTests(url) {
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const specs = ['store', 'app']
    .filter((part) => existsSync(join(root, 'test', part)))
    .map((part) => `test/${part}/**/*.test.ts`);
  const args = [
    mocha,
    '--no-config',
    '--forbid-only',
    '--parallel',
    '--jobs',
    '2',
    '--require',
    'test/support/hooks.ts',
    '--timeout',
    '20000',
    ...process.argv.slice(2),
    ...specs,
  ];
  return spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TEST_DATABASE_URL: url },
  });
}

/** On a server that is not ours alone nothing stays behind. */
async function dropSchemas(connectionString) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(
    String.raw`select nspname from pg_namespace where nspname like 'scorekeeper\_test\_%'`,
  );
  for (const { nspname } of rows) await client.query(`drop schema "${nspname}" cascade`);
  await client.end();
}

const given = process.env.TEST_DATABASE_URL;
const bin = given ? undefined : findPostgres();
if (!given && !bin) {
  console.error(
    'No PostgreSQL here: install it (initdb and pg_ctl), or set TEST_DATABASE_URL to a server that may be used for tests.',
  );
  process.exit(1);
}

// From here on whoever ends us ends the tests, and we clean up.
let tests;
let ended = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    ended = true;
    tests?.kill(signal);
  });

const cluster = given ? { url: given, stop: () => undefined } : startCluster(bin);
try {
  await setImmediate();
  process.exitCode = 1;
  if (!ended) {
    tests = startTests(cluster.url);
    const [status] = await once(tests, 'close');
    process.exitCode = status ?? 1;
    if (given) await dropSchemas(given);
  }
} finally {
  cluster.stop();
}
