import { Empty, Panel } from '../../ui/panel';

export function Providers() {
  return (
    <Panel title="Providers">
      <Empty height={200}>Not there yet.</Empty>
    </Panel>
  );
}
