import type { ComponentChildren } from 'preact';

/** What a colour says beside a word. */
export type Tone = 'good' | 'bad' | 'warn' | 'plain' | 'info';

/** A word with a colour; the word alone says what is meant. */
export function Badge({ tone = 'plain', title, children }: { tone?: Tone; title?: string; children: ComponentChildren }) {
  return (
    <span class={`badge ${tone}`} title={title}>
      {children}
    </span>
  );
}

const outcomes: Record<string, Tone> = { answered: 'good', refused: 'bad', failed: 'bad', cancelled: 'plain' };
const verdicts: Record<string, Tone> = { answered: 'good', rejected: 'bad', rate_limited: 'warn', overloaded: 'warn', faulted: 'bad', timed_out: 'warn', cancelled: 'plain' };
const states: Record<string, Tone> = { open: 'good', held: 'info', paused: 'warn', probing: 'warn', cooling: 'warn', exhausted: 'bad', dead: 'bad' };

/** The colour of how a call ended; plain for a word that a newer gateway has. */
export const outcomeTone = (of: string): Tone => outcomes[of] ?? 'plain';

/** How a call ended. */
export const Outcome = ({ of }: { of: string }) => <Badge tone={outcomeTone(of)}>{of}</Badge>;
/** How an attempt ended. */
export const Verdict = ({ of }: { of: string }) => <Badge tone={verdicts[of] ?? 'plain'}>{of.replaceAll('_', ' ')}</Badge>;
/** How a lane or a provider stands. */
export const LaneState = ({ of }: { of: string }) => <Badge tone={states[of] ?? 'plain'}>{of}</Badge>;
