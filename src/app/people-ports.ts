import type { Person, Role } from '../domain/person.ts';

export interface PeopleStore {
  /** Names as last seen, by object id; who was blanked or never seen is absent. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Everybody who was seen, with a name. */
  peopleMet(): Promise<readonly Pick<Person, 'id' | 'name' | 'upn'>[]>;
  savePeople(people: readonly Person[]): Promise<void>;
}

/** `unreachable` is no answer within the time: nobody is authorised by it. */
export type DirectoryAnswer =
  | {
      readonly ok: true;
      readonly person: Person;
      /** Disabled, or a guest where guests count for nobody: holds no role, and is given nothing to do. */
      readonly barred?: true;
    }
  | { readonly ok: false; readonly why: 'stranger' | 'unreachable' };

export interface Directory {
  /** The person with their roles, asked now: 2 s at most, never from a cache. For acts. */
  person(id: string): Promise<DirectoryAnswer>;
  /** As `person`, at most 5 minutes old: for reading. */
  recent(id: string): Promise<DirectoryAnswer>;
  /** Who holds a role, at most 5 minutes old; sorted by name. Throws where Graph does not answer. */
  holders(role: Role): Promise<readonly Person[]>;
}
