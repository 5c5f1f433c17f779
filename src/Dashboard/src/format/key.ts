/** A key of the ledger for reading: calls that nothing was sent for, that no route took or that name no agent have an empty one. */
export const keyName = (dimension: string, key: string): string => (key === '' ? `no ${dimension}` : key);

/** A target by the name that a config has for it; the provider alone for calls that run no model. */
export const targetName = ({ provider, model }: { provider?: string; model?: string }): string => [provider, model].filter(Boolean).join('/') || 'not sent';
