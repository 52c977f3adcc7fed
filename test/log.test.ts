import assert from 'node:assert/strict';
import { jsonLog } from '../src/log.ts';

describe('The log', () => {
  let lines: string[];
  const log = jsonLog((line) => lines.push(line));
  const last = (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '') as never;
  beforeEach(() => {
    lines = [];
  });

  it('is one JSON object a line', () => {
    log.info('started', { port: 3978, story: false });
    log.warn('channel-closed');
    assert.equal(lines.length, 2);
    for (const line of lines) assert.match(line, /^\{[^\n]+\}\n$/);
    const { at, ...rest } = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    assert.deepEqual(rest, { level: 'info', event: 'started', port: 3978, story: false });
    assert.match(String(at), /^\d{4}-\d\d-\d\dT.*Z$/);
    assert.equal(last()['level'], 'warn');
  });

  it('keeps to its line whatever a fact holds', () => {
    log.info('odd', { name: 'a\nb"},{"level":"error' });
    assert.equal(lines.join('').split('\n').length, 2);
    assert.equal(last()['level'], 'info');
  });

  it('says the kind, the code and the place of an error, never its message or stack', () => {
    const error = Object.assign(new TypeError('password=secret'), {
      code: 'ECONN',
      statusCode: 412,
    });
    error.stack = 'TypeError: password=secret\n    at act (file:///app/src/app/act.ts:52:7)\n';
    log.fault('effect-failed', error, { key: 'show:RA-2026-0001' });
    const { at: _at, ...rest } = last();
    assert.deepEqual(rest, {
      level: 'error',
      event: 'effect-failed',
      key: 'show:RA-2026-0001',
      error: 'TypeError',
      code: 'ECONN',
      status: 412,
      place: 'src/app/act.ts:52',
    });
  });

  it('says only what it was where it was no error', () => {
    for (const [thrown, kind] of [
      ['password=secret', 'string'],
      [undefined, 'undefined'],
      [{ message: 'secret' }, 'object'],
    ] as const) {
      log.fault('odd', thrown);
      assert.equal(last()['error'], kind);
      assert.ok(!lines.join('').includes('secret'));
    }
  });

  it('passes over a code that is no text', () => {
    log.fault('odd', Object.assign(new Error('x'), { code: { secret: 1 }, statusCode: 'y' }));
    assert.deepEqual([last()['code'], last()['status']], [undefined, undefined]);
  });
});
