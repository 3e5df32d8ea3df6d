/** Uploading: a queue that goes on whatever view is open, and the panel that shows it. */

import { uploadImages, uploadToBatch } from './api.js';
import { attempt, button, count, el } from './dom.js';
import { newBatch } from './newbatch.js';

const FILES_A_REQUEST = 20;
const BYTES_A_REQUEST = 48 * 1024 * 1024;

const WORDS = {
  waiting: 'waiting',
  sending: 'sending',
  stored: 'stored',
  duplicate: 'already here',
  rejected: 'rejected',
  failed: 'failed',
};

/** Tells, by `uploaded`, of each request that came through; its detail is the batch that the photos went to, if any. */
export const uploads = new EventTarget();

/** @type {{file: File, batch: ?number, state: string, image: ?object, row: HTMLElement}[]} */
let items = [];
let running = false;

const panel = document.getElementById('uploads');
const headline = el('h2', { role: 'status' });
const bar = el('progress', { ariaLabel: 'Upload' });
const list = el('ol');
const actions = el('div', { className: 'buttons' });
panel.append(headline, bar, list, actions);

/** Takes files into the queue, for a batch or for none. */
export function upload(files, batch = null) {
  for (const file of files) {
    const row = el(
      'li',
      {},
      el('span', { className: 'name', textContent: file.name }),
      el('span', { className: 'outcome' }),
    );
    const item = { file, batch, image: null, row };
    settle(item, 'waiting');
    items.push(item);
    list.append(row);
  }
  attempt(work);
}

/** Returns the ids of the photos uploaded since the panel was last closed, those that were here already included. */
export function justUploaded() {
  return [...new Set(items.filter((item) => item.image).map((item) => item.image.id))];
}

async function work() {
  if (running) {
    return;
  }
  running = true;
  try {
    for (let chunk = nextChunk(); chunk.length > 0; chunk = nextChunk()) {
      chunk.forEach((item) => settle(item, 'sending'));
      draw();
      await send(chunk);
    }
  } finally {
    running = false;
    draw();
  }
}

function nextChunk() {
  const waiting = items.filter((item) => item.state === 'waiting');
  let bytes = 0;
  const isOver = (item, i) => {
    bytes += item.file.size;
    return i === FILES_A_REQUEST || item.batch !== waiting[0].batch || (i > 0 && bytes > BYTES_A_REQUEST);
  };
  const end = waiting.findIndex(isOver);
  return end < 0 ? waiting : waiting.slice(0, end);
}

async function send(chunk) {
  const files = chunk.map((item) => item.file);
  const { batch } = chunk[0];
  try {
    const answer = batch === null ? { uploads: await uploadImages(files) } : await uploadToBatch(batch, files);
    chunk.forEach((item, i) => take(item, answer.uploads[i]));
    uploads.dispatchEvent(new CustomEvent('uploaded', { detail: batch === null ? null : answer }));
  } catch (failure) {
    await fail(chunk, failure);
  }
}

/** One file that is too large, or cannot be read any more, fails a whole request: then each goes alone. */
async function fail(chunk, failure) {
  if (chunk.length > 1 && (failure.status === 0 || failure.status === 413)) {
    for (const item of chunk) {
      await send([item]);
      draw();
    }
  } else if (failure.status === 400 && failure.errors?.length === chunk.length) {
    chunk.forEach((item, i) => settle(item, 'rejected', failure.errors[i].message));
  } else {
    chunk.forEach((item) => settle(item, 'failed', failure.message));
  }
}

function take(item, outcome) {
  item.image = outcome.id === null ? null : outcome;
  const state = outcome.outcome ?? (item.image === null ? 'rejected' : outcome.is_duplicate ? 'duplicate' : 'stored');
  settle(item, state, outcome.message);
}

function settle(item, state, reason = null) {
  item.state = state;
  item.row.className = state;
  item.row.lastChild.textContent = reason && state !== 'duplicate' ? `${WORDS[state]}: ${reason}` : WORDS[state];
  if (state === 'rejected' || state === 'failed') {
    list.prepend(item.row);
  }
}

function draw() {
  const number = (state) => items.filter((item) => item.state === state).length;
  const left = number('waiting') + number('sending');
  panel.hidden = items.length === 0;
  bar.max = items.length;
  bar.value = items.length - left;
  bar.hidden = !running;
  headline.textContent = running
    ? `Uploading: ${items.length - left} of ${count(items.length, 'photo')}`
    : ['stored', 'duplicate', 'rejected', 'failed']
        .filter(number)
        .map((state) => `${number(state)} ${WORDS[state]}`)
        .join(', ');
  actions.replaceChildren(...(running ? [] : afterwards(number('failed'))));
}

function afterwards(failed) {
  const ids = justUploaded();
  const intoBatch = items.some((item) => item.batch !== null);
  return [
    failed > 0 ? button('Try again', retry) : null,
    ids.length > 0 && !intoBatch
      ? button('New batch of these', () => newBatch({ 'Just uploaded': ids }), { className: 'primary' })
      : null,
    button('Close', close),
  ].filter(Boolean);
}

function retry() {
  items.filter((item) => item.state === 'failed').forEach((item) => settle(item, 'waiting'));
  return work();
}

function close() {
  items = [];
  list.replaceChildren();
  draw();
}

addEventListener('beforeunload', (event) => running && event.preventDefault());

/** Returns the files of a drop, those in its folders included. */
export async function droppedFiles(transfer) {
  const entries = [...transfer.items]
    .filter((item) => item.kind === 'file')
    .map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  return (await Promise.all(entries.map(filesIn))).flat();
}

async function filesIn(entry) {
  if (entry instanceof File) {
    return [entry];
  }
  if (entry.isFile) {
    return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  }
  const reader = entry.createReader();
  const found = [];
  // A reader hands out a folder in parts; an empty one is the end.
  for (let part = [null]; part.length > 0;) {
    part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    found.push(...part);
  }
  return (await Promise.all(found.map(filesIn))).flat();
}
