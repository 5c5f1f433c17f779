import { href } from './place';

/** The address of one call, with everything about it. */
export const callLink = (id: string): string => href('/calls', { call: id });
