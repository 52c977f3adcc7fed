import assert from 'node:assert/strict';
import { htmlOf, markup } from '../../src/web/markup.ts';

describe('Markup', () => {
  it('takes text for text, in an element and in an attribute', () => {
    const text = `<script>alert("1")</script> & 'x'`;
    assert.equal(
      htmlOf(markup`<p title="${text}">${text}</p>`),
      `<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</p>`,
    );
  });

  it('takes markup as it is, lists one after the other, and nothing for nothing', () => {
    const items = ['a', '<b>'].map((one) => markup`<li>${one}</li>`);
    assert.equal(
      htmlOf(markup`<ul>${items}</ul>${undefined}${3}`),
      '<ul><li>a</li><li>&lt;b&gt;</li></ul>3',
    );
  });

  it('leaves out what cannot be shown, and what turns text around', () => {
    assert.equal(htmlOf('a\u0000b\u202ec\ud800d'), 'abc\ufffdd');
  });

  it('believes nothing that only looks like markup', () => {
    const forged = JSON.parse('{"made":"<script>"}') as never;
    assert.throws(() => htmlOf(forged), TypeError);
  });
});
