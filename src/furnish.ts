import { randomBytes } from 'node:crypto';
import { advance } from './app/advance.ts';
import { deputised } from './app/deputised.ts';
import { type Engine, startEngine } from './app/engine.ts';
import { exportsWith } from './app/export-register.ts';
import { putPolicyOnRecord } from './app/policy-on-record.ts';
import type { Links } from './app/links.ts';
import type { Log, Ports, Store } from './app/ports.ts';
import { readControls } from './app/read-controls.ts';
import { CannotStart } from './cannot-start.ts';
import type { Config } from './config.ts';
import { inForce } from './domain/acceptance.ts';
import { dayOf } from './domain/calendar.ts';
import { graphClient } from './graph/client.ts';
import { sheets } from './files/sheets.ts';
import type { graphCredential } from './graph/credential.ts';
import { directory } from './graph/directory.ts';
import { secureScore } from './graph/secure-score.ts';
import { createSandbox, type Sandbox } from './sandbox/sandbox.ts';
import type { Doors } from './server.ts';
import { claimRecord, keepLinkKey } from './store/meta.ts';
import { migrate } from './store/migrate.ts';
import { openDatabase, sqlStore } from './store/open.ts';
import { releaseClaims } from './store/outbox.ts';
import { sandboxShelf } from './store/shelf.ts';
import { botAdapter } from './teams/adapter.ts';
import { createBot } from './teams/bot.ts';
import { activityDoor } from './teams/door.ts';
import { type Delivery, messenger } from './teams/messenger.ts';
import { roster } from './teams/roster.ts';
import { registerDoor } from './web/door.ts';
import { pagePath, filePath } from './web/address.ts';
import { signedLink } from './web/link.ts';

export interface House {
  readonly doors: Doors;
  readonly ports: () => Ports;
  readonly settle: () => Promise<void>;
  /** Reads the controls, and in the sandbox lets people in; the days that were missed are read in the background. */
  readonly open: () => Promise<void>;
  readonly stopEngine: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type Database = ReturnType<typeof openDatabase>;

/** Opens the record and hands every port to the app: the one place that knows everyone. */
export async function furnish(config: Config, log: Log, port: number): Promise<House> {
  const db = await openRecord(config, log);
  try {
    return await furnishRoom(config, log, port, db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

async function furnishRoom(config: Config, log: Log, port: number, db: Database): Promise<House> {
  const store = sqlStore(db);
  const linkKey = config.linkKey ?? (await keepLinkKey(db, randomBytes(32).toString('base64url')));
  const sandbox = await sandboxOf(config, log, port, { db, store });
  const now = sandbox ? () => sandbox.clock.now() : () => new Date();
  const delivery = deliveryOf(config, store, log);
  const woken: { engine?: Engine } = {};
  const graph = await graphPorts(config, log, now, sandbox);
  const zone = config.policy.timeZone;
  const fixed = {
    store,
    ...graph,
    directory: deputised(graph.directory, { store, now, zone }),
    messenger: messenger(delivery),
    links: linksOf(config, port, linkKey, now),
    log,
    policy: config.policy,
    now,
    wake: () => woken.engine?.wake(),
  };
  const deployedAt = config.deployedAt ?? new Date();
  const onRecord = async (): Promise<Ports> => {
    const started = await putPolicyOnRecord(store, config.policy, deployedAt, now());
    if (!started.ok) throw new CannotStart(started.sentence);
    return { ...fixed, policyVersion: started.version };
  };
  let ports = await onRecord();
  const engine = startEngine(() => ports);
  woken.engine = engine;
  const { adapter, gate } = delivery;
  const app = createBot({ adapter, gate, delivery, ports: () => ports });

  return {
    doors: {
      activity: activityDoor(adapter, app, gate),
      register: registerDoor({ ports: () => ports, key: linkKey, exports: exportsWith(sheets) }),
      healthy: async () => (await store.head()).seq >= 0,
      fault: (event, error) => {
        log.fault(event, error);
      },
      ...(sandbox ? { sandbox } : {}),
    },
    ports: () => ports,
    settle: () => engine.settle(),
    open: () =>
      open(ports, sandbox, (furnished) => ({
        ...doorsOf(() => ports, engine, furnished),
        withStory: config.graph.baseUrl === undefined,
        begin: async () => {
          ports = await onRecord();
          await readControls(ports);
        },
      })),
    stopEngine: () => engine.stop(),
    close: async () => {
      await sandbox?.close();
      await db.destroy();
    },
  };
}

/** The days that are missing are asked for once the sandbox's clock stands where the record begins. */
async function open(
  ports: Ports,
  sandbox: Sandbox | undefined,
  botFor: (sandbox: Sandbox) => Parameters<Sandbox['open']>[0],
): Promise<void> {
  if (sandbox) {
    await Promise.all([readControls(ports), sandbox.open(botFor(sandbox))]);
    return;
  }
  await readControls(ports);
  await watch(ports);
}

/** Asks for what Secure Score says now, and for the days that are missing; the outbox asks as often as it takes. */
async function watch({ store, now, wake }: Ports): Promise<void> {
  await store.arm([{ kind: 'takeSnapshot', day: 'start' }], now());
  wake();
}

async function openRecord(config: Config, log: Log): Promise<Database> {
  const db = openDatabase(config.databaseUrl);
  await migrate(db);
  const notOurs = await claimRecord(db, config);
  if (notOurs === undefined) {
    // An embedded database has one process: what it was busy with when it was killed waits for nobody.
    const repeated = config.databaseUrl.startsWith('sqlite:') ? await releaseClaims(db) : 0;
    if (repeated > 0) log.warn('effects-taken-up-again', { count: repeated });
    return db;
  }
  await db.destroy();
  throw new CannotStart(notOurs);
}

async function sandboxOf(
  config: Config,
  log: Log,
  port: number,
  { db, store }: { readonly db: Database; readonly store: Store },
): Promise<Sandbox | undefined> {
  if (config.mode !== 'sandbox') return undefined;
  return createSandbox({
    shelf: sandboxShelf(db),
    log,
    origin: `http://${config.host.includes(':') ? '[::1]' : '127.0.0.1'}:${String(port)}`,
    tenantId: config.tenantId,
    timeZone: config.policy.timeZone,
    startAt: await startOfClock(store, config),
    configuredStart: () => config.sandboxClock ?? new Date(),
  });
}

/** The sandbox's clock never goes back behind what is on record. */
async function startOfClock(store: Store, { sandboxClock }: Config): Promise<Date> {
  const head = await store.head();
  const last = await store.line(head.seq);
  const start = (sandboxClock ?? new Date()).getTime();
  return new Date(Math.max(start, last ? Date.parse(last.at) : 0));
}

async function graphPorts(
  { graph, policy }: Config,
  log: Log,
  now: () => Date,
  sandbox: Sandbox | undefined,
): Promise<Pick<Ports, 'secureScore' | 'directory' | 'directoryUnder'>> {
  const baseUrl = graph.baseUrl ?? sandbox?.graphUrl ?? '';
  const credential = graph.identity && (await credentialOf(graph.identity, baseUrl));
  const client = graphClient({ baseUrl, credential, log });
  const directoryUnder: Ports['directoryUnder'] = (under) =>
    // How long the directory's word is good for has nothing to do with a clock that can be moved.
    directory(client, under, { now: () => performance.now() });
  return {
    secureScore: secureScore(client, log, now),
    directory: directoryUnder(policy),
    directoryUnder,
  };
}

/** Loaded by whoever has a credential: it takes as long to load as half of the rest. */
async function credentialOf(
  identity: NonNullable<Config['graph']['identity']>,
  baseUrl: string,
): Promise<ReturnType<typeof graphCredential>> {
  const { graphCredential: make } = await import('./graph/credential.ts');
  return make(identity, baseUrl);
}

function deliveryOf({ mode, tenantId, bot }: Config, store: Store, log: Log): Delivery {
  const adapter = botAdapter(bot);
  const needs = {
    adapter,
    botAppId: bot?.id ?? '',
    gate: { tenantId, sandbox: mode === 'sandbox' },
    store,
    log,
  };
  return { ...needs, roster: roster(needs) };
}

const doorsOf = (
  ports: () => Ports,
  engine: Engine,
  { clock }: Sandbox,
): Pick<
  Parameters<Sandbox['open']>[0],
  'isEmpty' | 'settle' | 'hold' | 'watch' | 'useChannel' | 'advance' | 'nextReview'
> => ({
  isEmpty: async () => (await ports().store.list({})).length === 0,
  settle: () => engine.settle(),
  hold: () => engine.hold(),
  watch: () => watch(ports()),
  useChannel: (channel) => ports().store.saveChannel(channel),
  advance: (to) => advance(ports(), engine, (at) => clock.set(at), to),
  nextReview: async () => {
    const { store, now, policy } = ports();
    const today = dayOf(now(), policy.timeZone);
    const held = await store.list({ states: inForce });
    const ahead = held.flatMap(({ reviewOn }) => (reviewOn && reviewOn > today ? [reviewOn] : []));
    return ahead.sort()[0] ?? '';
  },
});

/** Where the register is reached: the permanent links, and those signed for one person. */
function linksOf({ bot, publicUrl }: Config, port: number, key: string, now: () => Date): Links {
  const root = publicUrl.replace(/:0$/, `:${String(port)}`);
  const signed = (path: string, personId: string): string =>
    `${root}${signedLink(key, { path, personId }, now().getTime())}`;
  return {
    // In Teams it opens the bot's chat, in the sandbox the page.
    acceptance: (id) => {
      const say = encodeURIComponent(`show ${id}`);
      return bot
        ? `https://teams.microsoft.com/l/chat/0/0?users=28:${bot.id}&message=${say}`
        : `${root}/?say=${say}`;
    },
    page: (id, personId) => signed(pagePath(id), personId),
    download: (format, personId) => signed(filePath(format), personId),
  };
}
