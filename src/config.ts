import { type Environment, reader, type Reader } from './config-reader.ts';
import type { Role } from './domain/person.ts';
import type { Policy } from './domain/policy.ts';

/** The environment of this process. */
export const environment: Environment = process.env;

/** Everything that the environment says, checked. */
export interface Config {
  readonly mode: 'sandbox' | 'production';
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly databaseUrl: string;
  readonly bot: Bot | undefined;
  readonly tenantId: string;
  readonly graph: GraphConfig;
  readonly policy: Policy;
  /** Signs links; undefined in a sandbox that makes its own. */
  readonly linkKey: string | undefined;
  /** When this process was deployed, where the environment says so. */
  readonly deployedAt: Date | undefined;
  readonly sandboxClock: Date | undefined;
}

export interface Bot {
  readonly id: string;
  readonly type: 'SingleTenant' | 'UserAssignedMSI';
  readonly tenantId: string;
  readonly password: string;
}

export interface GraphConfig {
  /** Undefined: the sandbox's simulator, wherever this process listens. */
  readonly baseUrl: string | undefined;
  readonly identity:
    | {
        readonly kind: 'secret';
        readonly tenantId: string;
        readonly clientId: string;
        readonly clientSecret: string;
      }
    | { readonly kind: 'managedIdentity'; readonly clientId?: string }
    | undefined;
}

/** What the sandbox stands in with where nothing is configured. */
export interface SandboxDefaults {
  readonly tenantId: string;
  readonly roles: Readonly<Record<Role, readonly string[]>>;
}

export type ReadConfig =
  | { readonly ok: true; readonly config: Config }
  /** Everything that is wrong, each line saying what to set. */
  | { readonly ok: false; readonly wrong: readonly string[] };

const loopbackHosts = /^(localhost|127\.0\.0\.1|\[?::1\]?)$/;

/** Reads the environment, and says everything that is wrong with it at once. */
export function readConfig(env: Environment, sandbox: SandboxDefaults): ReadConfig {
  const wrong: string[] = [];
  const read = reader(env, wrong);
  const mode = read.oneOf(
    'SCOREKEEPER_MODE',
    ['sandbox', 'production'],
    env['BOT_ID'] ? 'production' : 'sandbox',
  );
  const port = read.whole('PORT', 3978, 0, 65_535);
  const host = read.text('HOST') ?? (mode === 'sandbox' ? '127.0.0.1' : '0.0.0.0');
  const bot = readBot(read, mode);
  const config: Config = {
    mode,
    port,
    host,
    publicUrl: (read.url('PUBLIC_URL') ?? `http://localhost:${String(port)}`).replace(/\/+$/, ''),
    databaseUrl: readDatabase(read, mode),
    bot,
    tenantId: bot?.tenantId ?? read.guid('GRAPH_TENANT_ID') ?? sandbox.tenantId,
    graph: readGraph(read, mode),
    policy: readPolicy(read, mode, sandbox),
    linkKey: readLinkKey(read, mode),
    deployedAt: readDeployedAt(read),
    sandboxClock: read.instant('SANDBOX_CLOCK'),
  };
  if (mode === 'production') wrong.push(...productionNeeds(config, env));
  else wrong.push(...sandboxForbids(config, env));
  return wrong.length > 0 ? { ok: false, wrong: [...new Set(wrong)] } : { ok: true, config };
}

function readBot(read: Reader, mode: Config['mode']): Bot | undefined {
  const id = read.guid('BOT_ID');
  const type = read.oneOf('BOT_TYPE', ['SingleTenant', 'UserAssignedMSI'], 'SingleTenant');
  const tenantId = read.guid('BOT_TENANT_ID');
  const password = read.text('SECRET_BOT_PASSWORD') ?? '';
  if (mode === 'sandbox' || !id) return undefined;
  if (!tenantId) read.complain('Set BOT_TENANT_ID to the id of your Entra tenant.');
  if (type === 'SingleTenant' && password === '')
    read.complain(
      'Set SECRET_BOT_PASSWORD to the secret of the bot, or BOT_TYPE to UserAssignedMSI.',
    );
  return { id, type, tenantId: tenantId ?? '', password };
}

function readGraph(read: Reader, mode: Config['mode']): GraphConfig {
  const standIn = mode === 'sandbox' ? undefined : 'https://graph.microsoft.com';
  const baseUrl = (read.url('GRAPH_BASE_URL') ?? standIn)?.replace(/\/+$/, '');
  return { baseUrl, identity: mode === 'sandbox' ? undefined : readIdentity(read) };
}

/** A client id without a secret is a managed identity. */
function readIdentity(read: Reader): GraphConfig['identity'] {
  const tenantId = read.guid('GRAPH_TENANT_ID') ?? read.guid('BOT_TENANT_ID') ?? '';
  const clientId = read.guid('GRAPH_CLIENT_ID');
  const clientSecret = read.text('SECRET_GRAPH_CLIENT_SECRET');
  if (clientSecret === undefined)
    return clientId ? { kind: 'managedIdentity', clientId } : undefined;
  if (clientId) return { kind: 'secret', tenantId, clientId, clientSecret };
  read.complain('Set GRAPH_CLIENT_ID: a client secret alone is no credential.');
  return undefined;
}

function readPolicy(read: Reader, mode: Config['mode'], { roles }: SandboxDefaults): Policy {
  const none: readonly string[] = [];
  const standIn =
    mode === 'sandbox' ? roles : { engineer: none, itManager: none, ciso: none, auditor: none };
  return {
    roles: {
      engineer: read.holders('ROLE_ENGINEER', standIn.engineer),
      itManager: read.holders('ROLE_IT_MANAGER', standIn.itManager),
      ciso: read.holders('ROLE_CISO', standIn.ciso),
      auditor: read.holders('ROLE_AUDITOR', standIn.auditor),
    },
    allowGuests: read.oneOf('ALLOW_GUESTS', ['no', 'yes'], 'no') === 'yes',
    writeBack: read.oneOf('WRITE_BACK', ['graph', 'manual'], 'graph'),
    lowImpactMaxPoints: read.number('LOW_IMPACT_MAX_POINTS', 2, 0, 100),
    scoreDropAlertPercent: read.number('SCORE_DROP_ALERT_PERCENT', 2, 0, 100),
    baselinePercent: read.maybeNumber('BASELINE_PERCENT', 0, 100),
    targetPercent: read.range('TARGET_PERCENT', [80, 85]),
    auditScope: auditScope(read),
    minDistinctPeople: read.oneOf('MIN_DISTINCT_PEOPLE', ['2', '3'], '3') === '2' ? 2 : 3,
    timeZone: read.zone('TIME_ZONE', 'UTC'),
  };
}

const SHORTEST_KEY = 32;

/** A sandbox may do without: it makes a key of its own. */
function readLinkKey(read: Reader, mode: Config['mode']): string | undefined {
  const key = read.text('SECRET_LINK_KEY');
  if (key === undefined ? mode === 'production' : key.length < SHORTEST_KEY)
    read.complain(
      `Set SECRET_LINK_KEY to at least ${String(SHORTEST_KEY)} random characters: it signs links to the register.`,
    );
  return key;
}

/** One that lies ahead would keep every later deployment from changing the policy. */
function readDeployedAt(read: Reader): Date | undefined {
  const at = read.instant('DEPLOYED_AT');
  if (at && at.getTime() > Date.now() + 5 * 60_000)
    read.complain('Set DEPLOYED_AT to when this was deployed: it lies in the future.');
  return at;
}

/** Frameworks or control ids, commas within brackets apart; `none` is no scope at all. */
function auditScope(read: Reader): readonly string[] {
  const all = read.list('AUDIT_SCOPE', 'iso27001,nis2');
  return all.length === 1 && all[0]?.toLowerCase() === 'none' ? [] : all;
}

function readDatabase(read: Reader, mode: Config['mode']): string {
  const url = read.text('DATABASE_URL');
  if (url === undefined)
    return `sqlite:./data/${mode === 'sandbox' ? 'sandbox' : 'scorekeeper'}.db`;
  if (!/^(sqlite:.+|postgres(ql)?:\/\/.+)$/.test(url))
    read.complain('Set DATABASE_URL to sqlite:<file> or postgres://….');
  return url;
}

function productionNeeds(config: Config, env: Environment): readonly string[] {
  const needs: string[] = [];
  if (!config.bot) needs.push('Set BOT_ID to the application id of the bot.');
  if (!config.graph.identity)
    needs.push(
      'Set GRAPH_CLIENT_ID, and SECRET_GRAPH_CLIENT_SECRET unless it is a managed identity, as the credential for Graph.',
    );
  if (!env['TIME_ZONE'])
    needs.push('Set TIME_ZONE to the zone of your organisation, for example Europe/Vienna.');
  if (!config.publicUrl.startsWith('https://'))
    needs.push('Set PUBLIC_URL to the https address of this bot.');
  if (config.policy.roles.ciso.length === 0)
    needs.push(
      'Set ROLE_CISO to at least one user:<object id> or group:<object id>: nobody could approve.',
    );
  if (config.graph.baseUrl !== undefined && !config.graph.baseUrl.startsWith('https://'))
    needs.push('Set GRAPH_BASE_URL to an https address.');
  return needs;
}

function sandboxForbids({ host, graph }: Config, env: Environment): readonly string[] {
  const forbidden: string[] = [];
  if (env['BOT_ID'])
    forbidden.push('Unset BOT_ID, or set SCOREKEEPER_MODE to production: the sandbox is no bot.');
  if (env['NODE_ENV'] === 'production')
    forbidden.push(
      'Set SCOREKEEPER_MODE to production, or unset NODE_ENV: the sandbox does not run in production.',
    );
  if (env['GRAPH_CLIENT_ID'] ?? env['SECRET_GRAPH_CLIENT_SECRET'])
    forbidden.push(
      'Unset GRAPH_CLIENT_ID and SECRET_GRAPH_CLIENT_SECRET: the sandbox has no credential for Graph.',
    );
  if (!loopbackHosts.test(host))
    forbidden.push('Set HOST to 127.0.0.1, or unset it: the sandbox is for this machine alone.');
  if (graph.baseUrl !== undefined && !loopbackHosts.test(new URL(graph.baseUrl).hostname))
    forbidden.push(
      'Set GRAPH_BASE_URL to an address on this machine, or unset it: the sandbox talks to nobody else.',
    );
  return forbidden;
}
