/** All photos. */

import { deleteImage, listImages } from './api.js';
import { ask, attempt, button, count, el } from './dom.js';
import { addToSome, newBatch } from './newbatch.js';
import { endless } from './paging.js';
import { Selection, Tiles, keyHint, selectionBar } from './tiles.js';
import { justUploaded, uploads } from './upload.js';
import { openViewer } from './viewer.js';

export function photosView({ main, signal }) {
  let photos = [];
  let complete = false;
  const selection = new Selection();
  const open = (id) =>
    openViewer({ list: () => photos, id, actions: viewerActions, left: (last) => tiles.focus(last) });
  const order = () => photos.map((photo) => photo.image.id);
  const tiles = new Tiles(selection, { open, order });
  const list = el('ul', { className: 'tiles' });
  const end = el('div', { className: 'end' });
  const number = el('span', { className: 'count' });

  const draw = () => {
    number.textContent = `${count(photos.length, 'photo')}${complete ? '' : ' so far'}`;
    end.replaceChildren(...(complete && photos.length === 0 ? [nothing()] : []));
  };
  const show = (images, isLast) => {
    const added = images.map((image) => ({ image }));
    photos.push(...added);
    list.append(...added.map((photo) => tiles.of(photo)));
    complete = isLast;
    draw();
  };
  const remove = async (id) => {
    await deleteImage(id);
    photos.filter((photo) => photo.image.id === id).forEach((photo) => tiles.of(photo).remove());
    photos = photos.filter((photo) => photo.image.id !== id);
    selection.set([id], false);
    draw();
  };
  const viewerActions = ({ image }, redraw) => [
    button(
      'Delete photo',
      () =>
        askDelete([image.id], async (id) => {
          await remove(id);
          redraw();
        }),
      { className: 'danger' },
    ),
  ];

  main.replaceChildren(
    el(
      'div',
      { className: 'title' },
      el('h1', { textContent: 'Photos', tabIndex: -1 }),
      number,
      button('Select all shown', () => selection.set(order(), true)),
      button('New batch', () => newBatch({ Selected: selection.ids, 'Just uploaded': justUploaded() }), {
        className: 'primary',
      }),
    ),
    list,
    end,
    keyHint(),
    selectionBar(
      selection,
      button('New batch', () => newBatch({ Selected: selection.ids }), { className: 'primary' }),
      button('Add to batch', () => addToSome(selection.ids)),
      button('Delete', () => askDelete(selection.ids, remove), { className: 'danger' }),
    ),
  );
  const goOn = endless({ end, load: listImages, show, signal });
  uploads.addEventListener('uploaded', () => complete && goOn(order().at(-1) ?? 0), { signal });
}

function nothing() {
  return el('p', { className: 'empty', textContent: 'No photos yet. Drop some anywhere on this page.' });
}

/** Asks whether the photos shall be deleted, and does it one by one. */
export function askDelete(ids, remove) {
  ask({
    title: `Delete ${count(ids.length, 'photo')}?`,
    content: [
      el('p', { textContent: 'The file is deleted from the server and leaves every batch. This cannot be undone.' }),
    ],
    submit: 'Delete',
    danger: true,
    action: async () => {
      for (const id of ids) {
        await remove(id);
      }
    },
  });
}
