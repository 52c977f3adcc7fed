/** The four parts people play. An auditor reads everything and changes nothing. */
export const roles = ['engineer', 'itManager', 'ciso', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** A role with where it comes from: `user:<id>` or `group:<id>`, as configured, or `deputy:…`, as a deputy has it. */
export interface Grant {
  readonly role: Role;
  readonly from: string;
}

/** Someone who acts, known by the Entra object id that Teams vouches for, never by what a card says. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** The user principal name; empty where the directory gives none. */
  readonly upn: string;
  readonly grants: readonly Grant[];
}

/** Time itself, and everything that the bot does without being told by a person. */
export const theSystem: Person = { id: 'system', name: 'Scorekeeper', upn: '', grants: [] };

export const holds = (person: Person, role: Role): boolean =>
  person.grants.some((grant) => grant.role === role);

/** As `holds`, in one's own right: what somebody may do for another does not count. */
export const holdsItself = (person: Person, role: Role): boolean =>
  person.grants.some((grant) => grant.role === role && !isDeputy(grant));

/** Whether the right is another's, used for them. */
const isDeputy = ({ from }: Grant): boolean => from.startsWith('deputy:');

/** The person with what they hold in their own right alone. */
export const inOwnRight = (person: Person): Person => ({
  ...person,
  grants: person.grants.filter((grant) => !isDeputy(grant)),
});

/** The first of these roles that the person holds, with its source. */
export const grantOf = (person: Person, wanted: readonly Role[]): Grant | undefined =>
  wanted
    .map((role) => person.grants.find((grant) => grant.role === role))
    .find((grant) => grant !== undefined);

export const roleNames: Readonly<Record<Role, string>> = {
  engineer: 'engineer',
  itManager: 'IT manager',
  ciso: 'CISO',
  auditor: 'auditor',
};
