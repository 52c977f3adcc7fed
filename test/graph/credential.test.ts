import assert from 'node:assert/strict';
import { ClientSecretCredential, ManagedIdentityCredential } from '@azure/identity';
import { authorityOf, graphCredential } from '../../src/graph/credential.ts';
import { scopeOf } from '../../src/graph/scope.ts';

describe('the credential for Graph', () => {
  it('is of the cloud that the root belongs to', () => {
    const clouds = {
      'https://graph.microsoft.com': 'https://login.microsoftonline.com',
      'https://graph.microsoft.us': 'https://login.microsoftonline.us',
      'https://dod-graph.microsoft.us/': 'https://login.microsoftonline.us',
      'https://microsoftgraph.chinacloudapi.cn': 'https://login.chinacloudapi.cn',
    };
    for (const [root, authority] of Object.entries(clouds)) {
      assert.equal(authorityOf(root), authority);
      assert.equal(scopeOf(root), `${new URL(root).origin}/.default`);
    }
  });

  it('is a secret or a managed identity', () => {
    const root = 'https://graph.microsoft.com';
    const tenantId = '11111111-1111-1111-1111-111111111111';
    const secret = { kind: 'secret', tenantId, clientId: 'app', clientSecret: 'secret' } as const;
    assert.ok(graphCredential(secret, root) instanceof ClientSecretCredential);
    assert.throws(() => graphCredential({ ...secret, clientSecret: '' }, root));
    for (const clientId of [undefined, 'app']) {
      const made = graphCredential({ kind: 'managedIdentity', clientId }, root);
      assert.ok(made instanceof ManagedIdentityCredential);
    }
  });
});
