import { useEffect, useState } from 'preact/hooks';
import type { CallRow } from '../../api/types';
import { change, query } from '../../state/place';
import { onCalls } from '../../state/live';
import { Copy } from '../../ui/copy';
import { TabList } from '../../ui/tab-list';
import { Arrived } from './arrived';
import { clientsAt } from './snippets';
import { TryIt } from './try';

const most = 5;

/** The first visit: how to connect a client, something to try, and the first call as it comes. The reader goes on when they want to. */
export function Welcome({ empty, onLeave }: { empty: boolean; onLeave: () => void }) {
  const [calls, setCalls] = useState<readonly CallRow[]>([]);
  useEffect(() => onCalls((newer) => setCalls((before) => [...newer, ...before].slice(0, most))), []);
  const clients = clientsAt(window.location.origin);
  const client = clients.find((one) => one.key === query('client')) ?? clients[0]!;
  return (
    <div class="welcome">
      <header class="welcome-head">
        <h2>{empty && calls.length === 0 ? 'No call has come through yet' : 'Connect a client'}</h2>
        <p>
          The gateway listens on <code>{window.location.origin}</code> <Copy text={window.location.origin} name="the address" />
        </p>
        {(!empty || calls.length > 0) && (
          <button type="button" class="button main" onClick={onLeave}>
            Open the overview
          </button>
        )}
      </header>
      <section class="panel" aria-labelledby="connect">
        <h3 id="connect" class="unseen">
          How to connect
        </h3>
        <TabList label="Clients" tabs={clients} at={client.key} onChoose={(key) => change({ client: key }, 'replace')}>
          <p class="muted">{client.note}</p>
          {client.snippets.map((snippet) => (
            <figure key={snippet.name} class="snippet">
              <figcaption>
                <b>{snippet.name}</b> <span class="muted">{snippet.where}</span>
                <Copy text={snippet.code} name={`the lines for ${client.name}, ${snippet.name}`} />
              </figcaption>
              <pre tabIndex={0} role="region" aria-label={`${client.name}, ${snippet.name}`}>
                {snippet.code}
              </pre>
            </figure>
          ))}
        </TabList>
      </section>
      <div class="stack">
        <TryIt />
        <Arrived calls={calls} />
      </div>
    </div>
  );
}
