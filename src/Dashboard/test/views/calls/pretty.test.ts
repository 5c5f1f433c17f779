import { describe, expect, it } from 'vitest';
import { exactUsd } from '../../../src/views/calls/price';
import { pretty } from '../../../src/views/calls/pretty';

describe('JSON for reading', () => {
  it('has a line for each member, and none for what is empty', () => {
    expect(pretty('{"a":[1,{"b":"x"}],"c":[],"d":{ }}')).toBe('{\n  "a": [\n    1,\n    {\n      "b": "x"\n    }\n  ],\n  "c": [],\n  "d": {}\n}');
  });

  it('keeps numbers and strings letter for letter', () => {
    const shown = pretty('{"seed":12345678901234567890,"rate":1.50,"text":"a: [\\"b\\", {c}]\\u00e9"}')!;
    expect(shown).toContain('"seed": 12345678901234567890');
    expect(shown).toContain('"rate": 1.50');
    expect(shown).toContain('"text": "a: [\\"b\\", {c}]\\u00e9"');
  });

  it('means the same as what came', () => {
    const text = JSON.stringify({ list: [[], [[]], [{}], null, true], deep: { er: { est: ['{', '}', '\\'] } } });
    expect(JSON.parse(pretty(text)!)).toEqual(JSON.parse(text));
  });

  it('is not made of event streams, broken JSON or plain text', () => {
    expect(pretty('event: ping\ndata: {}\n\n')).toBeNull();
    expect(pretty('{"a":')).toBeNull();
    expect(pretty('hello')).toBeNull();
  });
});

it('shows dollars to the last digit and never as an exponent', () => {
  expect(exactUsd(0.1 + 0.2)).toBe('$0.3');
  expect(exactUsd(0.0000000375)).toBe('$0.0000000375');
});
