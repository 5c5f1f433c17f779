import { useState } from 'preact/hooks';
import type { ConfigAnswer, NamesAnswer, PricesAnswer } from '../../api/types';
import { valueAt } from '../../config/changes';
import type { Edit } from '../../config/edit';
import { Form } from '../../config/form';
import { tiers } from '../../config/routing';
import { change } from '../../state/place';
import { useResource, type Resource } from '../../state/resource';
import { Drawer } from '../../ui/drawer';
import { Field } from '../../ui/field';
import { Shown } from '../../ui/panel';
import { asked as askedOf, kinds, nameProblem, nameSpec, pathOf, type NameKind } from './names';

/** Edits what one name stands for, in a drawer; which one stands in the address. */
export function NameEditor({ asked, config, names, edit }: { asked: string; config: Resource<ConfigAnswer>; names: Resource<NamesAnswer>; edit: Edit }) {
  const prices = useResource<PricesAnswer>('/api/prices');
  const what = askedOf(asked);
  const close = () => change({ edit: null });
  const done = () => {
    close();
    names.reload();
  };
  if (what === null && asked !== 'new') {
    return null;
  }
  const kind = kinds.find((one) => one.value === what?.kind);
  const row = names.data?.names.find((one) => one.name === what?.name && (one.kind === what.kind || one.kind === 'built_in'));
  const known = [...new Set((prices.data?.prices ?? []).map((price) => `${price.provider}/${price.model}`))];
  const title = what === null ? 'Add a name' : `${kind!.name[0]!.toUpperCase()}${kind!.name.slice(1)} ${what.name}`;
  return (
    <Drawer title={title} onClose={close}>
      <Shown of={config} height={240} empty="">
        {(data) =>
          what === null ? (
            <Add names={names.data?.names ?? []} />
          ) : (
            <>
              <p class="muted section-about">
                {kind!.means} {row && (row.means === null ? `Now it means nothing: ${row.why}` : `Now it means ${row.means}: ${row.why}`)}
              </p>
              <Form key={asked} title={title} groups={[{ name: 'What it stands for', specs: [nameSpec(what.kind, what.name, known)] }]} values={data.values} edit={edit} onDone={done}>
                {valueAt(data.values, pathOf(what.kind, what.name)) !== undefined && (
                  <p>
                    <button type="button" class="button quiet" disabled={edit.busy} onClick={() => void edit.propose({ title: `Remove ${what.name}`, changes: [{ path: pathOf(what.kind, what.name), value: null }], done })}>
                      Remove it
                    </button>
                  </p>
                )}
              </Form>
            </>
          )
        }
      </Shown>
    </Drawer>
  );
}

/** Asks which name it is to be. */
function Add({ names }: { names: NamesAnswer['names'] }) {
  const [kind, setKind] = useState<NameKind>('alias');
  const [text, setText] = useState('');
  const name = kind === 'tier' && !(tiers as readonly string[]).includes(text) ? tiers[0] : text.trim();
  const problem = kind === 'tier' ? null : nameProblem(kind, name, names);
  const ready = name !== '' && problem === null;
  return (
    <form
      class="config-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) {
          change({ edit: `${kind}/${name}` }, 'replace');
        }
      }}
    >
      <div class="fields">
        <Field label="Kind" help={kinds.find((one) => one.value === kind)!.means}>
          {(ids) => (
            <select {...ids} value={kind} onChange={(event) => setKind(event.currentTarget.value as NameKind)}>
              {kinds.map((one) => (
                <option key={one.value} value={one.value}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={kind === 'override' ? 'Model asked for' : 'Name'} problem={problem}>
          {(ids) =>
            kind === 'tier' ? (
              <select {...ids} value={name} onChange={(event) => setText(event.currentTarget.value)}>
                {tiers.map((tier) => (
                  <option key={tier} value={tier}>
                    {tier}
                  </option>
                ))}
              </select>
            ) : (
              <input {...ids} type="text" value={text} placeholder={kind === 'override' ? 'claude-opus-4-6' : 'rp:mine'} spellcheck={false} autocomplete="off" onInput={(event) => setText(event.currentTarget.value)} />
            )
          }
        </Field>
      </div>
      <footer class="form-foot">
        <button type="submit" class="button main" disabled={!ready}>
          Next
        </button>
      </footer>
    </form>
  );
}
