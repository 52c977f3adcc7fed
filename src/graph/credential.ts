import {
  AzureAuthorityHosts,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from '@azure/identity';

/** How the bot proves to Entra who it is. A managed identity without a client id is the system's own. */
export type GraphIdentity =
  | {
      readonly kind: 'secret';
      readonly tenantId: string;
      readonly clientId: string;
      readonly clientSecret: string;
    }
  | { readonly kind: 'managedIdentity'; readonly clientId?: string | undefined };

const authorities: Readonly<Record<string, string>> = {
  'graph.microsoft.us': AzureAuthorityHosts.AzureGovernment,
  'dod-graph.microsoft.us': AzureAuthorityHosts.AzureGovernment,
  'microsoftgraph.chinacloudapi.cn': AzureAuthorityHosts.AzureChina,
};

/** The sign-in host of the cloud that a Graph root belongs to; the global one for roots unknown to us. */
export const authorityOf = (baseUrl: string): string =>
  authorities[new URL(baseUrl).hostname] ?? AzureAuthorityHosts.AzurePublicCloud;

/** The credential for Graph in the cloud of this root; throws where the identity is incomplete. */
export function graphCredential(identity: GraphIdentity, baseUrl: string): TokenCredential {
  if (identity.kind === 'managedIdentity') {
    const { clientId } = identity;
    return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
  }
  const { tenantId, clientId, clientSecret } = identity;
  const authorityHost = authorityOf(baseUrl);
  return new ClientSecretCredential(tenantId, clientId, clientSecret, { authorityHost });
}
