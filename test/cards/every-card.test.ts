import assert from 'node:assert/strict';
import { allCards } from './all-cards.ts';
import { marker } from './texts.ts';
import { objectsIn, ofType, valuesIn } from './walk.ts';

const cards = allCards();

/** Where somebody's own words may stand: as plain text, in a field or its choices, or in what a button sends back. */
const mayHoldWords = (path: readonly string[], type: unknown): boolean =>
  (path.at(-1) === 'text' && type === 'TextRun') ||
  (path.at(-1) === 'value' && String(type).startsWith('Input.')) ||
  (path.at(-1) === 'title' && path.includes('choices')) ||
  path.includes('data');

const check = (claim: (card: object, name: string) => void): void => {
  for (const { name, card } of cards) claim(card, name);
};

describe('every card', () => {
  it('is there for every state and viewer', () => {
    assert(cards.length > 400, String(cards.length));
  });

  it('is version 1.5, with words for clients that cannot draw it', () => {
    check((card, name) => {
      const { type, version, fallbackText } = card as Record<string, unknown>;
      assert.deepEqual([type, version], ['AdaptiveCard', '1.5'], name);
      assert(typeof fallbackText === 'string' && fallbackText.length > 3, name);
    });
  });

  it('has nothing of its template left', () => {
    check((card, name) => {
      const bare = JSON.stringify(card).replaceAll(/\$\{(x|n|acceptance)?\}?/g, '');
      assert.doesNotMatch(bare, /\$\{|"\$(data|when|root|index)"/, name);
      for (const { value, path } of valuesIn(card)) {
        assert(value !== undefined && value !== null, `${name}: ${path.join('.')}`);
        if (typeof value === 'string')
          assert.doesNotMatch(value, /\b(undefined|null|NaN|Infinity|\[object)\b/, name);
      }
    });
  });

  it('leaves what people wrote as they wrote it', () => {
    const json = JSON.stringify(cards.map(({ card }) => card));
    assert(json.includes('${x} ${acceptance}') && json.includes('<b onclick='), 'not literal');
  });

  it('fits into 28 KB', () => {
    check((card, name) => {
      const { length } = JSON.stringify(card);
      assert(length <= 14_000, `${name}: ${String(length)}`);
    });
  });

  it('shows somebody’s own words as text only', () => {
    check((card, name) => {
      for (const { value, path, parent } of valuesIn(card))
        if (typeof value === 'string' && value.includes(marker) && path[0] !== 'fallbackText')
          assert(mayHoldWords(path, parent?.['type']), `${name}: ${path.join('.')}`);
    });
  });

  it('shows no empty text, and no line end inside a text', () => {
    check((card, name) => {
      for (const one of ofType(card, /^(TextBlock|TextRun)$/)) {
        assert(typeof one['text'] === 'string' && one['text'] !== '', name);
        assert(!one['text'].includes('\n'), `${name}: ${one['text']}`);
      }
      for (const one of ofType(card, /^RichTextBlock$/))
        assert(Array.isArray(one['inlines']) && one['inlines'].length > 0, name);
    });
  });

  it('labels every input, requires none and asks for no refresh', () => {
    check((card, name) => {
      const ids = ofType(card, /^Input\./).map((one) => {
        assert(typeof one['label'] === 'string' && one['label'] !== '', name);
        return one['id'];
      });
      assert.equal(new Set(ids).size, ids.length, name);
      for (const one of objectsIn(card))
        assert(!('isRequired' in one) && !('refresh' in one) && !('min' in one), name);
    });
  });

  it('sends the same from old clients, with the verb among the data', () => {
    check((card, name) => {
      for (const one of ofType(card, /^Action\.Execute$/)) {
        const { verb, title, fallback, data } = one as Record<string, Record<string, unknown>>;
        const { typed: _, ...sent } = data ?? {};
        assert.equal(fallback?.['type'], 'Action.Submit', name);
        assert.equal(fallback['title'], title, name);
        assert.deepEqual(fallback['data'], { ...sent, verb }, name);
      }
    });
  });

  it('carries a revision as a number', () => {
    check((card, name) => {
      for (const { data } of ofType(card, /^Action\.Execute$/) as Record<string, object>[])
        if (data && 'revision' in data) assert.equal(data.revision, 7, name);
    });
  });

  it('opens https links only', () => {
    check((card, name) => {
      for (const { url } of ofType(card, /^Action\.OpenUrl$/))
        assert.match(String(url), /^https:\/\//, name);
    });
  });

  it('puts no more than two columns side by side and six buttons in a row', () => {
    check((card, name) => {
      for (const { columns } of ofType(card, /^ColumnSet$/))
        assert((columns as unknown[]).length <= 2, name);
      const { actions = [] } = card as { actions?: readonly { mode?: string }[] };
      assert(actions.filter(({ mode }) => mode !== 'secondary').length <= 6, name);
    });
  });

  it('says how old its facts are', () => {
    check((card, name) => {
      if (/^(help|a notice|empty queue)/.test(name)) return;
      assert.match(JSON.stringify(card), /As of|Data of|No data of/, name);
    });
  });
});
