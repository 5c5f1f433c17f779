import type { FunctionComponent } from 'preact';
import type { IconName } from './ui/icon';
import { Agents } from './views/agents/agents';
import { Alerts } from './views/alerts/alerts';
import { Budgets } from './views/budgets/budgets';
import { Calls } from './views/calls/calls';
import { Latency } from './views/latency/latency';
import { Overview } from './views/overview/overview';
import { Providers } from './views/providers/providers';
import { Routes } from './views/routes/routes';
import { Routing } from './views/routing/routing';
import { Settings } from './views/settings/settings';

/** One view of the menu. */
export interface View {
  path: string;
  name: string;
  icon: IconName;
  /** Whether it looks at a stretch of time that can be chosen. */
  ranged: boolean;
  show: FunctionComponent;
}

/** Every view, in the order of the menu. A view has the paths beneath its own too. */
export const views: readonly View[] = [
  { path: '/', name: 'Overview', icon: 'overview', ranged: true, show: Overview },
  { path: '/calls', name: 'Calls', icon: 'calls', ranged: true, show: Calls },
  { path: '/latency', name: 'Latency', icon: 'latency', ranged: true, show: Latency },
  { path: '/providers', name: 'Providers', icon: 'providers', ranged: false, show: Providers },
  { path: '/agents', name: 'Agents', icon: 'agents', ranged: true, show: Agents },
  { path: '/routes', name: 'Routes', icon: 'routes', ranged: true, show: Routes },
  { path: '/routing', name: 'Routing', icon: 'routing', ranged: true, show: Routing },
  { path: '/budgets', name: 'Budgets', icon: 'budgets', ranged: false, show: Budgets },
  { path: '/alerts', name: 'Alerts', icon: 'alerts', ranged: false, show: Alerts },
  { path: '/settings', name: 'Settings', icon: 'settings', ranged: false, show: Settings },
];

/** The view of a path; the overview of `/dashboard`, as the Node product called it, and of what is unknown. */
export function viewOf(path: string): View {
  const found = views.find((view) => view.path !== '/' && (path === view.path || path.startsWith(`${view.path}/`)));
  return found ?? views[0]!;
}
