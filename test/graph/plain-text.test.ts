import assert from 'node:assert/strict';
import { plainText } from '../../src/graph/plain-text.ts';

describe('plain text from HTML', () => {
  const cases = {
    'The setting is not compliant.': 'The setting is not compliant.',
    '<p>a</p><ul><li>b<br/>c</li></ul>': 'a b c',
    '<!-- hidden -->shown': 'shown',
    'fewer than 5 < 7 and 8 > 6': 'fewer than 5 < 7 and 8 > 6',
    '0 &lt; 1 &amp;&NBSP;&quot;x&apos;': '0 < 1 & "x\'',
    '&#39;&#x41;&#128274;': "'A🔒",
    '&amp;lt;b&amp;gt;': '&lt;b&gt;',
    '&bogus; &#9999999; &#x110000; R&D': '&bogus; &#9999999; &#x110000; R&D',
    '<p': '<p',
    '': '',
  };
  for (const [html, text] of Object.entries(cases)) {
    it(`reads ${JSON.stringify(html)}`, () => {
      assert.equal(plainText(html), text);
    });
  }

  it('is cut at 300 characters, and never through one', () => {
    assert.equal(plainText('x'.repeat(300)), 'x'.repeat(300));
    assert.equal(plainText('🔒'.repeat(301)), `${'🔒'.repeat(299)}…`);
  });

  it('is quick on what is meant to be slow', () => {
    const started = Date.now();
    plainText('<a'.repeat(100_000) + '&#'.repeat(100_000));
    assert.ok(Date.now() - started < 500);
  });
});
