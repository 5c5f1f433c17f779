/** A level between nothing and full, with a text that says the same. `also` is a share that comes on top of it, such as what is set aside. */
export function Bar({ percent, also = 0, label, tone }: { percent: number; also?: number; label: string; tone?: 'good' | 'warn' | 'bad' }) {
  const shown = Math.max(0, Math.min(100, percent));
  const colour = tone ?? (percent >= 100 ? 'bad' : percent >= 80 ? 'warn' : 'good');
  return (
    <div class={`bar ${colour}`} role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(shown)} aria-valuetext={label}>
      <div class="bar-fill" style={{ width: `${shown}%` }} />
      {also > 0 && <div class="bar-also" style={{ width: `${Math.min(100 - shown, also)}%` }} />}
    </div>
  );
}
