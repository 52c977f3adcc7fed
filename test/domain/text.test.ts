import assert from 'node:assert/strict';
import fc from 'fast-check';
import markdownIt from 'markdown-it';
import {
  argumentComplaint,
  escapeMarkdown,
  givenComplaint,
  longestText,
  showable,
  textComplaint,
  tidy,
} from '../../src/domain/text.ts';

const words = (length: number) => 'Shadow IT stays unseen. '.repeat(60).slice(0, length - 1) + '.';
const please = 'Please give a reason: an auditor will read it.';
const short = 'Too short: at least 20 characters, so that an auditor understands it.';
const unshowable =
  'It holds characters that cannot be shown. They were taken out: look it over and send it again.';

describe('a text that carries a decision', () => {
  const complaint = (text: string) => argumentComplaint(tidy(text), 'a reason');

  for (const nothing of [
    '',
    '  \n\t ',
    'n/a',
    'N/A n/a',
    'N/A; n/a; N/A; n/a; N/A; n/a',
    '-----',
    '------------------------------',
    'tbd tbd tbd tbd tbd tbd tbd',
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'None. Nothing. TODO, test, ok.',
    '\u200b'.repeat(30),
  ])
    it(`is not «${nothing.slice(0, 30)}»`, () => {
      assert.equal(complaint(nothing), please);
    });

  it('has 20 to 1,000 characters', () => {
    assert.equal(longestText, 1000);
    assert.equal(complaint(words(19)), short);
    assert.equal(complaint(words(20)), undefined);
    assert.equal(complaint(words(1000)), undefined);
    assert.equal(complaint(words(1001)), 'Too long: 1001 characters, at most 1,000.');
  });

  it('is counted without the space around it', () => {
    assert.equal(complaint(`  ${words(19)}  `), short);
    assert.equal(complaint(`\r\n${words(1000)}\r\n`), undefined);
  });

  it('may speak any language', () => {
    assert.equal(complaint('Größere Risiken übernimmt der Vertrieb.'), undefined);
    assert.equal(complaint('代理服务器已经能看到同样的流量,因此剩余风险很低。'), undefined);
  });

  it('may hold a word that alone says nothing', () => {
    assert.equal(complaint('There is no test of it before March.'), undefined);
  });

  it('holds nothing that cannot be shown', () => {
    assert.equal(complaint(`${words(30)}\u0007`), unshowable);
  });
});

describe('a text that must be given', () => {
  it('may be short, but must say something', () => {
    assert.equal(givenComplaint('EOL in May', 'a reason'), undefined);
    for (const nothing of ['', 'n/a', 'N/A n/a', '-----', 'aa', 'ok'])
      assert.equal(givenComplaint(nothing, 'a reason'), 'Please give a reason.');
  });

  it('has an end too', () => {
    assert.equal(givenComplaint(words(1000), 'a reason'), undefined);
    assert.equal(
      givenComplaint(words(1001), 'a reason'),
      'Too long: 1001 characters, at most 1,000.',
    );
    assert.equal(givenComplaint('abc\u202edef', 'a reason'), unshowable);
  });
});

describe('any text', () => {
  for (const [what, mark] of [
    ['a null', '\u0000'],
    ['a bell', '\u0007'],
    ['an escape', '\u001b'],
    ['a delete', '\u007f'],
    ['a C1 control', '\u0085'],
    ['an embedding', '\u202a'],
    ['an override', '\u202e'],
    ['an isolate', '\u2066'],
    ['the end of an isolate', '\u2069'],
  ] as const)
    it(`holds no ${what}, and can be freed of it`, () => {
      assert.equal(textComplaint(`a${mark}b`), unshowable);
      assert.equal(showable(`a${mark}b`), 'ab');
    });

  for (const text of [
    '',
    '**bold** _it_ `code` [link](https://x.example) # title',
    '<script>alert(1)</script> & &amp;',
    'two\nlines\tand a tab',
    'שלום, مرحبا, 🙂',
  ])
    it(`may be «${text.slice(0, 20)}» and stays as typed`, () => {
      assert.equal(textComplaint(text), undefined);
      assert.equal(showable(text), text);
    });

  it('has one kind of line end and no space around it', () => {
    assert.equal(tidy(' one\r\ntwo\rthree\n four \r\n'), 'one\ntwo\nthree\n four');
  });
});

describe('somebody’s words in a Markdown chat', () => {
  const markdown = markdownIt({ html: false });
  const entities: Readonly<Record<string, string>> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&amp;': '&',
  };
  const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();
  const shown = (text: string) => {
    const html = markdown.render(escapeMarkdown(text));
    assert.doesNotMatch(html.replace(/<\/?p>|<br>/g, ''), /</, 'made something of it');
    const plain = html.replace(/<[^>]+>/g, ' ');
    return squeeze(plain.replace(/&(lt|gt|quot|amp);/g, (one) => entities[one] ?? one));
  };

  for (const text of [
    '**bold** and _it_, ~~gone~~, `code`, ![x](y)',
    '<img src=x onerror=alert(1)> &amp; &#35; &copy;',
    '# one\n## two\n> three\n- four\n+ five\n* six\n1. seven\n2) eight',
    'title\n===\ntitle\n---',
    'a\n\n    indented\n\n\tand a *tab*',
    'a | b\n--|--\n1 | 2',
    'a | b\n:--|--\n1 | 2',
    'a | b\n:-:',
    '```js\nalert(1)\n```\n~~~\nx\n~~~',
    '[one]: https://x.example "two"\n[one]',
    'a\\\nb \\* c \\',
    '<https://x.example> <a@b.example>',
    '2026. was a year\n10) ten\n.5 and )',
  ])
    it(`stay as typed: ${JSON.stringify(text)}`, () => {
      assert.equal(shown(text), squeeze(text));
    });

  it('stay as typed whatever they are', () => {
    const special = '\\`*_{}[]()#+-.!<>|~=:&;"\'^$@/ \n\t01a';
    const piece = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.string({
          unit: fc.nat({ max: special.length - 1 }).map((at) => special.charAt(at)),
          minLength: 1,
          maxLength: 1,
        }),
      },
      { weight: 1, arbitrary: fc.constantFrom('    ', '\n\n', '&lt;', '---', '```', '1. ', '1) ') },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
    );
    const text = fc.array(piece, { maxLength: 24 }).map((all) => showable(all.join('')));
    fc.assert(
      fc.property(text, (typed) => {
        assert.equal(shown(typed), squeeze(typed));
      }),
      { numRuns: 1500 },
    );
  });
});
