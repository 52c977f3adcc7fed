import type { Alert } from '../domain/alert.ts';
import { dayOf } from '../domain/calendar.ts';
import { namedIn } from '../domain/check.ts';
import { controlKey } from '../domain/control.ts';
import type { Owner } from './monitor-ports.ts';
import type { Ports } from './ports.ts';

/** Something that somebody can see to. */
export interface OwnedSubject {
  /** As it is kept. */
  readonly subject: string;
  /** Under which its owner is kept: an alert's stands for the controls that it is about, too. */
  readonly subjects: readonly string[];
  /** What people call it. */
  readonly title: string;
  readonly alert: Alert | undefined;
}

/** Whether whoever was made an owner is it still: not of something that was over since and is so anew since a day. */
export const ownsStill = (
  owner: Owner | undefined,
  { since, zone }: { readonly since: string; readonly zone: string },
): owner is Owner => owner !== undefined && dayOf(new Date(owner.at), zone) >= since;

/**
 * What a subject names: an alert that is open (`alert:<id>`), a control (`control:<key>`, in any case), an acceptance
 * (`RA-…`). Undefined where there is no such thing.
 */
export async function findSubject(
  { store }: Pick<Ports, 'store'>,
  subject: string,
): Promise<OwnedSubject | undefined> {
  const [kind = '', name = ''] = splitAtColon(subject);
  if (kind === 'alert') {
    const alert = await store.alert(name);
    return alert && !alert.quiet && alert.clearedAt === null ? ofAlert(store, alert) : undefined;
  }
  if (kind === 'control') {
    const control = await store.control(name);
    return control && only(`control:${controlKey(control.id)}`, control.title);
  }
  const acceptance = await store.find(subject);
  return acceptance && only(acceptance.id, `${acceptance.id} ${acceptance.facts.title}`);
}

const splitAtColon = (text: string): readonly string[] => {
  const at = text.indexOf(':');
  return at === -1 ? [] : [text.slice(0, at), text.slice(at + 1)];
};

const only = (subject: string, title: string): OwnedSubject => ({
  subject,
  subjects: [subject],
  title,
  alert: undefined,
});

const MOST_TITLES = 3;

async function ofAlert(store: Ports['store'], alert: Alert): Promise<OwnedSubject> {
  const open = alert.causes.filter(({ clearedOn }) => clearedOn === null);
  const keys = [...new Set(namedIn(open))];
  const lives = await store.lives(keys);
  const titles = [
    ...open.flatMap(({ kind }) =>
      kind === 'drop' ? ['the fall of Secure Score'] : kind === 'baseline' ? [underBaseline] : [],
    ),
    ...lives.map(({ control }) => control.title),
  ];
  const rest = titles.length - MOST_TITLES;
  const subject = `alert:${alert.id}`;
  return {
    subject,
    subjects: [subject, ...keys.map((key) => `control:${key}`)],
    title: `${titles.slice(0, MOST_TITLES).join('; ')}${rest > 0 ? ` and ${String(rest)} more` : ''}`,
    alert,
  };
}

const underBaseline = 'Secure Score under the baseline';
