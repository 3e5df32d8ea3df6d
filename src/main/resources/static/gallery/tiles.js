/** Photos as tiles, and the ticking of them. */

import { originalUrl, thumbnailUrl } from './api.js';
import { count, el } from './dom.js';
import { UNGROUPED } from './groups.js';

/** What a dragged photo is known by. */
export const PHOTO_IDS = 'application/x-photo-ids';

const score = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const share = new Intl.NumberFormat(undefined, { style: 'percent' });

export const formatScore = (value) => score.format(value);
export const formatShare = (value) => share.format(value);

/** The photos that are ticked; tells of each change. */
export class Selection extends EventTarget {
  #ids = new Set();
  #last = null;

  get ids() {
    return [...this.#ids];
  }

  has(id) {
    return this.#ids.has(id);
  }

  /** Ticks or unticks a photo; with a range all from the last one on, in the given order. */
  toggle(id, range = false, order = []) {
    const on = !this.#ids.has(id);
    const ends = [order.indexOf(this.#last), order.indexOf(id)].sort((a, b) => a - b);
    const ids = range && ends[0] >= 0 ? order.slice(ends[0], ends[1] + 1) : [id];
    this.#last = id;
    this.set(ids, on);
  }

  set(ids, on) {
    ids.forEach((id) => (on ? this.#ids.add(id) : this.#ids.delete(id)));
    this.dispatchEvent(new Event('change'));
  }

  clear() {
    this.set(this.ids, false);
  }
}

/**
 * The tiles of a view, one for each photo, kept from one drawing to the next: a photo that moves keeps its picture.
 * A photo is given as an association; outside of batches it has an image only.
 */
export class Tiles {
  #tiles = new Map();
  #selection;
  #handlers;

  /**
   * @param {Selection} selection
   * @param {{open: (id: number) => void, order: () => number[], keys?: object, draggable?: boolean}} handlers order
   *   gives the ids as they are shown, keys the action of further keys on a photo
   */
  constructor(selection, handlers) {
    this.#selection = selection;
    this.#handlers = handlers;
    selection.addEventListener('change', () => this.#tiles.forEach((tile, id) => this.#showPicked(tile, id)));
  }

  /** Returns the tile of the photo, showing it as it is now. */
  of(photo) {
    const { id } = photo.image;
    const tile = this.#tiles.get(id) ?? this.#make(photo.image);
    this.#tiles.set(id, tile);
    describe(tile, photo);
    this.#showPicked(tile, id);
    return tile;
  }

  focus(id) {
    this.#tiles.get(id)?.querySelector('.photo').focus();
  }

  #make(image) {
    const picture = el('img', { loading: 'lazy', decoding: 'async', draggable: false });
    picture.addEventListener('error', () => picture.closest('.tile').classList.add('broken'));
    picture.src = thumbnailUrl(image, 256);
    const photo = el('a', { className: 'photo', href: originalUrl(image), draggable: false }, picture);
    photo.addEventListener('click', (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        this.#handlers.open(image.id);
      }
    });
    photo.addEventListener('keydown', (event) => this.#key(event, image.id));
    const tick = el('input', { type: 'checkbox', ariaLabel: `Select ${image.original_filename}` });
    tick.addEventListener('click', (event) => this.#selection.toggle(image.id, event.shiftKey, this.#handlers.order()));
    const tile = el(
      'li',
      { className: 'tile', draggable: this.#handlers.draggable ?? false },
      photo,
      el('label', { className: 'tick' }, tick),
      el('span', { className: 'badge' }),
      el('div', { className: 'caption' }, el('span', { className: 'name' }), el('span', { className: 'facts' })),
    );
    tile.addEventListener('dragstart', (event) => this.#drag(event, image.id));
    return tile;
  }

  #drag(event, id) {
    const ids = this.#selection.has(id) ? this.#selection.ids : [id];
    event.dataTransfer.setData(PHOTO_IDS, JSON.stringify(ids));
    event.dataTransfer.effectAllowed = 'move';
  }

  #key(event, id) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const order = this.#handlers.order();
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const actions = { x: () => this.#selection.toggle(id), ...this.#handlers.keys };
    if (step) {
      event.preventDefault();
      this.focus(order[order.indexOf(id) + step]);
    } else if (Object.hasOwn(actions, event.key)) {
      event.preventDefault();
      actions[event.key](id);
    }
  }

  #showPicked(tile, id) {
    const picked = this.#selection.has(id);
    tile.classList.toggle('picked', picked);
    tile.querySelector('input').checked = picked;
  }
}

function describe(tile, { image, group_label: label, quality_rank: rank, probability }) {
  const best = rank === 1;
  tile.classList.toggle('best', best);
  tile.querySelector('.badge').textContent = best ? '★ Best' : (rank ?? '');
  tile.querySelector('.badge').title = rank ? `Rank ${rank}` : '';
  tile.querySelector('img').alt = image.original_filename + (best ? ', best shot' : rank ? `, rank ${rank}` : '');
  const name = tile.querySelector('.name');
  name.textContent = name.title = image.original_filename;
  tile.querySelector('.facts').replaceChildren(...facts(image, label === UNGROUPED ? null : probability));
}

function facts(image, probability) {
  const failed = image.analysis_state === 'failed';
  return [
    failed
      ? el('span', { className: 'warning', textContent: 'Not processed', title: image.analysis_failure ?? '' })
      : null,
    image.quality_score === null
      ? null
      : el(
          'span',
          { title: `Quality by the metric ${image.quality_metric}` },
          el('span', { className: 'word', textContent: 'Quality ' }),
          formatScore(image.quality_score),
        ),
    probability == null
      ? null
      : el('span', { textContent: formatShare(probability), title: 'How surely the photo belongs to its group' }),
  ].filter(Boolean);
}

/** Makes the line that tells a keyboard's owner of the keys. */
export function keyHint(...further) {
  return el('p', {
    className: 'keys',
    textContent: ['On a photo, arrow keys go to the next one', 'Enter opens it', 'X selects it', ...further].join(', '),
  });
}

/** Makes the bar that shows how many photos are ticked, with what can be done with them. */
export function selectionBar(selection, ...actions) {
  const number = el('strong');
  const clear = el('button', {
    type: 'button',
    className: 'quiet',
    textContent: 'Clear',
    onclick: () => selection.clear(),
  });
  const bar = el(
    'div',
    { className: 'selection', role: 'toolbar', ariaLabel: 'Selected photos', hidden: true },
    number,
    ...actions,
    clear,
  );
  selection.addEventListener('change', () => {
    number.textContent = count(selection.ids.length, 'photo');
    bar.hidden = selection.ids.length === 0;
  });
  return bar;
}
