import type { Role } from '../domain/person.ts';

/** A deputy as somebody asks for one: the person and the days as they were typed. */
export interface DeputyWords {
  readonly person: string;
  readonly role: Role;
  /** Empty: today. */
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

/** Asks who stands in for whom. */
export const allDeputies =
  /^(?:(?:show|list) (?:me )?)?(?:the |our |all )*deputies$|^who (?:is|are) (?:a |the |our )?deput(?:y|ies)(?: now)?$/;

const roleWords: readonly (readonly [RegExp, Role])[] = [
  [/^engineers?$/, 'engineer'],
  [/^(?:it[ -]?)?managers?$/, 'itManager'],
  [/^cisos?$/, 'ciso'],
  [/^auditors?$/, 'auditor'],
];

const shape =
  /^(?<person>.+?) (?:for|as) (?:the |an? )?(?<role>(?:it[ -]?)?manager|engineer|ciso|auditor)(?: from (?<from>.+?))? (?:until|till|to|through|thru) (?<until>.+?)(?: because(?: of)? (?<reason>.+))?$/i;

/** What follows the word "deputy"; undefined where somebody, a role or the last day is missing. */
export function deputyWords(rest: string): DeputyWords | undefined {
  const {
    person = '',
    role = '',
    from = '',
    until = '',
    reason = '',
  } = shape.exec(rest)?.groups ?? {};
  const [, named] = roleWords.find(([words]) => words.test(role.toLowerCase())) ?? [];
  return named && { person, role: named, from, until, reason };
}
