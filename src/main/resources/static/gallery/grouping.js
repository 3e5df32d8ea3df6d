/** How a batch shall be grouped. */

import { ask, el, field, select } from './dom.js';

const AUTO = 'auto';

/** All but the first are parameters of HDBSCAN, on the looks of the photos as a whole. */
const PRESETS = {
  [AUTO]: { title: 'Shots of the same thing', text: 'Photos are compared in detail; two make a group' },
  pairs: { title: 'Pairs and bursts by looks', text: 'Two photos make a group', size: 2, samples: 1 },
  usual: { title: 'Larger groups by looks', text: 'At least five photos that belong together', size: 5, samples: 5 },
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
  const choices = Object.entries(PRESETS).map(([key, preset]) =>
    el(
      'label',
      { className: 'choice' },
      el('input', { type: 'radio', name: 'preset', value: key, checked: key === AUTO, onchange: () => choose(key) }),
      el(
        'span',
        {},
        el('strong', { textContent: preset.title + (key === AUTO ? ' (suggested)' : '') }),
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
  const choose = (key) => {
    own.hidden = key === AUTO;
    // What is hidden is not sent, and nothing is asked of it.
    for (const input of own.querySelectorAll('input, select')) {
      input.disabled = own.hidden;
    }
    size.value = PRESETS[key].size ?? '';
    samples.value = PRESETS[key].samples ?? '';
  };
  choose(AUTO);
  const isGrouped = batch.image_associations.some((association) => association.group_label !== null);
  ask({
    title: 'Group the photos',
    content: [
      el('fieldset', {}, el('legend', { textContent: 'Look for' }), ...choices),
      own,
      isGrouped
        ? el('p', {
            className: 'note',
            textContent: 'The groups and ranks of now are replaced; photos that were put together or apart by hand stay so.',
          })
        : null,
    ].filter(Boolean),
    submit: 'Group',
    action: (data) =>
      action(
        data.get('preset') === AUTO
          ? { method: AUTO }
          : {
              min_cluster_size: Number(data.get('min_cluster_size')),
              min_samples: Number(data.get('min_samples')),
              metric: data.get('metric'),
            },
      ),
  });
}
