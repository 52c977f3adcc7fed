import type { Area } from '../../domain/question.ts';

const category = (name: string, value: string): Area => ({ by: 'category', values: [value], name });
const service = (name: string, ...values: readonly string[]): Area => ({
  by: 'service',
  values,
  name,
});

/** The parts of Secure Score, each with what people call it; an app that it measures is a part as well. */
export const areas: readonly (readonly [Area, string])[] = [
  [
    category('Identity', 'Identity'),
    'identity, identities, user accounts, accounts, sign ins, sign in',
  ],
  [
    category('Devices', 'Device'),
    'device, devices, endpoint, endpoints, computers, machines, laptops, clients, workstations, pcs',
  ],
  [category('Apps', 'Apps'), 'app, apps, application, applications'],
  [category('Data', 'Data'), 'data, data protection'],
  [category('Infrastructure', 'Infrastructure'), 'infrastructure, infra'],
  [service('Exchange', 'EXO'), 'exchange, xchange, exchange online, exo, mailboxes, outlook'],
  [service('Email', 'EXO', 'MDO'), 'email, emails, e mail, mail'],
  [service('SharePoint', 'SPO'), 'sharepoint, share point, sharepoint online, spo'],
  [service('OneDrive', 'SPO'), 'onedrive, one drive'],
  [service('Teams', 'MS Teams'), 'teams, ms teams'],
  [
    service('Entra ID', 'AzureAD'),
    'entra, entra id, azure ad, azuread, aad, azure active directory, conditional access',
  ],
  [
    service('Defender', 'MDATP', 'MDO', 'Azure ATP', 'MCAS'),
    'defender, defender xdr, microsoft 365 defender, m365 defender',
  ],
  [
    service('Defender for Office 365', 'MDO'),
    'defender for office, defender for office 365, defender for o365, mdo',
  ],
  [
    service('Defender for Endpoint', 'MDATP'),
    'defender for endpoint, defender for endpoints, mde, mdatp, defender atp',
  ],
  [
    service('Defender for Identity', 'Azure ATP'),
    'defender for identity, mdi, azure atp, aatp, active directory, domain controllers',
  ],
  [
    service('Defender for Cloud Apps', 'MCAS'),
    'defender for cloud apps, defender for cloud, cloud apps, cloud app security, mcas, mdca',
  ],
  [service('App governance', 'AppG'), 'app governance'],
  [
    service('Purview', 'MIP'),
    'purview, information protection, mip, dlp, data loss prevention, sensitivity labels',
  ],
  [service('Intune', 'Intune'), 'intune, endpoint manager, mem, mdm'],
  [service('Admin center', 'Admincenter'), 'admin center, admin centre, admincenter, admin portal'],
  [service('Forms', 'FORMS'), 'forms'],
  [service('Sway', 'SWAY'), 'sway'],
  [service('Salesforce', 'MDA_SF'), 'salesforce'],
  [service('ServiceNow', 'MDA_SNOW'), 'servicenow, service now'],
  [service('GitHub', 'MDA_GitHub'), 'github'],
  [service('Zendesk', 'MDA_Zendesk'), 'zendesk'],
  [service('ShareFile', 'MDA_CitrixSF'), 'sharefile, citrix'],
  [service('Atlassian', 'MDA_Atlassian'), 'atlassian, jira, confluence'],
  [service('Zoom', 'MDA_Zoom'), 'zoom'],
  [service('Okta', 'MDA_Okta'), 'okta'],
  [service('DocuSign', 'MDA_DocuSign'), 'docusign'],
  [service('Dropbox', 'MDA_Dropbox'), 'dropbox'],
  [service('Google Workspace', 'MDA_Google'), 'google, google workspace'],
  [service('NetDocuments', 'MDA_NetDocuments'), 'netdocuments'],
  [service('Workplace', 'MDA_Workplace'), 'workplace'],
];

/** Two parts named together are one to ask about; undefined where one is a category and the other a product. */
export function bothAreas(one: Area, other: Area): Area | undefined {
  if (one.by !== other.by) return undefined;
  const values = [...new Set([...one.values, ...other.values])];
  return { by: one.by, values, name: `${one.name} and ${other.name}` };
}
