import { randomUUID } from 'node:crypto';
import { sandboxDefaults } from '../../src/sandbox/sandbox.ts';
import type { World } from './world.ts';

export type Json = Readonly<Record<string, unknown>>;

/** What the bot answered over HTTP. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly body: Json;
}

/** An activity as Teams would send it for this person, who need not exist; `more` replaces whole fields. */
export const activityOf = (
  { connectorUrl }: Pick<World, 'connectorUrl'>,
  personId: string,
  more: Json = {},
): Json => ({
  type: 'message',
  id: `f:${randomUUID()}`,
  channelId: 'msteams',
  serviceUrl: connectorUrl,
  from: { id: `29:${personId}`, name: 'Somebody', aadObjectId: personId },
  recipient: { id: '28:scorekeeper', name: 'Scorekeeper' },
  conversation: {
    id: `a:${personId}`,
    conversationType: 'personal',
    tenantId: sandboxDefaults.tenantId,
  },
  channelData: { tenant: { id: sandboxDefaults.tenantId } },
  text: 'queue',
  ...more,
});

/** A press of a button, forged at will. */
export const invokeOf = (
  world: Pick<World, 'connectorUrl'>,
  personId: string,
  verb: string,
  data: unknown,
): Json =>
  activityOf(world, personId, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    text: '',
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
  });

export async function send(
  { url }: Pick<World, 'url'>,
  activity: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const answer = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof activity === 'string' ? activity : JSON.stringify(activity),
  });
  const text = await answer.text();
  return { status: answer.status, text, body: parsed(text) };
}

const parsed = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
};

/** Presses with whatever data, and returns what stands in place of the card: a card or a sentence. */
export async function forge(
  world: World,
  personId: string,
  verb: string,
  data: unknown,
): Promise<{ readonly card: unknown; readonly notice: string }> {
  const { body } = await send(world, invokeOf(world, personId, verb, data));
  const { type, value } = body;
  return String(type).endsWith('card.adaptive')
    ? { card: value, notice: '' }
    : { card: null, notice: typeof value === 'string' ? value : JSON.stringify(value ?? body) };
}
