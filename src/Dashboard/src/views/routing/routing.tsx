import { href, path } from '../../state/place';
import { Tabs } from '../../ui/tabs';
import { Decisions } from './decisions';
import { Names } from './names-view';
import { Replay } from './replay';

const tabs = [
  { key: 'decisions', name: 'Decisions', path: '/routing', show: Decisions },
  { key: 'replay', name: 'Replay', path: '/routing/replay', show: Replay },
  { key: 'names', name: 'Names', path: '/routing/names', show: Names },
] as const;

/** Which model calls got and why, what another policy would have done, and what names mean. */
export function Routing() {
  const at = tabs.find((tab) => tab.path === path.value) ?? tabs[0];
  const Show = at.show;
  return (
    <div class="stack">
      <Tabs label="Routing" at={at.key} tabs={tabs.map((tab) => ({ key: tab.key, name: tab.name, href: href(tab.path) }))} />
      <Show />
    </div>
  );
}
