import type { Acceptance } from '../domain/acceptance.ts';

/** Microsoft's products by the short names that Graph has for them, as people call them. */
const products: Readonly<Record<string, string>> = {
  EXO: 'Exchange Online',
  SPO: 'SharePoint OneDrive',
  AzureAD: 'Entra ID Azure AD',
  MDATP: 'Defender for Endpoint',
  MDO: 'Defender for Office 365',
  'Azure ATP': 'Defender for Identity',
  MCAS: 'Defender for Cloud Apps',
  AppG: 'App governance',
  MIP: 'Purview Information Protection',
};

/** What an acceptance is found by: the text in which words are looked for, in lower case. */
export const searchedText = ({
  id,
  controlId,
  facts: { title, category, service },
}: Pick<Acceptance, 'id' | 'controlId'> & {
  readonly facts: Pick<Acceptance['facts'], 'title' | 'category' | 'service'>;
}): string =>
  [id, title, category, controlId, service, products[service] ?? ''].join(' ').toLowerCase();
