import { href, path } from '../../state/place';
import { Tabs } from '../../ui/tabs';
import { Config } from './config';
import { Prices } from './prices';
import { Storage } from './storage';

const tabs = [
  { key: 'config', name: 'Config', path: '/settings', show: Config },
  { key: 'prices', name: 'Prices', path: '/settings/prices', show: Prices },
  { key: 'storage', name: 'Storage', path: '/settings/storage', show: Storage },
] as const;

/** What the gateway is told to do, what models cost, and what is kept. */
export function Settings() {
  const at = tabs.find((tab) => tab.path === path.value) ?? tabs[0];
  const Show = at.show;
  return (
    <div class="stack">
      <Tabs label="Settings" at={at.key} tabs={tabs.map((tab) => ({ key: tab.key, name: tab.name, href: href(tab.path) }))} />
      <Show />
    </div>
  );
}
