/** A key of the ledger for reading: calls that nothing was sent for, that no route took or that name no agent have an empty one. */
export const keyName = (dimension: string, key: string): string => (key === '' ? `no ${dimension}` : key);

/** A target as it is written, `provider/model`, in its two parts, as calls are filtered by. */
export function targetOf(text: string): { provider: string; model: string } {
  const slash = text.indexOf('/');
  return { provider: text.slice(0, Math.max(0, slash)), model: text.slice(slash + 1) };
}

/** A target by the name that a config has for it; the provider alone for calls that run no model. */
export const targetName = ({ provider, model }: { provider?: string; model?: string }): string => [provider, model].filter(Boolean).join('/') || 'not sent';
