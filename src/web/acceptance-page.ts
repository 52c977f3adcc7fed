import type { PageView } from '../app/register-page.ts';
import { type Acceptance, stateNames, type TextField, textFields } from '../domain/acceptance.ts';
import { sayInstant } from '../domain/calendar.ts';
import { textOf } from '../domain/trail.ts';
import { labelOf } from '../domain/words.ts';
import { page, type WebAnswer } from './answer.ts';
import { decisionFacts, type Fact, peopleFacts } from './facts.ts';
import { history } from './history-table.ts';
import { markup, type Piece } from './markup.ts';

/** One acceptance with its whole history. */
export function acceptancePage(view: PageView): WebAnswer {
  const { acceptance } = view;
  const { id, facts } = acceptance;
  const body = markup`
<main>
${heading(acceptance)}
<div class="facts">
${section('Decision', factList(decisionFacts(view)))}
${section('People and dates', factList(peopleFacts(view)))}
</div>
${section('In their words', texts(acceptance))}
${section('History', history(view))}
${foot(view)}
</main>`;
  return page(`${id} ${facts.title}`, body);
}

const heading = ({ id, state, controlId, facts }: Acceptance): Piece => markup`
<header>
<p class="over">Scorekeeper · Register of acceptances</p>
<h1>${id} <span class="state">${stateNames[state]}</span></h1>
<p class="title" dir="auto">${facts.title}</p>
<p class="quiet">${controlId} · ${facts.category} · ${facts.service}</p>
</header>`;

const section = (name: string, content: Piece): Piece => markup`
<section>
<h2>${name}</h2>
${content}
</section>`;

const factList = (facts: readonly Fact[]): Piece =>
  markup`<dl>${facts.map(
    ({ label, value, more }) => markup`
<div><dt>${label}</dt><dd>${value}${more === undefined ? undefined : markup`<span class="quiet">${more}</span>`}</dd></div>`,
  )}</dl>`;

/** What a step says for itself stands in the history. */
const ofSteps: readonly TextField[] = ['reason', 'comment', 'evidence'];

function texts(acceptance: Acceptance): Piece {
  const given = textFields
    .filter((field) => !ofSteps.includes(field))
    .map((field) => ({ label: labelOf(field), text: textOf(acceptance, field) }))
    .filter(({ text }) => text !== '');
  return markup`<div class="texts">${given.map(
    ({ label, text }) => markup`
<div><h3>${label}</h3>
<p class="text" dir="auto">${text}</p></div>`,
  )}${evidence(acceptance)}</div>`;
}

function evidence({ evidence: links }: Acceptance): Piece {
  if (links.length === 0) return undefined;
  return markup`
<div><h3>${labelOf('evidence')}</h3>
<ol class="evidence">${links.map(
    ({ url, sha256 }) => markup`
<li>${linkTo(url)}${sha256 === '' ? undefined : markup`<code>SHA-256 ${sha256}</code>`}</li>`,
  )}</ol></div>`;
}

/** Only https addresses are ever on record, and only those can be pressed. */
const linkTo = (url: string): Piece =>
  URL.canParse(url) && new URL(url).protocol === 'https:'
    ? markup`<a href="${url}" target="_blank" rel="noreferrer noopener">${url}</a>`
    : url;

const foot = ({ at, zone, head, acceptance }: PageView): Piece => markup`
<footer>
<p>As of ${sayInstant(at, zone)} (${zone}). The register ends with <code>${head}</code>.</p>
<p>Compare it with the line on Monday’s review, on the cards and in Secure Score’s comments; “verify register” checks the whole chain. A link to this page is good for 15 minutes: “show ${acceptance.id}” gives a new one.</p>
</footer>`;
