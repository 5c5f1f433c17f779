/** A few values side by side, one of which is chosen. */
export function Choice<T extends string>({ label, value, options, onChoose }: { label: string; value: T; options: readonly { value: T; name: string }[]; onChoose: (value: T) => void }) {
  return (
    <div class="choice" role="group" aria-label={label}>
      {options.map((option) => (
        <button type="button" key={option.value} aria-pressed={option.value === value} onClick={() => onChoose(option.value)}>
          {option.name}
        </button>
      ))}
    </div>
  );
}

/** What an address says, or the first where it says nothing that is known. */
export const chosenOf = <O extends { value: string }>(options: readonly O[], text: string): O => options.find((option) => option.value === text) ?? options[0]!;
