import { AdaptiveCards } from './vendor.js';

/** @param {string} name */
const color = (name) => ({ default: `var(--${name})`, subtle: `var(--${name})` });

/** @param {string} background */
const style = (background) => ({
  backgroundColor: `var(--${background})`,
  borderColor: 'var(--line)',
  foregroundColors: {
    default: { default: 'var(--text)', subtle: 'var(--subtle)' },
    dark: color('text'),
    light: color('subtle'),
    accent: color('accent-text'),
    good: color('good'),
    warning: color('warning'),
    attention: color('attention'),
  },
});

/**
 * How cards look here: as in Teams. Every colour is a variable of the style sheet, which knows light and dark; so a change of scheme
 * draws nothing anew and nobody loses what they were typing.
 */
export const hostConfig = new AdaptiveCards.HostConfig({
  supportsInteractivity: true,
  spacing: { small: 4, default: 8, medium: 12, large: 18, extraLarge: 24, padding: 14 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  fontTypes: {
    default: {
      fontFamily: 'var(--font)',
      fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 22 },
      fontWeights: { lighter: 300, default: 400, bolder: 600 },
    },
    monospace: {
      fontFamily: 'var(--mono)',
      fontSizes: { small: 12, default: 13, medium: 15, large: 17, extraLarge: 21 },
      fontWeights: { lighter: 300, default: 400, bolder: 600 },
    },
  },
  lineHeights: { small: 17, default: 20, medium: 22, large: 24, extraLarge: 28 },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: style('surface'),
    emphasis: style('emphasis'),
    accent: style('accent-soft'),
    good: style('good-soft'),
    warning: style('warning-soft'),
    attention: style('attention-soft'),
  },
  actions: {
    maxActions: 6,
    spacing: 'medium',
    buttonSpacing: 0,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
    iconPlacement: 'leftOfTitle',
    iconSize: 16,
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', size: 'small', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder', size: 'small' },
    },
    errorMessage: { color: 'attention', size: 'small' },
    allowDynamicallyFilteredChoiceSet: false,
  },
  adaptiveCard: { allowCustomStyle: true },
  factSet: {
    title: { isSubtle: true, weight: 'default', wrap: true, maxWidth: 128 },
    value: { wrap: true },
    spacing: 8,
  },
  table: { cellSpacing: 8 },
  textStyles: { heading: { size: 'large', weight: 'bolder' }, columnHeader: { weight: 'bolder' } },
  textBlock: { headingLevel: 3 },
});
