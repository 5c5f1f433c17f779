import { useEffect, useRef } from 'preact/hooks';
import { moment } from './format/time';
import { connection, gateway, heardAt } from './state/live';
import { change, href, path } from './state/place';
import { otherRange, ranges, since } from './state/range';
import { theme, type Theme } from './state/theme';
import { Icon } from './ui/icon';
import { Notices } from './ui/notice';
import { viewOf, views } from './views';

const began = path.peek();

/** The frame around every view: where one can go, of which time, and whether the gateway answers. */
export function App() {
  const view = viewOf(path.value);
  const Show = view.show;
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${view.name} · RelayPlane`;
    // The link that led here may be gone with the view it stood in: the keys go on in the new one.
    if (document.activeElement === document.body && path.value !== began) {
      main.current?.focus({ preventScroll: true });
    }
  }, [view]);
  return (
    <div class="frame">
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <nav class="menu" aria-label="Views">
        <a class="brand" href={href('/')}>
          <img src="/favicon.svg" width={24} height={24} alt="" /> <span>RelayPlane</span>
        </a>
        {views.map((each) => (
          <a key={each.path} href={href(each.path)} aria-current={each === view ? 'page' : undefined}>
            <Icon name={each.icon} /> <span>{each.name}</span>
          </a>
        ))}
      </nav>
      <header class="top">
        <h1>{view.name}</h1>
        <Pulse />
        {view.ranged && <Range />}
        <ThemeButton />
      </header>
      {connection.value === 'stopped' && (
        <p class="stopped-note" role="alert">
          <Icon name="warning" size={16} />
          The gateway does not answer{heardAt.value !== null && `; what is shown is from ${moment(new Date(heardAt.value).toISOString())}`}. Start it with <code>relayplane start</code>: this page goes on by itself.
        </p>
      )}
      <main id="main" ref={main} tabIndex={-1}>
        <Show />
      </main>
      <Notices />
    </div>
  );
}

/** What goes on this very moment. */
function Pulse() {
  const now = gateway.value;
  const live = connection.value === 'live';
  const text = connection.value === 'starting' ? 'Connecting' : live ? 'Live' : 'Stopped';
  return (
    <p class="pulse">
      <i class={`dot ${connection.value}`} aria-hidden="true" /> {text}
      {live && now && <span class="pulse-detail">{now.open} open{now.waiting > 0 && `, ${now.waiting} waiting`}</span>}
      {live && now && now.status !== 'ok' && (
        <span class="badge warn" title={now.reason ?? undefined}>
          {now.status}
        </span>
      )}
    </p>
  );
}

function Range() {
  return (
    <label class="range">
      <span class="unseen">Range</span>
      <select value={otherRange.value === null ? since.value : ''} onChange={(event) => change({ range: event.currentTarget.value, until: null })}>
        {otherRange.value !== null && <option value="">{otherRange.value}</option>}
        {ranges.map((range) => (
          <option key={range.since} value={range.since}>
            Last {range.name}
          </option>
        ))}
      </select>
    </label>
  );
}

const next: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };

function ThemeButton() {
  const icon = theme.value === 'light' ? 'sun' : theme.value === 'dark' ? 'moon' : 'system';
  return (
    <button type="button" class="icon-button" onClick={() => (theme.value = next[theme.value])} aria-label={`Theme: ${theme.value}. Change to ${next[theme.value]}`} title={`Theme: ${theme.value}`}>
      <Icon name={icon} />
    </button>
  );
}
