/** The batch that is open, and the changes to it. */

import * as api from './api.js';
import { attempt } from './dom.js';
import { groupsOf, isReal, labelsOf, movedMap } from './groups.js';

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 5000;

/**
 * A batch as the server last told it; tells of every newer state by `change`. Changes are made one after the other, each
 * from the state that the one before it left: a map of groups must name exactly what is in the batch by then.
 */
export class OpenBatch extends EventTarget {
  #signal;
  #changes = Promise.resolve();
  #polling = false;

  constructor(batch, signal) {
    super();
    this.now = batch;
    this.#signal = signal;
  }

  get id() {
    return this.now.id;
  }

  /** Returns the photos in the order in which they are shown. */
  get photos() {
    return groupsOf(this.now).flatMap((group) => group.associations);
  }

  /** Takes a newer state over, and follows a grouping that runs to its end. */
  take(batch) {
    this.now = batch;
    this.dispatchEvent(new Event('change'));
    attempt(() => this.#poll());
  }

  rename(name) {
    return this.#change(() => api.renameBatch(this.id, name));
  }

  analyze(parameters) {
    return this.#change(() => api.analyzeBatch(this.id, parameters));
  }

  /** Moves photos to a group. The server drops the ranks of a group that others join, so a ranked one is ranked anew. */
  move(ids, label) {
    return this.#change(async () => {
      const moving = this.now.image_associations.filter(({ image }) => ids.includes(image.id));
      if (moving.every((association) => association.group_label === label)) {
        return this.now;
      }
      const wasRanked = [...moving, ...this.#members(label)].some((association) => association.quality_rank !== null);
      const moved = await api.updateGroups(this.id, movedMap(this.now, ids, label));
      return wasRanked && isReal({ label }) ? api.rankGroup(this.id, label, this.#signal) : moved;
    });
  }

  /** Gives a group another label; that of another group merges the two. */
  relabel(from, to) {
    return this.move(
      this.#members(from).map(({ image }) => image.id),
      to,
    );
  }

  remove(ids) {
    return this.#change(() => api.removeFromBatch(this.id, ids));
  }

  deletePhoto(imageId) {
    return this.#change(async () => {
      await api.deleteImage(imageId);
      return api.getBatch(this.id, this.#signal);
    });
  }

  rank(label) {
    return this.#change(() => api.rankGroup(this.id, label, this.#signal));
  }

  /** @param {(done: number, all: number) => void} progress */
  rankAll(progress) {
    return this.#change(async () => {
      const labels = labelsOf(this.now);
      let ranked = this.now;
      for (const [done, label] of labels.entries()) {
        progress(done, labels.length);
        ranked = await api.rankGroup(this.id, label, this.#signal);
      }
      return ranked;
    });
  }

  #members(label) {
    return this.now.image_associations.filter((association) => association.group_label === label);
  }

  /** After a failure the batch is read anew: some of the change may have been made. */
  #change(action) {
    const change = this.#changes.then(async () => {
      try {
        this.take(await action());
      } catch (failure) {
        if (failure.name !== 'AbortError') {
          attempt(async () => this.take(await api.getBatch(this.id, this.#signal)));
        }
        throw failure;
      }
    });
    this.#changes = change.catch(() => {});
    return change;
  }

  async #poll() {
    if (this.#polling) {
      return;
    }
    this.#polling = true;
    try {
      for (let pause = FIRST_PAUSE; this.#isRunning(); pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        const batch = await api.getBatch(this.id, this.#signal).catch(stillAway);
        if (batch) {
          this.take(batch);
        }
      }
    } finally {
      this.#polling = false;
    }
  }

  #isRunning() {
    return this.now.status === 'processing' && !this.#signal.aborted;
  }
}

/** A server that is silent for a moment ends no grouping. */
function stillAway(failure) {
  if (failure.status !== 0) {
    throw failure;
  }
  return null;
}
