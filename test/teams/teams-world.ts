import type { Ports } from '../../src/app/ports.ts';
import { carryOut } from '../../src/app/carry-out.ts';
import type { Person } from '../../src/domain/person.ts';
import { botAdapter } from '../../src/teams/adapter.ts';
import { createBot } from '../../src/teams/bot.ts';
import { activityDoor } from '../../src/teams/door.ts';
import { type Delivery, messenger } from '../../src/teams/messenger.ts';
import { roster } from '../../src/teams/roster.ts';
import { governance } from '../app/alert-world.ts';
import { answerJson, serve, textOf } from '../sandbox/support.ts';
import type { World } from '../support/world.ts';

/** What the bot asked of the Bot Connector. */
export interface Request {
  readonly method: string;
  /** With its escapes undone. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Answered {
  readonly status: number;
  readonly body?: { readonly type: string; readonly value: unknown };
}

export type Teams = Awaited<ReturnType<typeof teamsOf>>;

const tenantId = governance.tenantId;
export const channelId = '19:governance@thread.tacv2';

/** The bot of a world behind the real SDK; the Bot Connector is stood in for on loopback. */
export async function teamsOf(w: World) {
  const requests: Request[] = [];
  const state: { refuse?: number } = {};
  const connector = await serve((req, res) => {
    void textOf(req).then((text) => {
      const body = (text === '' ? {} : JSON.parse(text)) as Request['body'];
      const path = decodeURIComponent(req.url ?? '');
      requests.push({ method: req.method ?? '', path, body });
      if (state.refuse !== undefined)
        answerJson(res, state.refuse, { error: { code: 'Simulated', message: 'secret words' } });
      else answerJson(res, 200, { id: `sent-${String(requests.length)}` });
    });
  });
  const serviceUrl = `${connector.url}/`;
  await w.store.saveChannel({ ...governance, conversationId: channelId, serviceUrl });
  const needs = {
    adapter: botAdapter(undefined),
    botAppId: '',
    gate: { tenantId, sandbox: true },
    store: w.store,
    log: w.log,
  };
  const delivery: Delivery = { ...needs, roster: roster(needs) };
  const ports: Ports = { ...w.ports, messenger: messenger(delivery) };
  const app = createBot({ ...needs, delivery, ports: () => ports });
  const door = activityDoor(needs.adapter, app, needs.gate);

  const send = async (who: Person, from: string, more: object): Promise<Answered> => {
    const isPersonal = from.startsWith('a:');
    const conversationType = isPersonal ? 'personal' : 'channel';
    const places = { team: { id: '19:team' }, channel: { id: from.replace(/;.*$/, '') } };
    const activity = {
      id: 'f:said',
      channelId: 'msteams',
      serviceUrl,
      from: { id: `29:${who.id}`, name: who.name, aadObjectId: who.id },
      recipient: { id: '28:scorekeeper', name: 'Scorekeeper' },
      conversation: { id: from, conversationType, tenantId },
      channelData: { tenant: { id: tenantId }, ...(isPersonal ? {} : places) },
      ...more,
    };
    const { status, body } = await door(activity, {});
    return { status, ...(body ? { body: body as NonNullable<Answered['body']> } : {}) };
  };

  return {
    ports,
    requests,
    state,
    say: (who: Person, text: string, from: string) => send(who, from, { type: 'message', text }),
    /** A button, as a client sends it. */
    press: (who: Person, [verb, data]: readonly [string, object], from: string) =>
      send(who, from, {
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: 'the-card',
        value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
      }),
    /** The same by an older client, as a message. */
    submit: (who: Person, [verb, data]: readonly [string, object], from: string) =>
      send(who, from, { type: 'message', replyToId: 'the-card', value: { ...data, verb } }),
    settle: () => carryOut(ports),
    close: () => connector.close(),
  };
}

/** The card in what was sent. */
export const cardIn = ({ body }: Request): unknown =>
  (body['attachments'] as readonly { readonly content: unknown }[] | undefined)?.[0]?.content;
