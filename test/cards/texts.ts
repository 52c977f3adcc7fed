import type { Control } from '../../src/domain/control.ts';

export const marker = '§user§';
export const zone = 'Europe/Berlin';
export const today = '2026-11-23';
export const now = '2026-11-23T13:05:00.000Z';

const filled = (part: string, length: number): string =>
  part.repeat(Math.ceil(length / part.length)).slice(0, length);

/** Everything that a text may hold to break a card, at full length. */
export const nasty = filled(
  `${marker} **bold** [link](javascript:x) <b onclick="x">&amp;</b>\n# head \${x} \${acceptance} {{DATE(2026)}} 👩‍💻 שלום عليكم \\" \`code\`\n- a\n1. b\n\t'`,
  1000,
);
/** The longest JSON that 1,000 characters can make. */
export const quotes = filled(`${marker}"\\`, 1000);
export const breaks = filled(`${marker}\na\n"\n`, 1000);

export type Texts = 'plain' | 'nasty' | 'quotes' | 'breaks' | 'none';
const texts: Readonly<Record<Exclude<Texts, 'none'>, (said: string) => string>> = {
  plain: (said) => `${said}. A second sentence that stands behind it.`,
  nasty: () => nasty,
  quotes: () => quotes,
  breaks: () => breaks,
};
/** A sentence of its own, or the worst that a text can be. */
export const textFor = (kind: Texts, said: string): string =>
  kind === 'none' ? '' : texts[kind](said);

export const control: Control = {
  id: 'mcas_cloud_discovery',
  title: 'Cloud Discovery',
  category: 'Apps',
  service: 'MCAS',
  maxScore: 4.5,
  score: 0,
  update: { state: 'Default', by: '', at: null, comment: '' },
  rank: 81,
  tier: 'Advanced',
  implementationCost: 'Moderate',
  userImpact: 'Low',
  threats: ['Data Exfiltration', 'Account Breach', 'Account breach'],
  actionUrl: 'https://security.microsoft.com/cloudapps/discovery',
  deprecated: false,
  implementationStatus: 'You have 3 of 50 apps connected.',
  lastSynced: '2026-11-22T00:00:00.000Z',
};

export const oddControl: Control = {
  ...control,
  title: filled('*Block* [all](http://x) "Office" <apps> ${x} from_creating_children ', 125),
  service: 'MCAS_*x*',
  implementationStatus: filled('You have `3` of ${n} <b>users</b> "…" ', 300),
  threats: Array.from({ length: 8 }, (_, at) => `Threat ${String(at)} *of* Microsoft`),
};
