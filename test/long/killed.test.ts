import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { ChatMessage, SandboxState } from '../../src/sandbox/api.ts';
import { type ChatService, createChat } from '../../src/sandbox/chat.ts';
import { channelChatId } from '../../src/sandbox/chat-places.ts';
import { pathOf } from '../../src/sandbox/json-http.ts';
import { memoryShelf } from '../../src/sandbox/memory-shelf.ts';
import { sandboxDefaults } from '../../src/sandbox/sandbox.ts';
import { sandboxPeople } from '../../src/sandbox/tenant-directory.ts';
import { type Served, serve } from '../sandbox/support.ts';
import { dataOf, idIn, said, titlesOf, wordsOf } from '../e2e/cards.ts';
import { type Child, endChildren, type Folder, folder, startChild, until } from '../e2e/child.ts';
import { graphStandIn, type GraphStandIn } from '../e2e/graph-stand-in.ts';
import { carl, context, environmentFor, eve, form, mia } from '../e2e/world.ts';

/** When the bot is killed, counted from the press that approves. */
type Moment =
  | { readonly afterMs: number }
  /** When the write has reached Graph, and before it is carried out there. */
  | 'beforeTheWrite'
  /** When it has been carried out, and before the bot hears of it. */
  | 'afterTheWrite';

const moments: readonly Moment[] = [
  { afterMs: 0 },
  'beforeTheWrite',
  { afterMs: 12 },
  'afterTheWrite',
  { afterMs: 45 },
];
// Not completed in the simulated tenant, of more than two points.
const controls = [
  'mcas_cloud_discovery',
  'aad_admin_consent_workflow',
  'mdo_safeattachments',
  'PWAgePolicyNew',
  'UserRiskPolicy',
];

describe('A bot that is killed', () => {
  let dir: Folder;
  let graph: GraphStandIn;
  let chat: ChatService;
  let connector: Served;
  let child: Child;
  let port = 0;
  let db: DatabaseSync;

  const rows = (sql: string, ...values: string[]) => db.prepare(sql).all(...values);
  const stateOf = (id: string): unknown =>
    rows('select state from acceptance where id = ?', id)[0]?.['state'];

  /** Starts the bot; then everybody comes back to the Teams that outlives it. */
  const up = async (): Promise<void> => {
    child = startChild({
      ...environmentFor(graph.url),
      DATABASE_URL: dir.database,
      PORT: String(port),
    });
    port = await child.port;
    db = new DatabaseSync(join(dir.path, 'record.db'));
    // The sandbox's own Teams lets its people in first; the channel is the last of it.
    const inside = `http://127.0.0.1:${String(port)}/%`;
    await until(
      () => rows('select 1 from channel where "serviceUrl" like ?', inside).length > 0,
      'the sandbox has let its people in',
    );
    for (const { id } of sandboxPeople) await chat.install(id);
    await chat.say({ chatId: channelChatId, personId: carl, text: 'use this channel anyway' });
  };

  const kill = async (): Promise<void> => {
    await child.kill();
    db.close();
  };

  before(async function () {
    this.timeout(30_000);
    dir = folder();
    graph = await graphStandIn();
    connector = await serve((req, res) => void chat.handle(req, res, pathOf(req)));
    // The port is the bot's own choice at its first start and stays the same.
    const bot = { url: () => `http://127.0.0.1:${String(port)}/api/messages` };
    chat = await createChat({
      shelf: memoryShelf(),
      now: () => new Date(),
      people: sandboxPeople,
      tenantId: sandboxDefaults.tenantId,
      get botUrl() {
        return bot.url();
      },
      connectorUrl: `${connector.url}/`,
    });
    await up();
  });
  after(async () => {
    await endChildren();
    await chat.close();
    await connector.close();
    await graph.close();
    dir.remove();
  });

  const messages = (chatId: string): readonly ChatMessage[] =>
    chat.chats().find(({ id }) => id === chatId)?.messages ?? [];
  const offered = (personId: string, verb: string, id: string): ChatMessage | undefined =>
    messages(`chat-${personId}`).findLast(
      ({ card }) => dataOf(card, verb) !== undefined && wordsOf(card).includes(id),
    );
  const press = async (personId: string, verb: string, id: string, typed = {}) => {
    await until(() => offered(personId, verb, id) !== undefined, `${personId}: ${verb} ${id}`);
    const message = offered(personId, verb, id) ?? assert.fail();
    const data = { ...dataOf(message.card, verb), ...typed };
    return chat.press({ chatId: `chat-${personId}`, personId, messageId: message.id, verb, data });
  };

  const endorsed = async (controlId: string): Promise<string> => {
    await chat.say({ chatId: `chat-${eve}`, personId: eve, text: `propose ${controlId}` });
    const first = await press(eve, 'propose', '', form);
    // A machine that is busy may not have said in time who Eve is: as the notice says, she tries again.
    const answer = first.card === null ? await press(eve, 'propose', '', form) : first;
    const id = idIn(answer.card);
    assert.match(id, /^RA-/, `${wordsOf(answer.card)} ${answer.notice}`);
    await press(mia, 'endorse', id, { businessContext: context });
    return id;
  };

  /** Approves and kills; whether the press was answered before. */
  const approveAndKill = async (id: string, moment: Moment): Promise<boolean> => {
    await until(() => offered(carl, 'approve', id) !== undefined, `approve ${id}`);
    const reached = Promise.withResolvers<undefined>();
    graph.meet = (method) => {
      if (method !== 'PATCH' || moment !== 'beforeTheWrite') return undefined;
      reached.resolve(undefined);
      return 'hang';
    };
    graph.beforeAnswer = () => {
      if (moment !== 'afterTheWrite') return Promise.resolve();
      reached.resolve(undefined);
      return new Promise<void>(() => undefined);
    };
    const answered = press(carl, 'approve', id).then(({ card }) => card !== null);
    await (typeof moment === 'string'
      ? reached.promise
      : new Promise((resolve) => setTimeout(resolve, moment.afterMs)));
    await kill();
    graph.meet = () => undefined;
    graph.beforeAnswer = () => Promise.resolve();
    return answered;
  };

  it('keeps every decision that was answered, writes each one once, and loses no message', async () => {
    const ids: string[] = [];
    for (const [at, moment] of moments.entries()) {
      const controlId = controls[at] ?? '';
      const id = await endorsed(controlId);
      ids.push(id);
      const answered = await approveAndKill(id, moment);
      await up();
      if (answered || typeof moment === 'string')
        assert.ok(['Approved', 'Active'].includes(String(stateOf(id))), JSON.stringify(moment));
      // Whose press was not answered presses again; it may be on record all the same.
      if (stateOf(id) === 'InApproval') await press(carl, 'approve', id);
      await until(() => stateOf(id) === 'Active', `${id} active after ${JSON.stringify(moment)}`);
      const history = graph.tenant.control(controlId)?.history ?? [];
      assert.equal(history.length, 1, JSON.stringify({ moment, history }));
      assert.match(history[0]?.comment ?? '', new RegExp(id));
      const approvals = rows(
        'select seq from trail where event = \'approve\' and "acceptanceId" = ?',
        id,
      );
      assert.equal(approvals.length, 1);
    }
    await until(
      () =>
        rows('select key from outbox where "doneAt" is null and key not like \'clock:%\'')
          .length === 0,
      'nothing is left to do',
    );
    await everybodyKnows(ids);
  }).timeout(60_000);

  /** In the Teams that outlived the bot, or in the sandbox's own, where somebody was for a moment after a start. */
  const everybodyKnows = async (ids: readonly string[]): Promise<void> => {
    const answer = await fetch(`http://127.0.0.1:${String(port)}/sandbox/state`);
    const inside = ((await answer.json()) as SandboxState).chats;
    const all = (chatId: string): readonly string[] =>
      [...messages(chatId), ...(inside.find(({ id }) => id === chatId)?.messages ?? [])].map(said);
    for (const id of ids) {
      const times = (chatId: string, what: RegExp): number =>
        all(chatId).filter((words) => words.includes(`**${id}**`) && what.test(words)).length;
      for (const [chatId, what] of [
        [`chat-${eve}`, /approved by/],
        [`chat-${eve}`, /in force\./],
        [`chat-${mia}`, /approved by/],
        [channelChatId, /asks for/],
        [channelChatId, /approved by/],
        [channelChatId, /in force\./],
      ] as const) {
        const told = times(chatId, what);
        // Killed between sending and recording, a message may be there twice.
        assert.ok(told === 1 || told === 2, `${id} ${chatId} ${String(what)}: ${String(told)}`);
      }
      await chat.say({ chatId: `chat-${carl}`, personId: carl, text: `show ${id}` });
      const card = messages(`chat-${carl}`).at(-1)?.card;
      assert.match(wordsOf(card), /Active/);
      assert.ok(!titlesOf(card).includes('Approve'));
    }
  };
});
