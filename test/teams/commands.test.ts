import assert from 'node:assert/strict';
import type { RegisterFilter } from '../../src/app/register.ts';
import { phrases } from '../../src/teams/closest.ts';
import { type ChatCommand, parseCommand } from '../../src/teams/commands.ts';

const help: ChatCommand = { is: 'help' };
const queue: ChatCommand = { is: 'queue' };
const verify: ChatCommand = { is: 'verifyRegister' };
const exporting: ChatCommand = { is: 'exportRegister' };
const list = (more: object = {}): ChatCommand => ({ is: 'recommendations', words: '', ...more });
const one = (words: string): ChatCommand => ({ is: 'recommendation', words });
const propose = (words: string): ChatCommand => ({ is: 'propose', words });
const show = (id: string): ChatCommand => ({ is: 'show', id });
const register = (filter: RegisterFilter, words = ''): ChatCommand => ({
  is: 'register',
  filter,
  words,
});
const sample = (count: number, seed?: string): ChatCommand => ({
  is: 'sample',
  count,
  ...(seed === undefined ? {} : { seed }),
});
const review: ChatCommand = { is: 'review' };
type Deputy = Extract<ChatCommand, { readonly is: 'deputy' }>;
const deputy = (
  asked: (Partial<Deputy['asked']> & Pick<NonNullable<Deputy['asked']>, 'role'>) | undefined,
): ChatCommand => ({
  is: 'deputy',
  asked: asked && { person: '', from: '', until: '', reason: '', ...asked },
});
const notBuilt = (what: string): ChatCommand => ({ is: 'notBuilt', what });
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
  ['export register', exporting],
  ['Export the register', exporting],
  ['exprot register', exporting],
  ['export register as xlsx', exporting],
  ['download our register as csv', exporting],
  ['export', exporting],
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
  ['proposed acceptances', register('open')],
  ['open proposals', register('open')],
  ['list acceptances', register('active')],
  ['show me our accepted risks', register('active')],
  ['which accepted risks do we have?', register('active')],
  ['exceptions', register('active')],
  ['show me the pending proposals', register('open')],
  ['register overdu?', register('overdue')],
  ['registr closed', register('closed')],
  ['sample 5', sample(5)],
  ['sample', sample(5)],
  ['Sample of 12.', sample(12)],
  ['random sample', sample(5)],
  ['draw a random sample of three acceptances', sample(3)],
  ['give me 5 random acceptances', sample(5)],
  ['sample 5 random acceptances in force', sample(5)],
  ['sample 5 seed 3f9a1c04', sample(5, '3f9a1c04')],
  ['sample 0', sample(0)],
  ['show', { is: 'register', filter: 'all', words: '' }],
  ['details', { is: 'register', filter: 'all', words: '' }],
  ['verify', verify],
  ['verify the register', verify],
  ['details RA-2026-0001', { is: 'details', id: 'RA-2026-0001' }],
  ['Details ra-2026-0001?', { is: 'details', id: 'RA-2026-0001' }],
  ['show RA-2026-0001', show('RA-2026-0001')],
  ['show ra 2026 1', show('RA-2026-0001')],
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
  ['propsoe audit log', propose('audit log')],
  ['hlep', help],
  ['queeu', queue],
  ['register oevrdue', register('overdue')],
  ['recommendations with mfa', list({ words: 'with mfa' })],
  ['review', review],
  ['Review!', review],
  ['reveiw', review],
  ['weekly review', review],
  ['the weekly review please', review],
  ["show me this week's review", review],
  ['import register', notBuilt('Importing')],
  ['deputies', { is: 'deputies' }],
  ['show me all deputies', { is: 'deputies' }],
  ['Who is deputy?', { is: 'deputies' }],
  ['deputy', deputy(undefined)],
  ['deputy Ed', deputy(undefined)],
  ['deputy Ed for CISO', deputy(undefined)],
  ['deputy Ed for boss until Friday', deputy(undefined)],
  [
    'deputy Carl for ciso until 1 December',
    deputy({ person: 'Carl', role: 'ciso', until: '1 December' }),
  ],
  ['deputy @Ed for CISO until 14 Aug.', deputy({ person: '@Ed', role: 'ciso', until: '14 Aug' })],
  [
    'Deputy Ed Ellis for the IT manager from 1 Aug until 14 Aug because holiday',
    deputy({
      person: 'Ed Ellis',
      role: 'itManager',
      from: '1 Aug',
      until: '14 Aug',
      reason: 'holiday',
    }),
  ],
  [
    'deputy ed@contoso.example as engineer till Friday because of a course until then',
    deputy({
      person: 'ed@contoso.example',
      role: 'engineer',
      until: 'Friday',
      reason: 'a course until then',
    }),
  ],
  ['deputy Aude for auditor to 1 Dec', deputy({ person: 'Aude', role: 'auditor', until: '1 Dec' })],
  ['roadmap', notBuilt('The roadmap')],
  ['show me the roadmap', notBuilt('The roadmap')],
  ['report', notBuilt('The report')],
  ['report Q3', notBuilt('The report')],
];

describe('A sentence', () => {
  for (const [text, command] of said)
    it(`"${text}" is understood`, () => {
      assert.deepEqual(parseCommand(text), command);
    });

  for (const [text, closest] of [
    ['show 2026-1', 'show RA-2026-0001'],
    ['samples of fabric', 'sample 5'],
    ['which acceptances were rejected last month', 'register rejected'],
    ['help me please', 'help'],
    ['queue for carl', 'queue'],
    ['verify my account', 'verify register'],
    ['use that channel', 'use this channel'],
    ['accept cloud discovery', 'propose'],
    ['what changed in Narnia', 'what changed this week'],
    ['what is the score in Identity', 'how is the score'],
    ['which acceptances expire in December', 'which acceptances expire in 30 days'],
    ['who owns audit log', 'recommendation audit log'],
    ['proposes audit log', 'propose audit log'],
    ['proposed acceptances this month', 'what did we accept this quarter'],
    ['review last week', 'review'],
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

  for (const [text, first] of [
    ['wot regresd', 'what regressed this week'],
    ['what regressed in Narnia', 'what regressed this week'],
    ['scores per country', 'how is the score'],
    ['verify everything', 'verify register'],
    ['what waits for carl', 'what waits for me'],
  ] as const)
    it(`"${text}" gets "${first}" first`, () => {
      const command = parseCommand(text);
      assert.equal(command.is === 'unknown' && command.closest[0], first);
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
