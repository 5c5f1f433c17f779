import { useState } from 'preact/hooks';
import type { ConfigAnswer } from '../../api/types';
import type { Edit } from '../../config/edit';
import { Form } from '../../config/form';
import { Problems } from '../../config/problems';
import { change, query } from '../../state/place';
import { Drawer } from '../../ui/drawer';
import { Field } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Empty } from '../../ui/panel';
import { moved, routeGroups, routesOf, whyFixed, type RouteLine } from './routes';

/** The routes in their order: read, add, change, move and remove them. */
export function RoutesEditor({ config, edit }: { config: ConfigAnswer; edit: Edit }) {
  const [problems, setProblems] = useState<readonly string[]>([]);
  const routes = routesOf(config);
  const fixed = whyFixed(config);
  const asked = query('route');
  const close = () => change({ route: null });
  const propose = async (title: string, changes: Parameters<Edit['propose']>[0]['changes']) => setProblems(await edit.propose({ title, changes }));
  const move = (route: RouteLine, by: -1 | 1) => {
    const one = moved(config, route.name, by);
    if (one !== null) {
      void propose(`Move ${route.name} ${by < 0 ? 'up' : 'down'}`, [one]);
    }
  };
  return (
    <>
      <p class="muted section-about">A call is asked of each route in turn, and the first that fits takes it. {routes.length > 1 && fixed}</p>
      <Problems of={problems} />
      {routes.length === 0 ? (
        <Empty height={120}>No route. Calls go to the provider of the model that they ask for.</Empty>
      ) : (
        <ol class="routes">
          {routes.map((route, index) => (
            <li key={route.name}>
              <span class="route-place">{index + 1}</span>
              <div class="route-says">
                <p>
                  <b class="cut" title={route.name}>
                    {route.name}
                  </b>{' '}
                  <span class="muted">{route.match.length === 0 ? 'every call' : route.match.join(', ')}</span>
                </p>
                <p class="chain">
                  <Icon name="right" size={12} /> <code>{route.model ?? 'the model asked for'}</code>
                  {route.fallback.map((target) => (
                    <span key={target}>
                      <span class="muted">, then</span> <code>{target}</code>
                    </span>
                  ))}
                </p>
              </div>
              <div class="route-acts">
                {fixed === null && (
                  <>
                    <button type="button" class="button quiet" disabled={index === 0} onClick={() => move(route, -1)} aria-label={`Move ${route.name} up`}>
                      Up
                    </button>
                    <button type="button" class="button quiet" disabled={index === routes.length - 1} onClick={() => move(route, 1)} aria-label={`Move ${route.name} down`}>
                      Down
                    </button>
                  </>
                )}
                <button type="button" class="button quiet" onClick={() => change({ route: route.name })} aria-label={`Edit ${route.name}`}>
                  <Icon name="edit" size={14} /> Edit
                </button>
                <button type="button" class="button quiet" onClick={() => void propose(`Remove the route ${route.name}`, [{ path: ['routes', route.name], value: null }])} aria-label={`Remove ${route.name}`}>
                  Remove
                </button>
              </div>
            </li>
          ))}
        </ol>
      )}
      <Add taken={routes.map((route) => route.name)} />
      {asked !== '' && (
        <Drawer title={`Route ${asked}`} onClose={close}>
          {!routes.some((route) => route.name === asked) && <p class="muted section-about">A new route is written after the others, so those are asked first.</p>}
          <Form key={asked} title={`Route ${asked}`} groups={routeGroups(asked)} values={config.values} edit={edit} onDone={close} />
        </Drawer>
      )}
    </>
  );
}

function Add({ taken }: { taken: readonly string[] }) {
  const [name, setName] = useState('');
  const twice = taken.includes(name.trim());
  return (
    <form
      class="add-line"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '' && !twice) {
          change({ route: name.trim() });
          setName('');
        }
      }}
    >
      <Field label="Add a route" problem={twice ? 'There is a route of this name.' : null}>
        {(ids) => <input {...ids} type="text" value={name} placeholder="its name" spellcheck={false} autocomplete="off" onInput={(event) => setName(event.currentTarget.value)} />}
      </Field>
      <button type="submit" class="button" disabled={name.trim() === '' || twice}>
        Add
      </button>
    </form>
  );
}
