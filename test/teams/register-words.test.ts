import assert from 'node:assert/strict';
import type { RegisterFilter } from '../../src/app/register.ts';
import { parseCommand } from '../../src/teams/commands.ts';

const asked: readonly (readonly [string, RegisterFilter, string?])[] = [
  // The parts by their names, and words.
  ['register ended', 'ended'],
  ['register rejected', 'rejected'],
  ['register expired', 'expired'],
  ['register withdrawn', 'withdrawn'],
  ['register revoked', 'revoked'],
  ['register closed', 'closed'],
  ['register rejeced', 'rejected'],
  ['register exchange', 'all', 'exchange'],
  ['register Cloud Discovery', 'all', 'Cloud Discovery'],
  ['register “cloud discovery”', 'all', 'cloud discovery'],
  ['register RA-2026-0001', 'all', 'RA-2026-0001'],
  ['register scid_2000', 'all', 'scid_2000'],
  ['register small', 'all', 'small'],
  ['register new score', 'all', 'new score'],
  ['register all exchange', 'all', 'exchange'],
  ['register rejected exchange', 'rejected', 'exchange'],
  ['register exchange rejected', 'rejected', 'exchange'],
  ['register open audit log', 'open', 'audit log'],
  ['register active directory', 'all', 'active directory'],
  ['register active active directory', 'active', 'active directory'],
  // Sentences.
  ['which acceptances were rejected', 'rejected'],
  ['Which acceptances were rejected?', 'rejected'],
  ['which acceptances have been rejected', 'rejected'],
  ['rejected acceptances', 'rejected'],
  ['rejected proposals', 'rejected'],
  ['what was rejected?', 'rejected'],
  ['what did we reject', 'rejected'],
  ['show me what was rejected', 'rejected'],
  ['list the declined exceptions', 'rejected'],
  ['show expired acceptances', 'expired'],
  ['show me all expired acceptances please', 'expired'],
  ['which acceptances have expired', 'expired'],
  ['what expired', 'expired'],
  ['which exceptions expired?', 'expired'],
  ['withdrawn proposals', 'withdrawn'],
  ['what was withdrawn', 'withdrawn'],
  ['which acceptances were revoked', 'revoked'],
  ['did we revoke anything', 'revoked'],
  ['closed acceptances', 'closed'],
  ['which acceptances are closed', 'closed'],
  ['which acceptances have ended', 'ended'],
  ['past acceptances', 'ended'],
  ['which acceptances are open', 'open'],
  ['pending acceptances', 'open'],
  ['undecided acceptances', 'open'],
  ['current exceptions', 'active'],
  ['which acceptances are valid', 'active'],
  ['rejected acceptances for exchange', 'rejected', 'exchange'],
  ['show me the acceptances for exchange', 'all', 'exchange'],
  ['which acceptances do we have in exchange online', 'all', 'exchange online'],
  ['acceptances about the audit log', 'all', 'audit log'],
  ['expired acceptances with mfa', 'expired', 'mfa'],
  ['entries in the register about mfa', 'all', 'mfa'],
];

/** What only looks like a sentence about the register. */
const others = [
  'which acceptances were rejected last month',
  'which acceptances were rejected in december',
  'rejected acceptances for this quarter',
  'I was rejected',
  'rejected',
  'my proposal was rejected',
  'the proposal is pending',
  'your acceptance was rejected',
  'what was closed',
  'which recommendations were closed',
  'open risks',
  'rejected and expired acceptances',
  'what is open in exchange',
  'expired milk in the fridge',
  'show Carl rejected acceptances by Eve',
  'acceptances for ',
];

describe('A sentence about the register', () => {
  for (const [text, filter, words = ''] of asked)
    it(`"${text}" asks for ${filter}${words === '' ? '' : ` with ${words}`}`, () => {
      assert.deepEqual(parseCommand(text), { is: 'register', filter, words });
    });

  for (const text of others)
    it(`is something else: "${text}"`, () => {
      const command = parseCommand(text);
      assert.ok(command.is !== 'register' || command.words === '', JSON.stringify(command));
      if (text !== 'acceptances for ') assert.notEqual(command.is, 'register');
    });

  it('that tells a time is a question', () => {
    for (const text of ['register this quarter', 'register due next month'])
      assert.equal(parseCommand(text).is, 'question', text);
  });
});
