import { type Acceptance, decided, undecided } from '../domain/acceptance.ts';
import {
  type Control,
  controlKey,
  isCompleted,
  pointsAtRisk,
  portalStatus,
} from '../domain/control.ts';
import { bucket, type Bucket, riskReduction } from '../domain/priority.ts';
import type { Ports } from './ports.ts';

/** A recommendation with what the record says of it. */
export interface Recommendation {
  readonly control: Control;
  readonly status: string;
  readonly pointsAtRisk: number;
  readonly riskReduction: 'Low' | 'Medium' | 'High';
  readonly bucket: Bucket;
  /** Not ended: undecided, decided or in force. */
  readonly acceptance: Acceptance | undefined;
  readonly asOf: string;
}

export interface RecommendationFilter {
  readonly words: string;
  readonly category?: string;
  readonly bucket?: number;
  readonly status?: 'open' | 'accepted' | 'completed';
}

/** The recommendations that fit, by bucket, then by points at risk. Deprecated ones are not offered. */
export async function searchRecommendations(
  { store }: Ports,
  filter: RecommendationFilter,
): Promise<readonly Recommendation[]> {
  const all = await recommendations(store);
  return all
    .filter(({ control }) => !control.deprecated)
    .filter((one) => fits(one, filter))
    .toSorted(byWeight);
}

const byWeight = (a: Recommendation, b: Recommendation): number =>
  a.bucket.number - b.bucket.number ||
  b.pointsAtRisk - a.pointsAtRisk ||
  a.control.title.localeCompare(b.control.title);

/** The recommendation with this id, in any case; else those whose words fit, best first. */
export async function findRecommendations(
  { store }: Ports,
  words: string,
): Promise<readonly Recommendation[]> {
  const all = await recommendations(store);
  const exact = all.find(({ control }) => controlKey(control.id) === controlKey(words.trim()));
  if (exact) return [exact];
  const titled = all.filter(
    ({ control }) => fold(control.title) === fold(words) && !control.deprecated,
  );
  if (titled.length > 0) return titled;
  return all.filter((one) => !one.control.deprecated && fits(one, { words })).toSorted(byWeight);
}

async function recommendations(store: Ports['store']): Promise<readonly Recommendation[]> {
  const [controls, acceptances, reading] = await Promise.all([
    store.controls(),
    store.list({ states: [...undecided, ...decided] }),
    store.controlsAsOf(),
  ]);
  const open = new Map(acceptances.map((one) => [controlKey(one.controlId), one]));
  return controls.map((control) => ({
    control,
    status: portalStatus(control),
    pointsAtRisk: pointsAtRisk(control),
    riskReduction: riskReduction(control),
    bucket: bucket(control),
    acceptance: open.get(controlKey(control.id)),
    asOf: reading?.asOf ?? '',
  }));
}

function fits(
  one: Recommendation,
  { words, category, bucket: wanted, status }: RecommendationFilter,
): boolean {
  const { control } = one;
  if (category !== undefined && fold(control.category) !== fold(category)) return false;
  if (wanted !== undefined && one.bucket.number !== wanted) return false;
  if (status !== undefined && statusOf(one) !== status) return false;
  const text = fold(`${control.id} ${control.title} ${control.service}`);
  return fold(words)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => text.includes(word));
}

function statusOf({ control, status }: Recommendation): 'open' | 'accepted' | 'completed' {
  if (status === 'To address') return 'open';
  return isCompleted(control) && status === 'Completed' ? 'completed' : 'accepted';
}

const fold = (text: string): string =>
  text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').trim();
