import type { Activity } from 'botbuilder';
import { z } from 'zod';

/** Which doors are open: to whom the bot answers, and where it sends its tokens. */
export interface GateSettings {
  readonly tenantId: string;
  /** The sandbox talks to a connector on this machine, and has no tokens. */
  readonly sandbox: boolean;
}

const teamsHosts = [
  /^smba\.trafficmanager\.net$/,
  /^smba\.infra\.gcc\.teams\.microsoft\.com$/,
  /^smba\.infra\.(gov|dod)\.teams\.microsoft\.us$/,
];
const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Whether the bot may send its token, and people's words, to this address. */
export function isAllowedService(serviceUrl: string, { sandbox }: GateSettings): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname, port, username, password } = new URL(serviceUrl);
  if (username !== '' || password !== '') return false;
  if (sandbox) return protocol === 'http:' && loopback.test(hostname);
  return protocol === 'https:' && port === '' && teamsHosts.some((host) => host.test(hostname));
}

const account = z.looseObject({ id: z.string().min(1).max(300) });
const activity = z.looseObject({
  type: z.string().min(1).max(60),
  channelId: z.literal('msteams'),
  serviceUrl: z.string().max(500),
  from: account,
  conversation: account.extend({ tenantId: z.string().nullish() }),
  recipient: account,
});

/** The status with which a request is turned away before the SDK sees it; undefined lets it in. */
export function turnAway(
  body: unknown,
  authorization: string | undefined,
  settings: GateSettings,
): 400 | 401 | 403 | undefined {
  if (!settings.sandbox && !/^Bearer \S+$/.test(authorization ?? '')) return 401;
  const read = activity.safeParse(body);
  if (!read.success) return 400;
  return isAllowedService(read.data.serviceUrl, settings) ? undefined : 403;
}

const identity = z.looseObject({
  from: z.looseObject({
    aadObjectId: z
      .string()
      .max(200)
      .regex(/^(?!\.+$)[^\s/\\?#]+$/),
  }),
  conversation: z.looseObject({ tenantId: z.string().optional() }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).optional() }).optional(),
});

export type Speaker =
  | { readonly ok: true; readonly personId: string }
  | { readonly ok: false; readonly why: 'otherTenant' | 'nobody' };

/** Who speaks, after the SDK has checked the token: an Entra object id of our tenant, or nobody. */
export function speakerOf(turn: Partial<Activity>, { tenantId }: GateSettings): Speaker {
  if (!isOurTenant(turn, tenantId)) return { ok: false, why: 'otherTenant' };
  const read = identity.safeParse(turn);
  return read.success
    ? { ok: true, personId: read.data.from.aadObjectId }
    : { ok: false, why: 'nobody' };
}

// Made once: zod compiles a schema when it is made, and this is asked with every press.
const tenantOf = z.looseObject({ tenant: z.looseObject({ id: z.unknown() }) });

/** Every tenant id that the activity names must be ours, and it must name one. */
function isOurTenant({ conversation, channelData }: Partial<Activity>, tenantId: string): boolean {
  const data = tenantOf.safeParse(channelData);
  // The types say text; what came over the wire may be anything.
  const named: readonly unknown[] = [conversation?.tenantId, data.data?.tenant.id];
  const given = named.filter((id) => id !== undefined);
  return given.length > 0 && given.every((id) => isSame(id, tenantId));
}

const isSame = (id: unknown, tenantId: string): boolean =>
  typeof id === 'string' && id.toLowerCase() === tenantId.toLowerCase();
