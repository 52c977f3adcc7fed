import { controlKey } from '../domain/control.ts';
import { catalogue, type Fact } from './catalogue.ts';
import { chance } from './chance.ts';
import { sandboxTenantId } from './tenant-directory.ts';
import { USERS } from './tenant-story.ts';
import { DAY_MS, type Day, type Measure } from './tenant-world.ts';

const DEVICES = 128;
const vendorInformation = {
  provider: 'SecureScore',
  providerVersion: null,
  subProvider: null,
  vendor: 'Microsoft',
};

const dates = new Map<number, string>();

function date(day: number): string {
  const text = dates.get(day) ?? new Date(day * DAY_MS).toISOString().slice(0, 10);
  if (dates.size > 1_000) dates.clear();
  dates.set(day, text);
  return text;
}
const percent = (part: number): number => Math.round(part * 10_000) / 100;

/** A day's secure score as Graph sends it. `quirks`: with numbers as strings and names in another case here and there. */
export function secureScore(day: Day, quirks: boolean): Readonly<Record<string, unknown>> {
  return {
    id: `${sandboxTenantId}_${date(day.day)}`,
    azureTenantId: sandboxTenantId,
    activeUserCount: USERS - 2,
    createdDateTime: `${date(day.day)}T00:00:00Z`,
    currentScore: day.current,
    enabledServices: ['HasEXOP2', 'HasAADP1', 'HasAADP2', 'HasMDEP2', 'HasMDOP1', 'HasOCAS'],
    licensedUserCount: USERS,
    maxScore: day.max,
    vendorInformation,
    averageComparativeScores: comparisons(day.day),
    controlScores: day.measures.map((one) => controlScore(one, day.day, quirks)),
  };
}

/** Other tenants' averages, in percent. Some days lack them, or say -1, as Graph does now and then. */
function comparisons(day: number): readonly object[] {
  const luck = chance(`comparisons ${String(day)}`);
  const all = {
    basis: 'AllTenants',
    averageScore: luck < 0.1 ? -1 : 47.5 + Math.round(luck * 10) / 10,
  };
  const seats = {
    basis: 'TotalSeats',
    averageScore: 51.25,
    SeatSizeRangeLowerValue: '101',
    SeatSizeRangeUpperValue: '300',
  };
  return luck > 0.9 ? [all] : [all, seats];
}

/** What is peculiar to a control, and the same every day. */
interface Habit {
  readonly asText: boolean;
  readonly spelling: string;
  readonly description: string;
  /** Measured every few days only. */
  readonly late: boolean;
  /** When in the day it is measured, as text: writing an instant costs more than all the rest. */
  readonly time: string;
  /** Decides on the kind of evidence. */
  readonly luck: number;
}

function habitOf(fact: Fact): Habit {
  const key = controlKey(fact.id);
  return {
    asText: chance(`text ${key}`) < 0.25,
    spelling: chance(`case ${key}`) < 0.15 ? otherCase(fact.id) : fact.id,
    description: `<p>Says how far <i>${escape(fact.title)}</i> is in place in the tenant.</p>`,
    late: chance(`synced ${key}`) < 0.05,
    time: timeOf(Math.floor(chance(`hour ${key}`) * (DAY_MS / 4 / 1000)) * 1000),
    luck: chance(`evidence ${key}`),
  };
}

/** `T03:04:05Z` */
const timeOf = (ms: number): string => `${new Date(ms).toISOString().slice(10, 19)}Z`;

const habits: ReadonlyMap<Fact, Habit> = new Map(catalogue.map((fact) => [fact, habitOf(fact)]));

function controlScore(measure: Measure, day: number, quirks: boolean): object {
  const { fact, standing, points, age } = measure;
  const habit = habits.get(fact) ?? habitOf(fact);
  const number = (value: number): number | string =>
    quirks && habit.asText ? decimal(value) : value;
  return {
    controlCategory: fact.category,
    controlName: quirks ? habit.spelling : fact.id,
    description: habit.description,
    score: number(points),
    lastSynced: date(day - Math.max(age, habit.late ? day % 4 : 0)) + habit.time,
    ...evidence(fact, habit.luck, standing.part),
    scoreInPercentage: number(percent(points / standing.maxScore)),
  };
}

const decimal = (value: number): string =>
  Number.isInteger(value) ? `${String(value)}.0` : String(value);

/** Whether the name of a control is spelt as in its profile differs from tenant to tenant. */
function otherCase(id: string): string {
  const lower = id.toLowerCase();
  return lower === id ? id.toUpperCase() : lower;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What a control says beside its points: a count, a switch, or nothing. All of it is text. */
function evidence(fact: Fact, luck: number, part: number): object {
  if (fact.category === 'Device') return counted(part, DEVICES, exposed);
  if (luck < 0.55 || (part > 0 && part < 1))
    return counted(part, USERS, luck < 0.3 ? asHtml : asText);
  if (luck < 0.85) {
    const on = part === 1;
    const said = on ? 'The setting is in place.' : 'The setting is not in place.';
    return { implementationStatus: luck < 0.7 ? said : '', on: String(on) };
  }
  return { implementationStatus: '' };
}

type Words = (count: number, total: number) => string;

function counted(part: number, total: number, words: Words): object {
  const count = Math.round(part * total);
  return {
    implementationStatus: words(count, total),
    count: String(count),
    total: String(total),
  };
}

const exposed: Words = (count, total) =>
  `${String(total - count)}/${String(total)} exposed devices`;
const asText: Words = (count, total) =>
  `${String(total - count)} of ${String(total)} users are not covered.`;
const asHtml: Words = (count, total) =>
  `<p>${String(percent(count / total))}% of users are covered&nbsp;</p><ul><li>Standard policy - ${String(count)} users</li></ul>`;
