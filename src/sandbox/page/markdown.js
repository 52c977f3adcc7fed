import { mayFollow } from './links.js';
import { markdownit } from './vendor.js';

/** @param {string[]} without */
const reader = (without) => {
  const markdown = markdownit({ html: false, linkify: true, breaks: true }).disable(without);
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  markdown.validateLink = mayFollow;
  const { link_open: plain } = markdown.renderer.rules;
  markdown.renderer.rules['link_open'] = (tokens, index, options, env, self) => {
    tokens[index]?.attrSet('target', '_blank');
    tokens[index]?.attrSet('rel', 'noopener noreferrer');
    return plain ? plain(tokens, index, options, env, self) : self.renderToken(tokens, index, options);
  };
  return markdown;
};

const ofMessages = reader(['image', 'table', 'html_block', 'html_inline']);
const ofCards = reader(['image', 'table', 'html_block', 'html_inline', 'heading', 'lheading', 'code', 'fence', 'backticks', 'blockquote', 'hr']);

/**
 * The HTML of a bot's text message: Markdown of Teams' kind, with HTML off.
 * @param {string} text
 */
export const messageHtml = (text) => ofMessages.render(text);

/**
 * The HTML of a text in a card, where Teams knows bold, italic, lists and links only.
 * @param {string} text
 */
export const cardHtml = (text) => ofCards.render(text);
