import type { Usage } from '../../api/types';

/** Dollars that the ledger reckoned with, every digit of them and no noise of floating point. */
export const exactUsd = (usd: number): string => `$${Number(usd.toPrecision(15)).toLocaleString('en-US', { maximumFractionDigits: 18 })}`;

/** A token class of a usage; one that is part of another says so. */
export interface TokenClass {
  name: string;
  tokens: number;
  partOf?: string;
}

/** What is shown of a usage: the classes that every call has, and those that this one used. */
export function tokenClasses(usage: Usage): TokenClass[] {
  const always: TokenClass[] = [
    { name: 'Input', tokens: usage.input_tokens },
    { name: 'Cache read', tokens: usage.cache_read_tokens },
    { name: 'Cache write, 5 min', tokens: usage.cache_write_5m_tokens },
    { name: 'Cache write, 1 h', tokens: usage.cache_write_1h_tokens },
    { name: 'Output', tokens: usage.output_tokens },
    { name: 'Reasoning', tokens: usage.reasoning_tokens, partOf: 'output' },
  ];
  const some: TokenClass[] = [
    { name: 'Audio input', tokens: usage.input_audio_tokens, partOf: 'input' },
    { name: 'Audio cache read', tokens: usage.cache_read_audio_tokens, partOf: 'cache read' },
    { name: 'Audio output', tokens: usage.output_audio_tokens, partOf: 'output' },
    { name: 'Web searches', tokens: usage.web_searches },
  ];
  return [...always, ...some.filter((each) => each.tokens > 0)];
}
