// Lets the browser paint the empty frame of index.html before it fetches and runs the page itself: this file and its style are all that comes first.
import './style/first.css';
import { storedTheme, wear } from './state/worn';

wear(storedTheme());
const begin = () => void import('./page');
if (document.visibilityState === 'visible') {
  requestAnimationFrame(() => window.setTimeout(begin));
} else {
  begin();
}
