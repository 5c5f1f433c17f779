import { useEffect } from 'preact/hooks';
import type { Alert, AlertsAnswer } from '../../api/types';
import { count } from '../../format/number';
import { fullMoment, moment } from '../../format/time';
import { callLink } from '../../state/links';
import { lastAlert } from '../../state/live';
import { change, href, query } from '../../state/place';
import { useResource } from '../../state/resource';
import { Badge, type Tone } from '../../ui/badge';
import { Choice } from '../../ui/choice';
import { Empty, Panel, Shown } from '../../ui/panel';
import { SaveCsv, type Column } from '../../ui/table';
import { figures, filter, fold, severities, typeName, types } from './words';

const tones: Record<string, Tone> = { critical: 'bad', warning: 'warn', info: 'info' };

const columns: readonly Column<Alert>[] = [
  { name: 'at', cell: (row) => row.at, text: (row) => row.at },
  { name: 'severity', cell: (row) => row.severity, text: (row) => row.severity },
  { name: 'type', cell: (row) => row.type, text: (row) => row.type },
  { name: 'key', cell: (row) => row.key, text: (row) => row.key },
  { name: 'message', cell: (row) => row.message, text: (row) => row.message },
  { name: 'delivered', cell: () => null, text: (row) => (row.delivered === undefined ? null : String(row.delivered)) },
  { name: 'call', cell: () => null, text: (row) => (row.data['call'] as string | null | undefined) ?? null },
];

/** What the gateway warned of, the newest first. */
export function Alerts() {
  const answer = useResource<AlertsAnswer>('/api/alerts', { limit: 500 });
  const last = lastAlert.value;
  const known = answer.data !== null && (last === null || answer.data.alerts.some((alert) => alert.id === last.id));
  useEffect(() => {
    // Whether it was delivered is known only later.
    if (last !== null && !known) {
      answer.reload();
    }
  }, [last?.id]);
  const [type, severity] = [query('type'), query('severity')];
  const all = fold(answer.data?.alerts ?? [], answer.data === null ? null : last);
  const shown = filter(all, type, severity);
  const present = [...new Set([...Object.keys(types), ...all.map((alert) => alert.type)])].filter((one) => one === type || all.some((alert) => alert.type === one));
  return (
    <Panel
      title="Alerts"
      note={all.length > 0 && (shown.length === all.length ? count(all.length) : `${count(shown.length)} of ${count(all.length)}`)}
      actions={
        <>
          <label>
            <span class="unseen">Type</span>
            <select value={type} onChange={(event) => change({ type: event.currentTarget.value })}>
              <option value="">All types</option>
              {present.map((one) => (
                <option key={one} value={one}>
                  {typeName(one)}
                </option>
              ))}
            </select>
          </label>
          <Choice label="Severity" value={severity} options={[{ value: '', name: 'All' }, ...severities.map((value) => ({ value: value as string, name: value }))]} onChoose={(value) => change({ severity: value })} />
          <SaveCsv name="alerts" columns={columns} rows={shown} />
        </>
      }
    >
      <Shown of={answer} height={240} empty="">
        {() =>
          all.length === 0 ? (
            <None />
          ) : shown.length === 0 ? (
            <Empty height={160}>
              <p>No alert of this kind.</p>
              <button type="button" class="button" onClick={() => change({ type: null, severity: null })}>
                Show all
              </button>
            </Empty>
          ) : (
            <ul class="alerts">
              {shown.map((alert) => (
                <Row key={alert.id} of={alert} />
              ))}
            </ul>
          )
        }
      </Shown>
    </Panel>
  );
}

function Row({ of }: { of: Alert }) {
  const call = of.data['call'];
  return (
    <li class={`alert ${of.severity}`}>
      <p class="alert-head">
        <Badge tone={tones[of.severity] ?? 'plain'}>{of.severity}</Badge>
        <b title={of.type}>{typeName(of.type)}</b>
        <span class="cut muted" title={of.key}>
          {of.key}
        </span>
        {of.delivered === false && (
          <Badge tone="bad" title="A webhook did not take it">
            not delivered
          </Badge>
        )}
        {of.delivered === true && <Badge title="Every webhook took it">delivered</Badge>}
        <time class="muted" dateTime={of.at} title={fullMoment(of.at)}>
          {moment(of.at)}
        </time>
      </p>
      <p class="alert-text">{of.message}</p>
      <dl class="alert-figures">
        {figures(of.data).map((figure) => (
          <div key={figure.name} title={figure.title}>
            <dt>{figure.name}</dt>
            <dd>{figure.value}</dd>
          </div>
        ))}
        {typeof call === 'string' && (
          <div>
            <dt>Call</dt>
            <dd>
              <a href={callLink(call)}>Open</a>
            </dd>
          </div>
        )}
      </dl>
    </li>
  );
}

/** What would set one off, and where they can be sent. */
function None() {
  return (
    <div class="none prose">
      <h3>No alert yet.</h3>
      <p>One is raised when</p>
      <ul>
        {Object.entries(types)
          .filter(([type]) => type !== 'test')
          .map(([type, { name, when }]) => (
            <li key={type}>
              <b>{name}:</b> {when}
            </li>
          ))}
      </ul>
      <p>
        Budgets raise theirs by themselves. The others watch once <code>anomaly.enabled</code> is on. To have them sent, write <code>{'"alerts": { "enabled": true, "webhookUrl": "https://…" }'}</code> into the config; then try it with <code>relayplane alerts test</code>.
      </p>
      <p>
        <a class="button" href={href('/settings', { section: 'alerts' })}>
          Alerts in the config
        </a>
      </p>
    </div>
  );
}
