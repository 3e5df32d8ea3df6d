/** How a batch shall be grouped. */

import { ask, el, field, select } from './dom.js';

/** Up to here pairs and bursts are the better guess: few scenes are in so few photos five times. */
const SMALL_BATCH = 500;

const PRESETS = {
  pairs: { title: 'Pairs and bursts', text: 'Two photos make a group', size: 2, samples: 1 },
  usual: { title: 'Larger groups', text: 'At least five photos that belong together', size: 5, samples: 5 },
};

/**
 * Asks for the parameters.
 *
 * @param {object} batch
 * @param {(parameters: object) => Promise<void>} action
 */
export function askGrouping(batch, action) {
  const size = el('input', { type: 'number', name: 'min_cluster_size', min: 2, required: true });
  const samples = el('input', { type: 'number', name: 'min_samples', min: 1, required: true });
  const choose = (preset) => {
    size.value = preset.size;
    samples.value = preset.samples;
  };
  const suggested = batch.image_associations.length <= SMALL_BATCH ? 'pairs' : 'usual';
  choose(PRESETS[suggested]);
  const choices = Object.entries(PRESETS).map(([key, preset]) =>
    el(
      'label',
      { className: 'choice' },
      el('input', { type: 'radio', name: 'preset', checked: key === suggested, onchange: () => choose(preset) }),
      el(
        'span',
        {},
        el('strong', { textContent: preset.title + (key === suggested ? ' (suggested)' : '') }),
        el('small', { textContent: preset.text }),
      ),
    ),
  );
  const metrics = ['cosine', 'euclidean', 'manhattan'].map((name) => [name, name]);
  const own = el(
    'details',
    {},
    el('summary', { textContent: 'Fine tuning' }),
    field('Smallest group', size, 'min_cluster_size, 2 or more'),
    field('Caution', samples, 'min_samples, 1 or more: the higher, the more photos stay ungrouped'),
    field('Distance', select('metric', metrics)),
  );
  const isGrouped = batch.image_associations.some((association) => association.group_label !== null);
  ask({
    title: 'Group the photos',
    content: [
      el('fieldset', {}, el('legend', { textContent: 'Look for' }), ...choices),
      own,
      isGrouped
        ? el('p', {
            className: 'note',
            textContent: 'The groups and ranks of now are replaced, those made by hand too.',
          })
        : null,
    ].filter(Boolean),
    submit: 'Group',
    action: (data) =>
      action({
        min_cluster_size: Number(data.get('min_cluster_size')),
        min_samples: Number(data.get('min_samples')),
        metric: data.get('metric'),
      }),
  });
}
