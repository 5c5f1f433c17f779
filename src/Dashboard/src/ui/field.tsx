import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** What a control needs to be known by its label, its help and what is wrong with it. */
export interface FieldIds {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
}

/** A control with its label, what it means, and what is wrong with what it holds. */
export function Field({ label, help, problem, changed = false, children }: { label: string; help?: ComponentChildren; problem?: string | null; changed?: boolean; children: (ids: FieldIds) => ComponentChildren }) {
  const id = useId();
  const described = [help ? `${id}-help` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ');
  return (
    <div class={`field ${problem ? 'wrong' : ''}`}>
      <label for={id}>
        {label}
        {changed && <span class="changed"> (changed)</span>}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': problem ? true : undefined })}
      {help && (
        <p class="field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {problem && (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}
