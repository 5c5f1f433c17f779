/** A key of the ledger for reading: calls that nothing was sent for, that no route took or that name no agent have an empty one. */
export const keyName = (dimension: string, key: string): string => (key === '' ? `no ${dimension}` : key);
