/** The questions by which photos get into a batch. */

import { addToBatch, allImageIds, createBatch, listBatches } from './api.js';
import { ask, count, el, field, select } from './dom.js';

/**
 * Asks for the name and the photos of a new batch, makes it and goes there.
 *
 * @param {Object<string, number[]>} choices the photos that it may be made of besides all and none, by the name of the
 *   choice; the first that has any is proposed
 */
export function newBatch(choices) {
  const names = Object.keys(choices).filter((name) => choices[name].length > 0);
  const options = [
    ...names.map((name) => [name, `${name} (${count(choices[name].length, 'photo')})`]),
    ['all', 'All photos'],
    ['none', 'No photos yet'],
  ];
  ask({
    title: 'New batch',
    content: [
      field(
        'Name',
        el('input', {
          name: 'name',
          required: true,
          maxLength: 255,
          value: `Photos, ${new Date().toLocaleDateString(undefined, { dateStyle: 'long' })}`,
        }),
      ),
      field('Photos', select('photos', options, names[0])),
    ],
    submit: 'Create batch',
    action: async (data) => {
      const photos = data.get('photos');
      const ids = photos === 'all' ? await allImageIds() : photos === 'none' ? [] : choices[photos];
      const batch = await createBatch(data.get('name'), ids);
      location.hash = `#/batches/${batch.id}`;
    },
  });
}

/** Asks for a batch and adds the photos to it. */
export async function addToSome(ids) {
  const batches = [];
  for (let after = 0; after !== null;) {
    const page = await listBatches(after);
    batches.push(...page.items);
    after = page.next;
  }
  if (batches.length === 0) {
    newBatch({ Selected: ids });
    return;
  }
  const options = batches.reverse().map((batch) => [batch.id, batch.batch_name]);
  ask({
    title: `Add ${count(ids.length, 'photo')} to a batch`,
    content: [field('Batch', select('batch', options))],
    submit: 'Add',
    action: async (data) => {
      const batch = await addToBatch(data.get('batch'), ids);
      location.hash = `#/batches/${batch.id}`;
    },
  });
}
