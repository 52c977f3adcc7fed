import { h } from './dom.js';

/** @typedef {{ x: string, y: number }} Point */
/** @typedef {{ legend: string, color: string, values: Point[] }} Series */
/** What a card says of a line chart. @typedef {{ title: string, yAxisTitle: string, low: number, high: number, series: Series[] }} LineChart */

/** @param {string} day `yyyy-mm-dd` */
const instantOf = (day) => Date.parse(day);

/**
 * @param {string | number} day
 * @param {boolean} withYear
 */
const sayDay = (day, withYear) =>
  new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...(withYear ? { year: 'numeric' } : {}), timeZone: 'UTC' });

/** @param {number} value */
const sayValue = (value) => String(Math.round(value * 10) / 10);

/** The least step of a round number with which few lines cross the chart. @param {number} span */
const stepFor = (span) => [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25].find((step) => span / step <= 4) ?? 50;

/**
 * The values at which lines cross the chart, the highest first.
 * @param {LineChart} chart
 */
const ticksOf = ({ low, high }) => {
  const step = stepFor(high - low);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, index) => (last - index) * step);
};

/** The second line of a chart is what the first is measured by. @param {Series} series */
const isLevel = ({ color }) => color === 'neutral';

/**
 * One line in words.
 * @param {Series} series
 */
const lineInWords = ({ legend, values }) => {
  const [first, ...others] = values;
  const last = others.at(-1);
  if (!first) return '';
  if (!last || values.every(({ y }) => y === first.y)) return `${legend}: ${sayValue(first.y)}.`;
  const lowest = others.reduce((low, one) => (one.y <= low.y ? one : low), first);
  const highest = others.reduce((high, one) => (one.y >= high.y ? one : high), first);
  /** @param {Point} point */
  const say = ({ x, y }) => `${sayValue(y)} on ${sayDay(x, true)}`;
  return `${legend}: from ${say(first)} to ${say(last)}; lowest ${say(lowest)}, highest ${say(highest)}.`;
};

/** @param {LineChart} chart */
const inWords = ({ title, yAxisTitle, series }) => {
  const unit = yAxisTitle === '' ? '' : ` in ${yAxisTitle.toLowerCase()}`;
  return [`Line chart${unit}: ${title}.`, ...series.map(lineInWords)].join(' ');
};

/**
 * @param {string} d
 * @param {string} name
 */
const path = (d, name) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  element.setAttribute('d', d);
  element.setAttribute('class', name);
  element.setAttribute('vector-effect', 'non-scaling-stroke');
  return element;
};

/**
 * Only the lines are drawn in SVG, stretched to the width there is; words keep their size.
 * @param {LineChart} chart
 * @param {number[]} ticks
 */
const plotOf = ({ series }, ticks) => {
  const days = series.flatMap(({ values }) => values.map(({ x }) => instantOf(x)));
  const [start, end] = [Math.min(...days), Math.max(...days)];
  const [top, bottom] = [ticks[0] ?? 1, ticks.at(-1) ?? 0];
  /** @param {Point} point */
  const place = ({ x, y }) => {
    const across = end > start ? (100 * (instantOf(x) - start)) / (end - start) : 50;
    return `${across.toFixed(2)} ${((100 * (top - y)) / (top - bottom)).toFixed(2)}`;
  };
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 100 100');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('class', 'chart-plot');
  const across = ticks.map((_, index) => `M0 ${((100 * index) / (ticks.length - 1)).toFixed(2)}H100`).join('');
  svg.append(path(across, 'chart-grid'));
  for (const one of [...series].sort((a, b) => Number(isLevel(b)) - Number(isLevel(a)))) {
    const last = one.values.at(-1);
    svg.append(path(one.values.map((point, index) => `${index ? 'L' : 'M'}${place(point)}`).join(''), isLevel(one) ? 'chart-level' : 'chart-line'));
    if (last && !isLevel(one)) svg.append(path(`M${place(last)}h0`, 'chart-end'));
  }
  const manyYears = new Date(start).getUTCFullYear() !== new Date(end).getUTCFullYear();
  const labels = [sayDay(start, manyYears), sayDay((start + end) / 2, manyYears), sayDay(end, true)];
  return { svg, xLabels: h('div', { class: 'chart-x' }, ...labels.map((words) => h('span', {}, words))) };
};

/** @param {Series} series */
const keyOf = (series) => {
  const last = series.values.at(-1);
  const value = last ? ` ${sayValue(last.y)}` : '';
  return h('span', {}, h('i', { class: isLevel(series) ? 'chart-key level' : 'chart-key' }), `${series.legend}${value}`);
};

/**
 * A small line chart; to a screen reader it is one picture, told in words.
 * @param {LineChart} chart
 */
export const drawLineChart = (chart) => {
  const ticks = ticksOf(chart);
  const { svg, xLabels } = plotOf(chart, ticks);
  return h(
    'div',
    { class: 'chart', role: 'img', 'aria-label': inWords(chart) },
    h('b', {}, chart.title),
    h('div', { class: 'chart-keys' }, ...chart.series.map(keyOf), h('span', { class: 'chart-unit' }, chart.yAxisTitle)),
    h('div', { class: 'chart-y' }, ...ticks.map((tick) => h('span', {}, sayValue(tick)))),
    svg,
    xLabels,
  );
};
