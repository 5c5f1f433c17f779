/** A level between nothing and full, with a text that says the same. */
export function Bar({ percent, label, tone }: { percent: number; label: string; tone?: 'good' | 'warn' | 'bad' }) {
  const shown = Math.max(0, Math.min(100, percent));
  const colour = tone ?? (percent >= 100 ? 'bad' : percent >= 80 ? 'warn' : 'good');
  return (
    <div class={`bar ${colour}`} role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(shown)} aria-valuetext={label}>
      <div class="bar-fill" style={{ width: `${shown}%` }} />
    </div>
  );
}
