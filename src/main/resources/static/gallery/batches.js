/** The list of batches. */

import { listBatches, thumbnailUrl } from './api.js';
import { button, count, el } from './dom.js';
import { newBatch } from './newbatch.js';
import { endless } from './paging.js';
import { justUploaded } from './upload.js';

const COVER = 4;

export function batchesView({ main, signal }) {
  const cards = el('ul', { className: 'batches' });
  const end = el('div', { className: 'end' });
  const create = button('New batch', askNew, { className: 'primary', hidden: true });
  main.replaceChildren(
    el('div', { className: 'title' }, el('h1', { textContent: 'Batches', tabIndex: -1 }), create),
    cards,
    end,
  );
  endless({
    end,
    signal,
    load: listBatches,
    show: (batches) => {
      cards.append(...batches.map(card));
      create.hidden = cards.childElementCount === 0;
      end.replaceChildren(...(create.hidden ? [welcome()] : []));
    },
  });
}

function askNew() {
  newBatch({ 'Just uploaded': justUploaded() });
}

function card(batch) {
  const covers = coverOf(batch).map((image) => el('img', { src: thumbnailUrl(image, 256), alt: '', loading: 'lazy' }));
  const facts = [count(batch.image_associations.length, 'photo')];
  if (batch.group_count > 0) {
    facts.push(count(batch.group_count, 'group'));
  }
  return el(
    'li',
    {},
    el(
      'a',
      { className: 'card', href: `#/batches/${batch.id}` },
      el('span', { className: 'cover' }, ...covers),
      el('strong', { textContent: batch.batch_name }),
      el(
        'span',
        { className: 'facts' },
        el('span', { textContent: facts.join(', ') }),
        batch.status === 'complete' ? null : statusMark(batch.status),
      ),
    ),
  );
}

/** Takes the best shots for the cover, then whatever comes first. */
function coverOf(batch) {
  const best = batch.image_associations.filter((association) => association.quality_rank === 1);
  return [...new Set([...best, ...batch.image_associations])].slice(0, COVER).map((association) => association.image);
}

const STATUS = { pending: 'Not grouped yet', processing: 'Grouping…', complete: 'Grouped', failed: 'Failed' };

export function statusMark(status) {
  return el('span', { className: `status ${status}`, textContent: STATUS[status] ?? status });
}

function welcome() {
  return el(
    'div',
    { className: 'empty' },
    el('h2', { textContent: 'Find the best shot of each scene' }),
    el('p', {
      textContent:
        'Drop photos anywhere on this page, or add them from your device. Then make a batch of them, group it, and see the best of each group first.',
    }),
    el(
      'div',
      { className: 'buttons' },
      button('Add photos', () => document.getElementById('files').click(), { className: 'primary' }),
      button('New batch', askNew),
    ),
  );
}
