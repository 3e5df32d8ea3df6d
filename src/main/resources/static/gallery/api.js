/** The calls of the REST interface that the gallery makes. */

const PAGE = 200;

/** A refusal of the server, or its silence. The message is meant to be shown. */
export class ApiError extends Error {
  /**
   * @param {string} message
   * @param {number} status of the answer; 0 if none came
   * @param {{field: string, message: string}[]} errors what was wrong with each part of the request
   */
  constructor(message, status, errors = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

async function call(method, path, { json, form, headers = {}, signal } = {}) {
  const init = {
    method,
    signal,
    body: form,
    cache: 'no-store',
    headers: { Accept: 'application/json, application/problem+json', ...headers },
  };
  if (json !== undefined) {
    init.body = JSON.stringify(json);
    init.headers['Content-Type'] = 'application/json';
  }
  let response;
  let body;
  try {
    response = await fetch(path, init);
    body = JSON.parse(await response.text());
  } catch (failure) {
    signal?.throwIfAborted();
    if (!response) {
      throw new ApiError('The server does not answer. Is it still running?', 0);
    }
    throw new ApiError(`The server gave an answer that cannot be read (status ${response.status}).`, response.status);
  }
  if (!response.ok) {
    const message = body?.message ?? body?.detail ?? `The server answered with status ${response.status}.`;
    throw new ApiError(message, response.status, body?.errors);
  }
  return { body, link: response.headers.get('Link') };
}

async function bodyOf(...request) {
  return (await call(...request)).body;
}

/** Of the link only the position counts: behind a proxy its host may be one that a browser cannot reach. */
function positionOf(link) {
  const next = link?.match(/<([^>]*)>\s*;\s*rel="?next"?/);
  return next ? new URL(next[1], location.href).searchParams.get('after') : null;
}

async function page(path, signal) {
  const { body, link } = await call('GET', path, { signal });
  return { items: body, next: positionOf(link) };
}

function formOf(files) {
  const form = new FormData();
  files.forEach((file) => form.append('files', file, file.name));
  return form;
}

/** Returns one page of photos by id, and the position that the next begins after (null at the end). */
export const listImages = (after = 0, signal) => page(`/images/?limit=${PAGE}&after=${after}`, signal);
export const listBatches = (after = 0, signal) => page(`/batches/?limit=20&after=${after}`, signal);

export const uploadImages = (files) => bodyOf('POST', '/images/upload', { form: formOf(files) });
export const uploadToBatch = (id, files) => bodyOf('POST', `/batches/${id}/upload-and-add`, { form: formOf(files) });
export const getMetadata = (id, signal) => bodyOf('GET', `/images/metadata/${id}`, { signal });
export const getQuality = (id, signal) => bodyOf('GET', `/images/quality/${id}`, { signal });
export const deleteImage = (id) => bodyOf('DELETE', `/images/${id}`);

export const getBatch = (id, signal) => bodyOf('GET', `/batches/${id}`, { signal });
export const createBatch = (name, ids) => bodyOf('POST', '/batches/', { json: { name, image_ids: ids } });
export const renameBatch = (id, name) => bodyOf('PUT', `/batches/${id}`, { json: { name } });
export const deleteBatch = (id) => bodyOf('DELETE', `/batches/${id}`);
export const addToBatch = (id, ids) => bodyOf('POST', `/batches/${id}/images`, { json: { image_ids: ids } });
export const removeFromBatch = (id, ids) => bodyOf('DELETE', `/batches/${id}/images`, { json: { image_ids: ids } });
export const updateGroups = (id, map) => bodyOf('PUT', `/batches/${id}/groups`, { json: { group_map: map } });
export const analyzeBatch = (id, parameters) =>
  bodyOf('PUT', `/batches/${id}/analyze`, { json: parameters, headers: { Prefer: 'respond-async' } });
export const rankGroup = (id, label, signal) =>
  bodyOf('POST', `/batches/${id}/groups/${encodeURIComponent(label)}/rank`, { signal });

/** Returns the ids of all photos. */
export async function allImageIds() {
  const ids = [];
  for (let after = 0; after !== null;) {
    const { items, next } = await listImages(after);
    ids.push(...items.map((image) => image.id));
    after = next;
  }
  return ids;
}

export const originalUrl = (image) => `/images/${image.id}`;

/**
 * Returns the address of a thumbnail. A thumbnail is cached for good, but an emptied server gives ids anew: the hash
 * keeps a new photo from being shown as an old one.
 *
 * @param {256 | 1024} size of the long side
 */
export const thumbnailUrl = (image, size) =>
  `/images/thumbnail/${image.id}?size=${size}&v=${String(image.image_hash).slice(0, 12)}`;
