/** Parts of a view, each with an address of its own. */
export function Tabs({ label, tabs, at }: { label: string; tabs: readonly { key: string; name: string; href: string }[]; at: string }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a key={tab.key} href={tab.href} aria-current={tab.key === at ? 'page' : undefined}>
          {tab.name}
        </a>
      ))}
    </nav>
  );
}
