/** Line icons on a grid of 24; only for the eye, what they mean stands beside them. */
const shapes = {
  overview: 'M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-4H4zM14 8h6V4h-6z',
  calls: 'M4 6h16M4 12h16M4 18h10',
  latency: 'M12 8v5l3 2M12 21a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM9 2h6',
  providers: 'M5 4h14v6H5zM5 14h14v6H5zM8 7h.01M8 17h.01',
  agents: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.3 2.7-6 6-6s6 2.7 6 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c1.9 1 3 3 3 5.5',
  routes: 'M6 4v5a4 4 0 0 0 4 4h4a4 4 0 0 1 4 4v3M15 17l3 3 3-3M6 4l-3 3M6 4l3 3',
  routing: 'M3 12h5l6-6h6M8 12l6 6h6M17 3l3 3-3 3M17 15l3 3-3 3',
  budgets: 'M3 7h18v12H3zM3 11h18M16 15h2',
  alerts: 'M6 16V11a6 6 0 1 1 12 0v5l2 2H4zM10 21h4',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z',
  system: 'M3 5h18v11H3zM9 20h6M12 16v4',
  warning: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  download: 'M12 4v11M7 11l5 5 5-5M4 20h16',
  right: 'M9 5l7 7-7 7',
  down: 'M5 9l7 7 7-7',
  pause: 'M8 5v14M16 5v14',
  play: 'M7 5l12 7-12 7z',
  retry: 'M4 12a8 8 0 1 1 2.5 5.8M4 20v-5h5',
  chart: 'M4 4v16h16M8 16v-4M12 16V8M16 16v-6',
  thumb: 'M4 11h3v9H4zM7 11l4-7a2 2 0 0 1 2 2v4h5.4a1.6 1.6 0 0 1 1.6 1.9l-1.2 6.6a1.8 1.8 0 0 1-1.8 1.5H7',
  edit: 'M4 20l1-4L16 5l3 3L8 19z',
} as const;

/** The names of the icons. */
export type IconName = keyof typeof shapes;

/** One icon, in the colour of the text around it. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
