import type { ComponentChildren } from 'preact';
import { Icon } from './icon';

/** What went wrong with what was just tried; read out as it comes. */
export const Problem = ({ children }: { children: ComponentChildren }) => (
  <p class="problem" role="alert">
    <Icon name="warning" size={14} /> {children}
  </p>
);
