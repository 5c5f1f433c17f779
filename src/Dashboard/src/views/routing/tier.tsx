import { tierColour } from './tiers';

/** A tier with its colour; a dash where there is none. */
export const Tier = ({ of }: { of: string | null }) =>
  of ? (
    <span class="tier">
      <i class={`key series-${tierColour(of)}`} />
      {of}
    </span>
  ) : (
    <span class="muted">–</span>
  );
