// Lets the browser paint the empty frame of index.html before it reads and runs the page itself.
import './style/index.css';
import { wearTheme } from './state/theme';

wearTheme();
const begin = () => void import('./page');
if (document.visibilityState === 'visible') {
  requestAnimationFrame(() => window.setTimeout(begin));
} else {
  begin();
}
