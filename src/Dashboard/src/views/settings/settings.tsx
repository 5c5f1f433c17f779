import { Empty, Panel } from '../../ui/panel';

export function Settings() {
  return (
    <Panel title="Settings">
      <Empty height={200}>Not there yet.</Empty>
    </Panel>
  );
}
