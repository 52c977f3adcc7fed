import { drawLineChart } from './line-chart.js';
import { AdaptiveCards } from './vendor.js';

/** @param {unknown} value */
const text = (value) => (typeof value === 'string' ? value : '');

/**
 * What a card says of a chart, as far as it can be drawn.
 * @param {any} source
 * @returns {import('./line-chart.js').LineChart}
 */
const read = (source) => {
  /** @type {any[]} */
  const data = Array.isArray(source?.data) ? source.data : [];
  const series = data.map(({ legend, color, values }) => ({
    legend: text(legend),
    color: text(color),
    /** @type {import('./line-chart.js').Point[]} */
    values: (Array.isArray(values) ? values : []).filter(({ x, y }) => !Number.isNaN(Date.parse(x)) && Number.isFinite(y)),
  }));
  const all = series.flatMap(({ values }) => values.map(({ y }) => y));
  return {
    title: text(source?.title),
    yAxisTitle: text(source?.yAxisTitle),
    low: Math.min(source?.yMin ?? Infinity, ...all),
    high: Math.max(source?.yMax ?? -Infinity, ...all),
    series: series.filter(({ values }) => values.length > 0),
  };
};

/** The line chart that Teams knows and the renderer does not. */
class LineChartElement extends AdaptiveCards.CardElement {
  /** @type {import('./line-chart.js').LineChart | undefined} */
  chart;

  getJsonTypeName() {
    return 'Chart.Line';
  }

  /**
   * @override
   * @param {any} source
   * @param {import('adaptivecards').SerializationContext} context
   */
  parse(source, context) {
    super.parse(source, context);
    this.chart = read(source);
  }

  /** @override */
  internalRender() {
    return this.chart && this.chart.series.length > 0 ? drawLineChart(this.chart) : undefined;
  }
}

/** Lets every card that is drawn from now on have line charts. */
export const registerCharts = () => AdaptiveCards.GlobalRegistry.elements.register('Chart.Line', LineChartElement, AdaptiveCards.Versions.v1_5);
