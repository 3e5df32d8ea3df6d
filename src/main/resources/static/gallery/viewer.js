/** A photo shown large, with what is known of it. */

import { getMetadata, getQuality, originalUrl, thumbnailUrl } from './api.js';
import { attempt, button, el, openModal } from './dom.js';
import { formatScore, formatShare } from './tiles.js';

/**
 * Opens a photo.
 *
 * @param {object} what
 * @param {() => object[]} what.list gives the photos, as associations, in the order to leaf through
 * @param {number} what.id the photo to begin with
 * @param {(photo: object, redraw: () => void) => Node[]} what.actions makes what can be done with a photo
 * @param {(id: number) => void} what.left is told the last photo that was shown
 */
export function openViewer({ list, id, actions, left }) {
  const picture = el('img', { decoding: 'async' });
  const panel = el('div', { className: 'panel' });
  const position = el('span', { className: 'position', role: 'status' });
  const step = (way) =>
    el('button', {
      type: 'button',
      className: way < 0 ? 'step previous' : 'step next',
      textContent: way < 0 ? '‹' : '›',
      ariaLabel: way < 0 ? 'Previous photo' : 'Next photo',
      onclick: () => leaf(way),
    });
  const close = el('button', {
    type: 'button',
    className: 'close',
    ariaLabel: 'Close',
    textContent: '✕',
    autofocus: true,
    onclick: () => dialog.close(),
  });
  const dialog = el(
    'dialog',
    { className: 'viewer', ariaLabel: 'Photo' },
    el('div', { className: 'stage' }, picture, step(-1), step(1), position),
    panel,
    close,
  );
  let index = indexOf(id);
  let details = new AbortController();

  function indexOf(wanted) {
    return list().findIndex((photo) => photo.image.id === wanted);
  }

  function go(to) {
    if (to >= 0 && to < list().length) {
      index = to;
      id = list()[to].image.id;
      draw();
    }
  }

  function leaf(way) {
    const now = indexOf(id);
    go((now >= 0 ? now : index) + way);
  }

  /** Shows the photo anew after a change; the next one where it is gone. */
  function redraw() {
    const now = indexOf(id);
    if (list().length === 0) {
      dialog.close();
    } else {
      go(now >= 0 ? now : Math.min(index, list().length - 1));
    }
  }

  function draw() {
    details.abort();
    details = new AbortController();
    const photo = list()[index];
    const { image } = photo;
    picture.src = thumbnailUrl(image, 1024);
    picture.alt = image.original_filename;
    position.textContent = `${index + 1} of ${list().length}`;
    const metadata = el('dl');
    const quality = el('div', { className: 'quality' });
    panel.replaceChildren(
      el('h2', { textContent: image.original_filename }),
      el(
        'div',
        { className: 'buttons' },
        el('a', {
          href: originalUrl(image),
          target: '_blank',
          rel: 'noopener',
          className: 'button',
          textContent: 'Open original',
        }),
        ...actions(photo, redraw),
      ),
      membership(photo),
      quality,
      el('h3', { textContent: 'About the photo' }),
      metadata,
    );
    const { signal } = details;
    attempt(async () => metadata.replaceChildren(...entries(image, await getMetadata(image.id, signal))));
    attempt(async () => quality.replaceChildren(...scores(await getQuality(image.id, signal))));
    preload(list()[index + 1]);
  }

  dialog.addEventListener('keydown', (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (way && !event.target.matches('select, input')) {
      event.preventDefault();
      leaf(way);
    }
  });
  dialog.addEventListener('close', () => {
    details.abort();
    left(id);
  });
  draw();
  openModal(dialog);
}

function preload(photo) {
  if (photo) {
    new Image().src = thumbnailUrl(photo.image, 1024);
  }
}

function membership({ quality_rank: rank, probability }) {
  return definitions([
    ['Rank', rank && (rank === 1 ? '1, the best shot' : rank)],
    ['Belongs to its group', probability == null ? null : formatShare(probability)],
  ]);
}

function scores(quality) {
  const parts = Object.entries(quality.sub_scores ?? {}).map(([name, value]) => {
    const words = name.replaceAll('_', ' ');
    return el(
      'li',
      {},
      el('span', { textContent: words }),
      el('meter', { value, ariaLabel: words }),
      el('span', { textContent: formatShare(value) }),
    );
  });
  return [
    el('h3', {}, 'Quality ', el('strong', { textContent: formatScore(quality.quality_score) })),
    el('p', {
      className: 'count',
      textContent: `By the metric ${quality.quality_metric}; ${quality.higher_is_better === false ? 'less' : 'more'} is better`,
    }),
    el('ul', {}, ...parts),
  ];
}

function entries(image, metadata) {
  const camera = [metadata.camera_make, metadata.camera_model].filter(Boolean).join(' ');
  const place = metadata.latitude === null ? null : `${metadata.latitude.toFixed(5)}, ${metadata.longitude.toFixed(5)}`;
  return [
    ...definitions([
      ['Taken', shotAt(metadata)],
      ['Camera', camera],
      ['Lens', metadata.focal_length],
      ['Aperture', metadata.f_number && `f/${metadata.f_number}`],
      ['Exposure', metadata.exposure_time && `${metadata.exposure_time} s`],
      ['ISO', metadata.iso],
      ['Size', metadata.width && `${metadata.width} × ${metadata.height}`],
      ['File', image.file_size && `${(image.file_size / 1e6).toFixed(1)} MB, ${image.mime_type}`],
      ['Place', place],
      ['Caption', metadata.caption],
      ['Tags', metadata.tags?.join(', ')],
      ['Rating', metadata.rating],
      ['Not processed', image.analysis_failure],
    ]).childNodes,
  ];
}

function definitions(pairs) {
  const known = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return el(
    'dl',
    {},
    ...known.flatMap(([term, value]) => [el('dt', { textContent: term }), el('dd', { textContent: value })]),
  );
}

/** Gives the time on the clock where the photo was taken; without an offset the server takes that clock for UTC. */
function shotAt({ shot_at: time, shot_at_offset: offset }) {
  if (!time) {
    return null;
  }
  const [, sign, hours, minutes] = offset?.match(/([+-])(\d\d):?(\d\d)/) ?? [null, '+', 0, 0];
  const shift = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const clock = new Date(Date.parse(time) + shift);
  return (
    clock.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' }) +
    (offset ? ` (UTC${offset === 'Z' ? '' : offset})` : '')
  );
}
