import assert from 'node:assert/strict';
import { type ChatCommand, parseCommand, phrases } from '../../src/teams/commands.ts';

const help: ChatCommand = { is: 'help' };
const queue: ChatCommand = { is: 'queue' };
const verify: ChatCommand = { is: 'verifyRegister' };
const list = (more: object = {}): ChatCommand => ({ is: 'recommendations', words: '', ...more });
const one = (words: string): ChatCommand => ({ is: 'recommendation', words });
const propose = (words: string): ChatCommand => ({ is: 'propose', words });
const show = (id: string): ChatCommand => ({ is: 'show', id });
const register = (filter: string): ChatCommand => ({ is: 'register', filter }) as ChatCommand;
const channel = (confirmed: boolean): ChatCommand => ({ is: 'useThisChannel', confirmed });

const said: readonly (readonly [string, ChatCommand])[] = [
  ['', help],
  ['   ', help],
  ['?', help],
  ['help', help],
  ['Help', help],
  ['HELP!', help],
  ['help?', help],
  ['hi', help],
  ['Hello', help],
  ['hello!', help],
  ['hey', help],
  ['Good morning', help],
  ['start', help],
  ['queue', queue],
  ['Queue.', queue],
  ['queue?', queue],
  ['quue', queue],
  ['queeue', queue],
  ['verify register', verify],
  ['Verify  Register', verify],
  ['verify regster', verify],
  ['verify register!', verify],
  ['use this channel', channel(false)],
  ['Use This Channel.', channel(false)],
  ['use this channel anyway', channel(true)],
  ['register', register('all')],
  ['REGISTER', register('all')],
  ['regster', register('all')],
  ['registerr', register('all')],
  ['register all', register('all')],
  ['register open', register('open')],
  ['register Open', register('open')],
  ['register active', register('active')],
  ['register actve', register('active')],
  ['register due', register('due')],
  ['register overdue', register('overdue')],
  ['register overdu?', register('overdue')],
  ['show RA-2026-0001', show('RA-2026-0001')],
  ['show ra-2026-0001', show('RA-2026-0001')],
  ['Show RA-2026-0001.', show('RA-2026-0001')],
  ['show RA-2026-0001?', show('RA-2026-0001')],
  ['  show   RA-2026-0001  ', show('RA-2026-0001')],
  ['recommendations', list()],
  ['Recommendations?', list()],
  ['recomendations', list()],
  ['reccommendations', list()],
  ['recommendations mail', list({ words: 'mail' })],
  ['recommendations safe links', list({ words: 'safe links' })],
  ['recommendations identity', list({ category: 'identity' })],
  ['recommendations Apps', list({ category: 'apps' })],
  ['recommendations device open', list({ category: 'device', status: 'open' })],
  ['recommendations accepted', list({ status: 'accepted' })],
  ['recommendations completed data', list({ category: 'data', status: 'completed' })],
  ['recommendations bucket 1', list({ bucket: 1 })],
  ['recommendations Bucket 4 mail', list({ bucket: 4, words: 'mail' })],
  ['recommendations bucket 5', list({ words: 'bucket 5' })],
  ['recommendation', one('')],
  ['recommendation AdminMFAV2', one('AdminMFAV2')],
  ['recommendation admin mfa', one('admin mfa')],
  ['recomendation AdminMFAV2', one('AdminMFAV2')],
  ['Recommendation: AdminMFAV2', one('AdminMFAV2')],
  ['propose', propose('')],
  ['propose cloud discovery', propose('cloud discovery')],
  ['Propose Cloud Discovery!', propose('Cloud Discovery')],
  ['propse cloud discovery', propose('cloud discovery')],
  ['propose mcas_cloud_discovery', propose('mcas_cloud_discovery')],
  ['propose: scid_100', propose('scid_100')],
];

describe('A sentence', () => {
  for (const [text, command] of said)
    it(`"${text}" is understood`, () => {
      assert.deepEqual(parseCommand(text), command);
    });

  for (const [text, closest] of [
    ['show', 'show RA-2026-0001'],
    ['registr closed', 'register'],
    ['help me please', 'help'],
    ['queue for carl', 'queue'],
    ['verify', 'verify register'],
    ['verify the register', 'verify register'],
    ['use that channel', 'use this channel'],
    ['accept cloud discovery', 'propose'],
  ] as const)
    it(`"${text}" gets "${closest}" among the three closest`, () => {
      const command = parseCommand(text);
      const offered = command.is === 'unknown' ? command.closest : [];
      assert.equal(new Set(offered).size, 3);
      assert.ok(
        offered.some((one) => one.startsWith(closest)),
        offered.join(),
      );
    });

  it('that makes no sense at all gets three things that do', () => {
    for (const text of [
      '42',
      '🎉',
      'x'.repeat(10_000),
      '__proto__',
      'constructor',
      'toString now',
    ]) {
      const command = parseCommand(text);
      assert.equal(command.is === 'unknown' && command.closest.length, 3, text);
    }
  });

  it('that the bot offers is one that it understands', () => {
    for (const phrase of phrases) assert.notEqual(parseCommand(phrase).is, 'unknown', phrase);
  });
});
