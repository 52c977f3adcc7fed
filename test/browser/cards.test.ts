import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { sendPageFile } from '../../src/sandbox/page-files.ts';
import { allCards } from '../cards/all-cards.ts';
import { openBrowser, openWindow, type Window } from './browser.ts';

const columnWidth = 320;

/** What the page's own card module makes of cards, one beneath the other, in place of the page. */
const drawAll = `
  import { createCard } from './card.js';
  const column = document.createElement('div');
  column.style.width = '${String(columnWidth)}px';
  document.body.replaceChildren(column);
  window.draw = (cards) => {
    window.cardEvents.length = 0;
    column.replaceChildren();
    return cards.map(({ name, card }) => {
      const drawn = createCard({ messageId: name, people: [{ id: 'sandbox-mia', name: 'Mia Maro', title: 'IT manager' }], onPress: async () => null, onWords: () => {} });
      column.append(drawn.element);
      drawn.show(card);
      return { name, ...look(drawn.element) };
    });
  };
  const look = (element) => {
    const edge = element.getBoundingClientRect().right + 0.5;
    const every = [...element.querySelectorAll('*')];
    const spills = (each) => each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1 && !each.matches('input, textarea, select, label');
    const fields = [...element.querySelectorAll('input, textarea, select')];
    return {
      height: element.offsetHeight,
      wide: every.filter((each) => each.getBoundingClientRect().right > edge || spills(each)).map((each) => each.className),
      fields: fields.map((field) => ({ id: field.closest('[id]')?.id ?? '', label: labelOf(field) })),
      charts: [...element.querySelectorAll('[role="img"]')].map(chartOf),
    };
  };
  const chartOf = (chart) => ({
    label: chart.getAttribute('aria-label'),
    lines: chart.querySelectorAll('.chart-line').length,
    dashed: [...chart.querySelectorAll('.chart-level')].filter((each) => getComputedStyle(each).strokeDasharray !== 'none').length,
    colours: [...chart.querySelectorAll('path')].map((each) => getComputedStyle(each).stroke),
    height: chart.querySelector('svg').clientHeight,
  });
  const labelOf = (field) => {
    const ids = (field.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean);
    const labels = [...(field.labels ?? []), ...ids.map((id) => document.getElementById(id))];
    return labels.map((label) => label?.innerText ?? '').join(' ').trim() || (field.getAttribute('aria-label') ?? '');
  };
`;

interface Drawn {
  readonly name: string;
  readonly height: number;
  readonly wide: readonly string[];
  readonly fields: readonly { readonly id: string; readonly label: string }[];
  readonly charts: readonly {
    readonly label: string;
    readonly lines: number;
    readonly dashed: number;
    readonly colours: readonly string[];
    readonly height: number;
  }[];
}

describe('Every card, drawn as the page draws it', () => {
  let browser: Browser | undefined;
  let server: Server | undefined;
  let window: Window;
  const drawn: Drawn[] = [];
  const events: unknown[] = [];
  const cards = allCards();

  before(async function () {
    browser = await openBrowser(this);
    server = createServer((req, res) => void sendPageFile(req, res, req.url ?? ''));
    const listening = server;
    await new Promise<void>((resolve) => {
      listening.listen(0, '127.0.0.1', resolve);
    });
    window = await openWindow(browser, { width: 600, height: 800 });
    const { page } = window;
    await page.route('**/sandbox/page/main.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: drawAll }),
    );
    await page.goto(`http://127.0.0.1:${String((listening.address() as AddressInfo).port)}/`);
    await page.waitForFunction('window.draw');
    for (let from = 0; from < cards.length; from += 50) {
      const some = JSON.stringify(cards.slice(from, from + 50));
      drawn.push(...(await page.evaluate<Drawn[]>(`window.draw(${some})`)));
      events.push(...(await page.evaluate<unknown[]>('window.cardEvents.slice(0, 5)')));
    }
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  const named = (which: (card: Drawn) => readonly unknown[]): readonly unknown[] =>
    drawn.flatMap((card) => which(card).map((what) => [card.name, what]));

  it('is drawn, each of them', () => {
    assert.ok(cards.length > 100, `${String(cards.length)} cards`);
    assert.equal(drawn.length, cards.length);
    assert.deepEqual(
      named(({ height }) => (height > 60 ? [] : [height])),
      [],
    );
  });

  it('is understood by the renderer without a complaint', () => {
    assert.deepEqual(events, []);
    assert.deepEqual(window.wrongs, []);
  });

  it(`stays within ${String(columnWidth)} px`, () => {
    assert.deepEqual(
      named(({ wide }) => wide.slice(0, 3)),
      [],
    );
  });

  it('has a label on every field', () => {
    assert.ok(drawn.flatMap(({ fields }) => fields).length > 100);
    assert.deepEqual(
      named(({ fields }) => fields.filter(({ label }) => label === '')),
      [],
    );
  });

  it('draws a chart as one picture, told in words, with the baseline dashed', () => {
    const chartOf = (name: string) => drawn.find((card) => card.name === name)?.charts ?? [];
    const [chart, ...others] = chartOf('answer: score');
    assert.ok(chart);
    assert.deepEqual(others, []);
    assert.deepEqual([chart.lines, chart.dashed], [1, 1]);
    assert.ok(chart.height > 100, `${String(chart.height)} px`);
    assert.ok(!chart.colours.includes('none'), chart.colours.join(', '));
    assert.match(
      chart.label,
      /^Line chart in percent: Secure Score, last 90 days\. Secure Score: from 70 on 26 Aug 2026 to 66\.7 on 23 Nov 2026; lowest 66\.7 on 23 Nov 2026, highest 73\.6 on .* 2026\. Baseline: 72\.$/,
    );
    const [without] = chartOf('answer: trend of five years');
    assert.deepEqual([without?.lines, without?.dashed], [1, 0]);
    assert.deepEqual(chartOf('answer: trend of a day'), []);
  });
});
