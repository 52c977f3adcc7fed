import type { PageChange, PageLine, PageView } from '../app/register-page.ts';
import { type Facts, treatmentNames } from '../domain/acceptance.ts';
import { isDay, sayDay, sayInstant } from '../domain/calendar.ts';
import { eventWords, fieldLabels, labelOf, scopeNames } from '../domain/words.ts';
import { markup, type Piece } from './markup.ts';
import { nameOf, rightWords } from './people.ts';

type Names = PageView['names'];

/** Every line of the trail, oldest first: who did what, when, by which right, in which words. */
export const history = ({ history: lines, names, zone }: PageView): Piece => markup`
<table>
<thead><tr><th scope="col">Line</th><th scope="col">When</th><th scope="col">Who</th><th scope="col">Role</th><th scope="col">What</th><th scope="col">Hash of the line</th></tr></thead>
<tbody>${lines.map(
  (line) => markup`
<tr>
<td class="line">#${line.seq}</td>
<td class="when"><time datetime="${line.at}">${sayInstant(line.at, zone)}</time></td>
<td class="who">${nameOf(names, line.byId)}</td>
<td class="role">${right(line, names)}</td>
<td class="what">${what(line, names)}</td>
<td class="hash"><code>${line.hash}</code></td>
</tr>`,
)}</tbody>
</table>`;

function right({ grant }: PageLine, names: Names): Piece {
  if (!grant) return undefined;
  const { role, source } = rightWords(grant, names);
  return markup`${role}<span class="quiet">${source}</span>`;
}

/** What Microsoft changed stands with the step that found it. */
const labels: Readonly<Partial<Record<string, string>>> = {
  ...fieldLabels,
  changedFacts: 'The recommendation now',
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function what({ event, changes }: PageLine, names: Names): Piece {
  const shown = changes.filter(({ field }) => Object.hasOwn(labels, field));
  const standing = shown.filter(({ is }) => is === 'asItStands').map(({ field }) => labelOf(field));
  return [
    markup`<p class="event">${capital(eventWords[event] ?? event)}</p>`,
    shown.map((change) => told(change, names)),
    standing.length === 0
      ? undefined
      : markup`<p class="quiet">${standing.join(', ')}: as above.</p>`,
  ];
}

function told(change: PageChange, names: Names): Piece {
  const label = markup`<b>${labels[change.field]}:</b> `;
  if (change.is === 'asItStands') return undefined;
  if (change.is === 'value') return markup`<p>${label}${valueWords(change, names)}</p>`;
  if (change.words === null) return markup`<p>${label}<i>no longer kept</i></p>`;
  return markup`<p class="text" dir="auto">${label}${textWords(change.field, change.words)}</p>`;
}

/** Evidence is kept as JSON. */
const textWords = (field: string, words: string): string =>
  field === 'evidence'
    ? (JSON.parse(words) as readonly { url: string }[]).map(({ url }) => url).join('\n') || 'none'
    : words || 'none';

const named: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  treatment: treatmentNames,
  scope: scopeNames,
};

function valueWords(
  { field, value }: Extract<PageChange, { readonly is: 'value' }>,
  names: Names,
): string {
  if (field === 'changedFacts') return factsWords(value as Facts | null);
  if (typeof value !== 'string') return 'none';
  if (field === 'riskOwnerId') return nameOf(names, value);
  return named[field]?.[value] ?? (isDay(value) ? sayDay(value) : value);
}

const factsWords = (facts: Facts | null): string =>
  facts === null
    ? 'as when it was submitted'
    : [
        facts.title,
        facts.category,
        `${facts.pointsAtRisk.toFixed(2)} points at risk`,
        `threats: ${facts.threats.join(', ') || 'none named'}`,
        ...(facts.deprecated ? ['retired by Microsoft'] : []),
      ].join('; ');
