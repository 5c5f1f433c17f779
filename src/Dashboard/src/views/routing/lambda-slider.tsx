import { useId } from 'preact/hooks';
import { lambdaAt, lambdaSpoken, lambdaText, placeOf, places } from './lambda';

/** Chooses what cost weighs against quality. Null is not known yet. */
export function LambdaSlider({ value, onSlide }: { value: number | null; onSlide: (lambda: number) => void }) {
  const id = useId();
  return (
    <div class="lambda">
      <label for={id}>
        λ, what cost weighs <output for={id}>{value === null ? '–' : lambdaText(value)}</output>
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={places}
        step={1}
        disabled={value === null}
        value={value === null ? 0 : placeOf(value)}
        aria-valuetext={value === null ? 'not known yet' : lambdaSpoken(value)}
        aria-describedby={`${id}-help`}
        onInput={(event) => onSlide(lambdaAt(Number(event.currentTarget.value)))}
      />
      <p class="lambda-ends muted" aria-hidden="true">
        <span>quality, whatever it costs</span>
        <span>the cheapest</span>
      </p>
      <p class="field-help" id={`${id}-help`}>
        How much likelier to be good an answer must be for the whole price of the dearest tier to be worth it: at 0.3, by 30 points.
      </p>
    </div>
  );
}
