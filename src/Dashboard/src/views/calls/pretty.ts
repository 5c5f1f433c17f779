/** Beyond this, in characters, a text is cut until the reader asks for all of it. */
export const long = 200_000;

/** JSON with a line for each member; its numbers and strings stay letter for letter. Null where it is no JSON object or list. */
export function pretty(text: string): string | null {
  if (!/^\s*[[{]/.test(text)) {
    return null;
  }
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  let out = '';
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}:,]|[^\s[\]{}:,"]+/g)) {
    if (token === '{' || token === '[') {
      depth++;
      out += token + line();
    } else if (token === '}' || token === ']') {
      depth--;
      out = /[[{]\s*$/.test(out.slice(-2 * depth - 4)) ? out.trimEnd() + token : out + line() + token;
    } else {
      out += token === ',' ? token + line() : token === ':' ? ': ' : token;
    }
  }
  return out;
}

/** A JSON value of an answer, for reading. */
export const shownJson = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));
