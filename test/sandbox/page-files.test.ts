import assert from 'node:assert/strict';
import { createRoutesWorld, type RoutesWorld } from './routes-world.ts';
import { raw } from './support.ts';

describe('the page of the sandbox', () => {
  let world: RoutesWorld;

  const get = (path: string, init: RequestInit = {}) => fetch(`${world.url}${path}`, init);

  before(async () => {
    world = await createRoutesWorld();
  });
  after(() => world.close());

  it('comes with a policy that lets nothing foreign in', async () => {
    const answer = await get('/');
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8');
    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.match(policy, /base-uri 'none'; form-action 'none'; frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(answer.headers.get('cache-control'), 'no-cache');
  });

  it('brings its scripts', async () => {
    for (const path of [
      'vendor/adaptivecards.min.js',
      'vendor/markdown-it.min.js',
      'page/main.js',
    ]) {
      const answer = await get(`/sandbox/${path}`);
      assert.equal(answer.status, 200, path);
      assert.equal(answer.headers.get('content-type'), 'text/javascript; charset=utf-8');
      assert.ok((await answer.text()).length > 100);
    }
    const head = await get('/sandbox/vendor/adaptivecards.min.js', { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.ok(Number(head.headers.get('content-length')) > 100_000);
  });

  for (const path of [
    '/sandbox/page/../api.ts',
    '/sandbox/page/..%2fapi.ts',
    '/sandbox/page/%2e%2e/routes.ts',
    '/sandbox/page/tsconfig.json',
    '/sandbox/page/sub/../main.js',
    '/sandbox/page/..\\main.js',
    '/sandbox/page//main.js',
    '/sandbox/page/.main.js',
    '/sandbox/page/missing.js',
    '/sandbox/page/',
    '/sandbox/vendor/other.js',
    '/sandbox/vendor/toString',
  ])
    it(`has nothing at ${path}`, async () => {
      assert.equal((await raw(world.port, { path })).status, 404);
    });
});
