/** The gallery: which view is open, and how photos come in. */

import { batchView } from './batch.js';
import { batchesView } from './batches.js';
import { attempt, el } from './dom.js';
import { photosView } from './photos.js';
import { PHOTO_IDS } from './tiles.js';
import { droppedFiles, upload } from './upload.js';

const ROUTES = [
  [/^#\/batches\/(\d+)$/, 'Batch', (view, id) => batchView(view, Number(id))],
  [/^#\/batches$/, 'Batches', batchesView],
  [/^#\/photos$/, 'Photos', photosView],
];

const main = document.getElementById('main');
let leave = new AbortController();

async function show() {
  const route = ROUTES.find(([pattern]) => pattern.test(location.hash));
  if (!route) {
    location.replace('#/batches');
    return;
  }
  const [pattern, title, view] = route;
  leave.abort();
  leave = new AbortController();
  const { signal } = leave;
  document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close());
  document.title = `${title} – Photo groups`;
  document.querySelectorAll('nav a').forEach((link) => {
    link.ariaCurrent = location.hash.startsWith(link.hash) ? 'page' : 'false';
  });
  main.replaceChildren();
  await view({ main, signal }, ...location.hash.match(pattern).slice(1));
  if (!signal.aborted) {
    if (main.childElementCount === 0) {
      main.append(
        el(
          'div',
          { className: 'empty' },
          el('h1', { tabIndex: -1, textContent: 'Nothing to show here' }),
          el('a', { href: '#/batches', textContent: 'All batches' }),
        ),
      );
    }
    main.querySelector('h1')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

/** Photos that are added while a batch is open go into it. */
function openBatch() {
  const id = location.hash.match(ROUTES[0][0])?.[1];
  return id === undefined ? null : Number(id);
}

const files = document.getElementById('files');
files.addEventListener('change', () => {
  upload([...files.files], openBatch());
  files.value = '';
});
document.getElementById('add-photos').addEventListener('click', () => files.click());
document.getElementById('skip').addEventListener('click', () => main.focus());

const hint = document.getElementById('drop-hint');
const isFiles = (event) => event.dataTransfer.types.includes('Files') && !event.dataTransfer.types.includes(PHOTO_IDS);
addEventListener('dragover', (event) => {
  if (isFiles(event)) {
    event.preventDefault();
    hint.hidden = false;
  }
});
addEventListener('dragleave', (event) => {
  hint.hidden = hint.hidden || event.relatedTarget === null;
});
addEventListener('drop', (event) => {
  hint.hidden = true;
  if (isFiles(event)) {
    event.preventDefault();
    const batch = openBatch();
    attempt(async () => upload(await droppedFiles(event.dataTransfer), batch));
  }
});

addEventListener('dragstart', (event) => {
  if (event.dataTransfer.types.includes(PHOTO_IDS)) {
    // Later, since a page that changes at the start of a drag ends the drag in some browsers.
    setTimeout(() => document.body.classList.add('moving'));
  }
});
addEventListener('dragend', () => document.body.classList.remove('moving'));

addEventListener('hashchange', show);
show();
