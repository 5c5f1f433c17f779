import { useId } from 'preact/hooks';
import { Field } from '../ui/field';
import { isOutOfReach, valueAt } from './changes';
import { written, type FieldSpec } from './fields';

/** One key of the config as a labelled control. */
export function Control({ spec, values, draft, problem, onDraft }: { spec: FieldSpec; values: unknown; draft: string | undefined; problem: string | null; onDraft: (text: string) => void }) {
  const list = useId();
  const before = written(spec.kind, valueAt(values, spec.path));
  const help = (
    <>
      {spec.help} <code class="key-path">{spec.path.join('.')}</code>
    </>
  );
  if (isOutOfReach(spec.path)) {
    return (
      <Field label={spec.label} help={<>{help} is changed in the file only.</>}>
        {(ids) => <input {...ids} readOnly value={before || (spec.usual ?? 'not set')} />}
      </Field>
    );
  }
  if (before === null) {
    return (
      <Field label={spec.label} help={help} problem={problem}>
        {(ids) => <input {...ids} disabled value="written in another form; edit it as JSON" />}
      </Field>
    );
  }
  const text = draft ?? before;
  const type = (event: { currentTarget: { value: string } }) => onDraft(event.currentTarget.value);
  const usual = spec.usual ?? 'not set';
  return (
    <Field label={spec.label} help={help} problem={problem} changed={draft !== undefined && draft !== before}>
      {(ids) => {
        switch (spec.kind) {
          case 'switch':
          case 'choice':
            return (
              <select {...ids} value={text} onChange={type}>
                <option value="">{spec.usual ? `not set: ${spec.usual}` : 'not set'}</option>
                {(spec.choices ?? onOff).map((choice) => (
                  <option key={choice.value} value={choice.value}>
                    {choice.name}
                  </option>
                ))}
              </select>
            );
          case 'names':
            return <textarea {...ids} rows={Math.max(2, Math.min(6, text.split('\n').length))} value={text} placeholder={`${usual}; one a line`} spellcheck={false} onInput={type} />;
          default:
            return (
              <span class="with-unit">
                {spec.kind === 'usd' && <span class="unit">$</span>}
                <input
                  {...ids}
                  type="text"
                  inputMode={spec.kind === 'usd' || spec.kind === 'number' ? 'decimal' : spec.kind === 'whole' ? 'numeric' : undefined}
                  class={['usd', 'number', 'whole'].includes(spec.kind) ? 'amount' : ''}
                  value={text}
                  placeholder={usual}
                  list={spec.known ? list : undefined}
                  spellcheck={false}
                  autocomplete="off"
                  onInput={type}
                />
                {spec.unit && <span class="unit">{spec.unit}</span>}
                {spec.known && (
                  <datalist id={list}>
                    {spec.known.map((name) => (
                      <option key={name} value={name} />
                    ))}
                  </datalist>
                )}
              </span>
            );
        }
      }}
    </Field>
  );
}

const onOff = [
  { value: 'true', name: 'on' },
  { value: 'false', name: 'off' },
];
