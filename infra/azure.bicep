// Scorekeeper on Azure: two identities, a web app, the bot's registration, a log workspace and, unless you bring
// your own, a PostgreSQL server that only the web app's network reaches.
//
// The record does not go on the web app's disk: /home of App Service is network storage, where SQLite's locks and
// its write-ahead log are not safe, and the package is mounted read-only. So DATABASE_URL is PostgreSQL here. SQLite
// needs a local disk, such as that of a virtual machine.

targetScope = 'resourceGroup'

@minLength(4)
@maxLength(20)
@description('Names everything here; the web app is <name>.<webAppDomain>, so it must be unique in the world')
param resourceBaseName string

@maxLength(42)
@description('The name of the bot in Azure')
param botDisplayName string = 'Scorekeeper'

@allowed(['F0', 'S1'])
@description('F0 is enough: Teams is a standard channel')
param botSku string = 'F0'

@description('A size that has Always On: B1 or more')
param webAppSku string = 'B1'

param location string = resourceGroup().location

@description('Make a PostgreSQL server; if false, databaseUrl names yours')
param createDatabase bool = true

@secure()
@description('The password of the new server\'s administrator: letters of both cases and digits, 16 or more')
param databasePassword string = ''

@secure()
@description('postgres://user:password@host/database?sslmode=verify-full, if createDatabase is false')
param databaseUrl string = ''

@description('user:<object id> or group:<object id>, comma-separated; an empty role authorises nobody')
param roleEngineer string = ''
param roleItManager string = ''
@minLength(1)
param roleCiso string
param roleAuditor string = ''

@minLength(1)
@description('The zone in which days begin and end, an IANA name')
param timeZone string

@allowed(['graph', 'manual'])
@description('manual: the bot never writes to Secure Score, and SecurityEvents.Read.All is enough')
param writeBack string = 'manual'

@description('Further settings of docs/operate.md, by name: AUDIT_SCOPE, BASELINE_PERCENT and so on')
param policySettings object = {}

@description('Graph root; https://graph.microsoft.us and https://dod-graph.microsoft.us for the US government clouds')
#disable-next-line no-hardcoded-env-urls
param graphBaseUrl string = 'https://graph.microsoft.com'

@description('Where web apps live: azurewebsites.us in the US government clouds')
param webAppDomain string = 'azurewebsites.net'

@secure()
@minLength(32)
@description('Signs links to the register: at least 32 random characters')
param linkKey string

@description('When this configuration was deployed: the newest one is the one that counts')
param deployedAt string = utcNow('yyyy-MM-ddTHH:mm:ssZ')

// Two identities, so that the one that Teams knows cannot read Secure Score.
resource botIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${resourceBaseName}-bot'
  location: location
}

// docs/operate.md says which application permissions this one needs; a template cannot consent to them.
resource graphIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${resourceBaseName}-graph'
  location: location
}

resource network 'Microsoft.Network/virtualNetworks@2023-11-01' = if (createDatabase) {
  name: '${resourceBaseName}-net'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/24'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.20.0.0/26'
          delegations: [{ name: 'app', properties: { serviceName: 'Microsoft.Web/serverFarms' } }]
        }
      }
      {
        name: 'database'
        properties: {
          addressPrefix: '10.20.0.64/28'
          delegations: [
            { name: 'database', properties: { serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers' } }
          ]
        }
      }
    ]
  }
}

resource databaseZone 'Microsoft.Network/privateDnsZones@2020-06-01' = if (createDatabase) {
  name: '${resourceBaseName}.private.postgres.database.azure.com'
  location: 'global'
}

resource databaseZoneLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = if (createDatabase) {
  parent: databaseZone
  name: '${resourceBaseName}-link'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: { id: network.id }
  }
}

resource databaseServer 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = if (createDatabase) {
  name: '${resourceBaseName}-db'
  location: location
  sku: { name: 'Standard_B1ms', tier: 'Burstable' }
  properties: {
    version: '16'
    administratorLogin: 'scorekeeper'
    administratorLoginPassword: databasePassword
    storage: { storageSizeGB: 32 }
    backup: { backupRetentionDays: 35, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
    network: {
      delegatedSubnetResourceId: resourceId('Microsoft.Network/virtualNetworks/subnets', '${resourceBaseName}-net', 'database')
      privateDnsZoneArmResourceId: databaseZone.id
    }
  }
  dependsOn: [network, databaseZoneLink]
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = if (createDatabase) {
  parent: databaseServer
  name: 'scorekeeper'
  properties: { charset: 'UTF8', collation: 'en_US.utf8' }
}

var newDatabaseUrl = createDatabase
  ? 'postgres://scorekeeper:${uriComponent(databasePassword)}@${databaseServer!.properties.fullyQualifiedDomainName}:5432/scorekeeper?sslmode=verify-full'
  : databaseUrl

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: resourceBaseName
  location: location
  kind: 'linux'
  sku: { name: webAppSku }
  properties: { reserved: true }
}

var hostname = '${resourceBaseName}.${webAppDomain}'
var policyAppSettings = [for setting in items(policySettings): { name: setting.key, value: string(setting.value) }]

resource webApp 'Microsoft.Web/sites@2023-12-01' = {
  name: resourceBaseName
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${botIdentity.id}': {}
      '${graphIdentity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    virtualNetworkSubnetId: createDatabase
      ? resourceId('Microsoft.Network/virtualNetworks/subnets', '${resourceBaseName}-net', 'app')
      : null
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      appCommandLine: 'npm start'
      alwaysOn: true
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      http20Enabled: true
      healthCheckPath: '/healthz'
      // The platform sets PORT.
      appSettings: concat(
        [
          { name: 'WEBSITE_RUN_FROM_PACKAGE', value: '1' }
          { name: 'SCM_DO_BUILD_DURING_DEPLOYMENT', value: 'false' }
          { name: 'NODE_ENV', value: 'production' }
          { name: 'SCOREKEEPER_MODE', value: 'production' }
          { name: 'HOST', value: '0.0.0.0' }
          { name: 'PUBLIC_URL', value: 'https://${hostname}' }
          { name: 'DATABASE_URL', value: newDatabaseUrl }
          { name: 'BOT_ID', value: botIdentity.properties.clientId }
          { name: 'BOT_TYPE', value: 'UserAssignedMSI' }
          { name: 'BOT_TENANT_ID', value: botIdentity.properties.tenantId }
          { name: 'GRAPH_BASE_URL', value: graphBaseUrl }
          { name: 'GRAPH_TENANT_ID', value: graphIdentity.properties.tenantId }
          // An id without a secret is that of a managed identity.
          { name: 'GRAPH_CLIENT_ID', value: graphIdentity.properties.clientId }
          { name: 'ROLE_ENGINEER', value: roleEngineer }
          { name: 'ROLE_IT_MANAGER', value: roleItManager }
          { name: 'ROLE_CISO', value: roleCiso }
          { name: 'ROLE_AUDITOR', value: roleAuditor }
          { name: 'TIME_ZONE', value: timeZone }
          { name: 'WRITE_BACK', value: writeBack }
          { name: 'DEPLOYED_AT', value: deployedAt }
          { name: 'SECRET_LINK_KEY', value: linkKey }
        ],
        policyAppSettings
      )
    }
  }
  dependsOn: [network, database]
}

// No publishing with a password, neither by FTP nor by the deployment endpoint.
resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = {
  parent: webApp
  name: 'ftp'
  properties: { allow: false }
}

resource noDeploymentPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = {
  parent: webApp
  name: 'scm'
  properties: { allow: false }
}

resource bot 'Microsoft.BotService/botServices@2021-03-01' = {
  name: resourceBaseName
  location: 'global'
  kind: 'azurebot'
  sku: { name: botSku }
  properties: {
    displayName: botDisplayName
    endpoint: 'https://${hostname}/api/messages'
    msaAppId: botIdentity.properties.clientId
    msaAppType: 'UserAssignedMSI'
    msaAppTenantId: botIdentity.properties.tenantId
    msaAppMSIResourceId: botIdentity.id
  }
}

resource teamsChannel 'Microsoft.BotService/botServices/channels@2021-03-01' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: { channelName: 'MsTeamsChannel' }
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${resourceBaseName}-logs'
  location: location
  properties: { sku: { name: 'PerGB2018' }, retentionInDays: 90 }
}

resource webAppLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: webApp
  properties: {
    workspaceId: workspace.id
    logs: [
      { category: 'AppServiceConsoleLogs', enabled: true }
      { category: 'AppServicePlatformLogs', enabled: true }
    ]
  }
}

// The toolkit writes these into env/.env.<environment>.
output BOT_ID string = botIdentity.properties.clientId
output BOT_TENANT_ID string = botIdentity.properties.tenantId
output PUBLIC_HOSTNAME string = hostname
output BOT_AZURE_APP_SERVICE_RESOURCE_ID string = webApp.id
output GRAPH_IDENTITY_OBJECT_ID string = graphIdentity.properties.principalId
