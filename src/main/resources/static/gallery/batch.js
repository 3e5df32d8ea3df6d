/** One batch: its groups side by side. */

import { deleteBatch, getBatch } from './api.js';
import { statusMark } from './batches.js';
import { ask, attempt, button, count, el, field, select, toast } from './dom.js';
import { askGrouping } from './grouping.js';
import { LONGEST_LABEL, UNGROUPED, freeLabel, groupsOf, isReal, labelsOf } from './groups.js';
import { OpenBatch } from './openbatch.js';
import { askDelete } from './photos.js';
import { PHOTO_IDS, Selection, Tiles, keyHint, selectionBar } from './tiles.js';
import { uploads } from './upload.js';
import { openViewer } from './viewer.js';

export function batchView({ main, signal }, id) {
  return attempt(async () => {
    const batch = new OpenBatch(await getBatch(id, signal), signal);
    const view = new BatchView(batch);
    uploads.addEventListener('uploaded', ({ detail }) => detail?.id === id && batch.take(detail), { signal });
    main.replaceChildren(...view.elements());
    batch.take(batch.now);
  });
}

class BatchView {
  #batch;
  #selection = new Selection();
  #tiles;
  #sections = new Map();

  #name = el('h1', { tabIndex: -1 });
  #facts = el('p', { className: 'facts' });
  #notice = el('div');
  #groups = el('div', { className: 'groups' });
  #groupButton = button('', () => askGrouping(this.#batch.now, (parameters) => this.#batch.analyze(parameters)));
  #rankButton = button('Rank all groups', () => this.#rankAll());

  constructor(batch) {
    this.#batch = batch;
    this.#tiles = new Tiles(this.#selection, {
      draggable: true,
      open: (id) => this.#open(id),
      order: () => batch.photos.map((photo) => photo.image.id),
      keys: { m: (id) => this.#askMove(this.#selection.has(id) ? this.#selection.ids : [id]) },
    });
    batch.addEventListener('change', () => this.#show(batch.now));
  }

  elements() {
    const newGroup = el('div', { className: 'new-group', textContent: 'Drop here for a new group' });
    this.#takeDrops(newGroup, () => freeLabel(this.#batch.now));
    return [
      el(
        'div',
        { className: 'title' },
        this.#name,
        this.#groupButton,
        this.#rankButton,
        button('Rename', () => this.#askRename()),
        button('Delete batch', () => this.#askDeleteBatch(), { className: 'danger' }),
      ),
      this.#facts,
      this.#notice,
      this.#groups,
      newGroup,
      keyHint('M moves it to another group'),
      selectionBar(
        this.#selection,
        button('Move to…', () => this.#askMove(this.#selection.ids), { className: 'primary' }),
        button('Remove from batch', () => this.#batch.remove(this.#selection.ids)),
        button('Delete', () => askDelete(this.#selection.ids, (id) => this.#batch.deletePhoto(id)), {
          className: 'danger',
        }),
      ),
    ];
  }

  #show(batch) {
    document.title = `${batch.batch_name} – Photo groups`;
    this.#name.textContent = batch.batch_name;
    const groups = groupsOf(batch);
    this.#showFacts(batch, groups.filter(isReal));
    this.#notice.replaceChildren(...noticeOf(batch));
    const focused = document.activeElement;
    this.#groups.replaceChildren(...groups.map((group) => this.#section(group)));
    focused?.focus({ preventScroll: true });
    const ids = new Set(batch.image_associations.map(({ image }) => image.id));
    this.#selection.set(
      this.#selection.ids.filter((id) => !ids.has(id)),
      false,
    );
  }

  #showFacts({ status, parameters, image_associations: members }, groups) {
    const hasGroups = groups.length > 0;
    const isRanked = groups.every((group) => group.associations.some((association) => association.quality_rank === 1));
    this.#groupButton.textContent = hasGroups ? 'Group again' : 'Group photos';
    this.#groupButton.className = hasGroups ? '' : 'primary';
    this.#groupButton.hidden = status === 'processing' || members.length === 0;
    this.#rankButton.className = isRanked ? '' : 'primary';
    this.#rankButton.hidden = status === 'processing' || !hasGroups;
    const used = Object.entries(parameters ?? {})
      .map(([name, value]) => `${name} ${value}`)
      .join(', ');
    this.#facts.replaceChildren(
      statusMark(status),
      el('span', { textContent: `${count(members.length, 'photo')}, ${count(groups.length, 'group')}` }),
      el('span', { textContent: used }),
    );
  }

  /** Returns the section of a group: the one that shows it already, so that its buttons keep the focus. */
  #section({ label, associations }) {
    const section = this.#sections.get(label) ?? this.#makeSection(label);
    this.#sections.set(label, section);
    section.querySelector('.count').textContent = count(associations.length, 'photo');
    section.querySelector('.tiles').replaceChildren(...associations.map((association) => this.#tiles.of(association)));
    return section;
  }

  #makeSection(label) {
    const title = label ?? 'Not grouped yet';
    const header = el('header', {}, el('h2', { textContent: title }), el('span', { className: 'count' }));
    if (isReal({ label })) {
      header.append(
        button('Rank', () => this.#batch.rank(label), { className: 'quiet', ariaLabel: `Rank ${title}` }),
        button('Edit', () => this.#askLabel(label), {
          className: 'quiet',
          ariaLabel: `Edit ${title}`,
          title: 'Rename or merge',
        }),
      );
    }
    const section = el(
      'section',
      { className: isReal({ label }) ? 'group' : 'group loose', ariaLabel: title },
      header,
      el('ul', { className: 'tiles' }),
    );
    this.#takeDrops(section, () => label ?? UNGROUPED);
    return section;
  }

  #takeDrops(element, label) {
    const isPhotos = (event) => event.dataTransfer.types.includes(PHOTO_IDS);
    element.addEventListener('dragover', (event) => {
      if (isPhotos(event)) {
        event.preventDefault();
        element.classList.add('target');
      }
    });
    element.addEventListener('dragleave', () => element.classList.remove('target'));
    element.addEventListener('drop', (event) => {
      element.classList.remove('target');
      if (isPhotos(event)) {
        event.preventDefault();
        attempt(() => this.#batch.move(JSON.parse(event.dataTransfer.getData(PHOTO_IDS)), label()));
      }
    });
  }

  async #rankAll() {
    try {
      await this.#batch.rankAll((done, all) => (this.#rankButton.textContent = `Ranking ${done + 1} of ${all}`));
    } finally {
      this.#rankButton.textContent = 'Rank all groups';
    }
  }

  #open(id) {
    openViewer({
      list: () => this.#batch.photos,
      id,
      left: (last) => this.#tiles.focus(last),
      actions: ({ image, group_label: label }, redraw) => {
        const group = select('group', this.#targets(), label ?? UNGROUPED);
        group.addEventListener('change', () => attempt(() => this.#batch.move([image.id], group.value)).then(redraw));
        return [
          field('Group', group),
          button('Remove from batch', () => this.#batch.remove([image.id]).then(redraw)),
          button('Delete photo', () => askDelete([image.id], () => this.#batch.deletePhoto(image.id).then(redraw)), {
            className: 'danger',
          }),
        ];
      },
    });
  }

  #targets() {
    const free = freeLabel(this.#batch.now);
    const labels = labelsOf(this.#batch.now).map((label) => [label, label]);
    return [...labels, [free, `New group (${free})`], [UNGROUPED, UNGROUPED]];
  }

  #askMove(ids) {
    ask({
      title: `Move ${count(ids.length, 'photo')}`,
      content: [field('To', select('label', this.#targets()))],
      submit: 'Move',
      action: async (data) => {
        await this.#batch.move(ids, data.get('label'));
        this.#selection.clear();
      },
    });
  }

  #askLabel(label) {
    const others = labelsOf(this.#batch.now)
      .filter((other) => other !== label)
      .map((other) => [other, other]);
    const name = el('input', {
      name: 'label',
      value: label,
      required: true,
      maxLength: LONGEST_LABEL,
      pattern: '.*\\S.*',
    });
    const target = select('target', [['', 'Keep it as it is'], ...others, [UNGROUPED, 'Dissolve the group']]);
    target.addEventListener('change', () => (name.disabled = target.value !== ''));
    ask({
      title: `Edit ${label}`,
      content: [field('Name', name, 'The name of another group merges the two'), field('Or merge into', target)],
      submit: 'Save',
      action: (data) => this.#batch.relabel(label, data.get('target') || data.get('label').trim()),
    });
  }

  #askRename() {
    const name = el('input', { name: 'name', required: true, maxLength: 255, value: this.#batch.now.batch_name });
    ask({
      title: 'Rename the batch',
      content: [field('Name', name)],
      submit: 'Rename',
      action: (data) => this.#batch.rename(data.get('name')),
    });
  }

  #askDeleteBatch() {
    ask({
      title: `Delete “${this.#batch.now.batch_name}”?`,
      content: [el('p', { textContent: 'Its groups and ranks are deleted. The photos stay.' })],
      submit: 'Delete batch',
      danger: true,
      action: async () => {
        const { message } = await deleteBatch(this.#batch.id);
        toast(message);
        location.hash = '#/batches';
      },
    });
  }
}

/** Returns what there is to say of the batch as a whole, if anything. */
function noticeOf({ status, failure, image_associations: members }) {
  if (status === 'processing') {
    return [
      el(
        'p',
        { className: 'notice', role: 'status' },
        el('progress', { ariaLabel: 'Grouping' }),
        'The photos are being grouped. You may leave this page meanwhile.',
      ),
    ];
  }
  if (status === 'failed') {
    return [
      el('p', {
        className: 'notice failed',
        role: 'alert',
        textContent: `Grouping failed: ${failure ?? 'no reason was given'}`,
      }),
    ];
  }
  return members.length > 0
    ? []
    : [el('p', { className: 'empty', textContent: 'This batch is empty. Drop photos anywhere on this page.' })];
}
