/** The groups of a batch, worked out from its associations. */

export const UNGROUPED = 'Ungrouped';
export const LONGEST_LABEL = 50;

const byName = new Intl.Collator(undefined, { numeric: true });

/** Returns the groups: the largest first, then what belongs to none, then (label null) what was never grouped. */
export function groupsOf(batch) {
  const members = Map.groupBy(batch.image_associations, (association) => association.group_label);
  const groups = [...members].map(([label, associations]) => ({ label, associations }));
  return groups.sort(
    (a, b) =>
      lateness(a) - lateness(b) || b.associations.length - a.associations.length || byName.compare(a.label, b.label),
  );
}

function lateness({ label }) {
  return label === null ? 2 : label === UNGROUPED ? 1 : 0;
}

export function isReal({ label }) {
  return label !== null && label !== UNGROUPED;
}

/** Returns the labels of the batch's groups in the order of their names. */
export function labelsOf(batch) {
  return groupsOf(batch)
    .filter(isReal)
    .map((group) => group.label)
    .sort(byName.compare);
}

/** Returns the first label of the service's own kind that is free. */
export function freeLabel(batch) {
  const taken = new Set(labelsOf(batch));
  let number = 1;
  while (taken.has(`Group ${number}`)) {
    number++;
  }
  return `Group ${number}`;
}

/** Returns the group map of the whole batch after some photos moved. */
export function movedMap(batch, ids, target) {
  const moved = new Set(ids);
  const map = Map.groupBy(batch.image_associations, ({ image, group_label: label }) =>
    moved.has(image.id) ? target : (label ?? UNGROUPED),
  );
  return Object.fromEntries([...map].map(([label, members]) => [label, members.map(({ image }) => image.id)]));
}
