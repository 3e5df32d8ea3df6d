/** Lists that are loaded page by page. */

import { attempt, button } from './dom.js';

/**
 * Loads the next page whenever the end of the list comes near, until the view is left.
 *
 * @param {object} list
 * @param {HTMLElement} list.end what stands behind the last element
 * @param {(after: number, signal: AbortSignal) => Promise<{items: object[], next: ?string}>} list.load
 * @param {(items: object[], isLast: boolean) => void} list.show
 * @param {AbortSignal} list.signal
 * @returns {(after: number) => void} goes on after a position once the end has been reached
 */
export function endless({ end, load, show, signal }) {
  let next = 0;
  let loading = false;
  const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && more(), {
    rootMargin: '800px',
  });

  async function more() {
    if (loading || next === null) {
      return;
    }
    loading = true;
    const page = await attempt(() => load(next, signal));
    loading = false;
    if (page) {
      next = page.next;
      end.replaceChildren();
      show(page.items, next === null);
      // Observed anew, the end tells whether it is still near: a page may be shorter than the window.
      observer.unobserve(end);
      observer.observe(end);
    } else if (!signal.aborted) {
      end.replaceChildren(button('Load more', more));
    }
  }

  observer.observe(end);
  signal.addEventListener('abort', () => observer.disconnect());
  return (after) => {
    next ??= after;
    more();
  };
}
