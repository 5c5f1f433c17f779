/**
 * What `/api/*` answers. Names are the ledger's. Money is an exact integer of nano-dollars beside the same in dollars, null where unknown.
 * Times are ISO 8601 in UTC, durations milliseconds unless a name says otherwise.
 */
export type * from './types/spend';
export type * from './types/calls';
export type * from './types/agents';
export type * from './types/gateway';
export type * from './types/settings';
export type * from './types/routing';
