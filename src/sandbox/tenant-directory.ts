import type { Role } from '../domain/person.ts';
import type { SandboxPerson } from './api.ts';

/** The simulated tenant's id. */
export const sandboxTenantId = '5c0e0000-0000-4000-8000-000000005c0e';

interface Account extends SandboxPerson {
  readonly upn: string;
  readonly guest?: true;
}

const accounts: readonly Account[] = [
  account('eve', 'Eve Engel', 'Engineer'),
  account('ed', 'Ed Ellis', 'Engineer'),
  account('mia', 'Mia Maro', 'IT manager'),
  account('carl', 'Carl Cato', 'CISO'),
  account('aude', 'Aude Audet', 'Auditor'),
  account('zed', 'Zed Zorn', 'No role'),
  {
    ...account('gus', 'Gus Gast', 'Guest'),
    upn: 'gus.gast_partner.example#EXT#@sandbox.example',
    guest: true,
  },
];

function account(short: string, name: string, title: string): Account {
  const upn = `${name.toLowerCase().replace(' ', '.')}@sandbox.example`;
  return { id: `sandbox-${short}`, name, title, upn };
}

/** The people whom the sandbox's page shows. */
export const sandboxPeople: readonly SandboxPerson[] = accounts.map(({ id, name, title }) => ({
  id,
  name,
  title,
}));

/** Who holds which role where nothing else is configured. */
export const sandboxRoles: Readonly<Record<Role, readonly string[]>> = {
  engineer: ['user:sandbox-eve', 'user:sandbox-ed'],
  itManager: ['user:sandbox-mia'],
  ciso: ['user:sandbox-carl'],
  auditor: ['user:sandbox-aude'],
};

/** The tenant's security groups, for configurations with `group:` roles. One is nested in another. */
const groups: ReadonlyMap<string, { readonly name: string; readonly members: readonly string[] }> =
  new Map([
    ['sandbox-engineers', { name: 'Engineers', members: ['sandbox-eve', 'sandbox-on-call'] }],
    ['sandbox-on-call', { name: 'Engineers on call', members: ['sandbox-ed'] }],
    ['sandbox-it-managers', { name: 'IT managers', members: ['sandbox-mia'] }],
    ['sandbox-cisos', { name: 'CISOs', members: ['sandbox-carl'] }],
    ['sandbox-auditors', { name: 'Auditors', members: ['sandbox-aude'] }],
  ]);

/** The principal name of one of the people; anybody else's word as it is. */
export const upnOf = (id: string): string => accounts.find((one) => one.id === id)?.upn ?? id;

/** A user as Graph sends it, by id or principal name, all of its properties. */
export function user(id: string): Readonly<Record<string, unknown>> | undefined {
  const wanted = id.toLowerCase();
  const found = accounts.find((one) => one.id === wanted || one.upn.toLowerCase() === wanted);
  if (found === undefined) return undefined;
  const [givenName, surname] = found.name.split(' ');
  return {
    id: found.id,
    displayName: found.name,
    givenName,
    surname,
    jobTitle: found.title,
    mail: found.guest ? 'gus.gast@partner.example' : found.upn,
    userPrincipalName: found.upn,
    accountEnabled: true,
    userType: found.guest ? 'Guest' : 'Member',
  };
}

/** A group as Graph sends it. */
export function group(id: string): Readonly<Record<string, unknown>> | undefined {
  const found = groups.get(id);
  return found && { id, displayName: found.name, securityEnabled: true, mailEnabled: false };
}

/** The ids of the users in a group, those of nested groups included. */
export function membersOf(groupId: string): readonly string[] {
  const members = groups.get(groupId)?.members ?? [];
  return members.flatMap((id) => (groups.has(id) ? membersOf(id) : [id]));
}
