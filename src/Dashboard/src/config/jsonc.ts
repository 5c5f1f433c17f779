/** What can be told of one object in a file with comments. */
export interface Members {
  /** Its keys in the order of the file. */
  keys: string[];
  /** Whether a comment stands inside it, at any depth. */
  comments: boolean;
}

/** Finds an object in JSON with comments and trailing commas; null where there is none at the path. Expects a sound file. */
export function membersAt(text: string, path: readonly string[]): Members | null {
  const tokens = scan(text);
  let at = tokens.findIndex((token) => token.kind !== 'comment');
  for (const key of path) {
    const found = members(tokens, at).find((member) => member.key === key);
    if (!found) {
      return null;
    }
    at = found.value;
  }
  if (tokens[at]?.text !== '{') {
    return null;
  }
  const end = endOf(tokens, at);
  return { keys: members(tokens, at).map((member) => member.key), comments: tokens.slice(at, end).some((token) => token.kind === 'comment') };
}

/** The same without comments and trailing commas, which JSON does not have. */
export function plainJson(text: string): string {
  const tokens = scan(text).filter((token) => token.kind !== 'comment');
  return tokens.filter((token, at) => token.text !== ',' || !['}', ']', undefined].includes(tokens[at + 1]?.text)).map((token) => token.text).join(' ');
}

interface Token {
  kind: 'comment' | 'text' | 'mark' | 'other';
  text: string;
}

const pattern = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"/]+/g;

function scan(text: string): Token[] {
  return [...text.matchAll(pattern)].map(([part]) => ({ kind: part.startsWith('/') ? 'comment' : part.startsWith('"') ? 'text' : /^[{}[\]:,]$/.test(part) ? 'mark' : 'other', text: part }));
}

/** The keys of the object that begins at a token, each with where its value begins. */
function members(tokens: readonly Token[], open: number): { key: string; value: number }[] {
  const found: { key: string; value: number }[] = [];
  if (tokens[open]?.text !== '{') {
    return found;
  }
  const next = (from: number): number => {
    let at = from;
    while (tokens[at]?.kind === 'comment') {
      at++;
    }
    return at;
  };
  for (let at = next(open + 1); at < tokens.length && tokens[at]!.text !== '}'; ) {
    if (tokens[at]!.kind !== 'text') {
      at = next(at + 1);
      continue;
    }
    const value = next(next(at + 1) + 1);
    found.push({ key: unquoted(tokens[at]!.text), value });
    at = next(endOf(tokens, value));
  }
  return found;
}

/** The token after the value that begins at one. */
function endOf(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at]!;
    depth += token.kind !== 'mark' ? 0 : token.text === '{' || token.text === '[' ? 1 : token.text === '}' || token.text === ']' ? -1 : 0;
    if (depth === 0 && token.kind !== 'comment') {
      return at + 1;
    }
  }
  return tokens.length;
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}
