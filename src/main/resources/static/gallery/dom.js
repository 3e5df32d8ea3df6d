/** Elements, messages and dialogs. Text of the server gets in as text only, never as markup. */

/**
 * Makes an element. Of the properties, `on...` are listeners, others are set as properties where the element has them
 * and as attributes where not. Children that are null are left out.
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name in element) {
      element[name] = value;
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Makes a button that does not start its action twice, and shows the failure of it. */
export function button(text, action, properties = {}) {
  return el('button', {
    type: 'button',
    textContent: text,
    onclick: (event) => busy(event.currentTarget, action),
    ...properties,
  });
}

/** Runs the action unless it is running already. The element is not disabled meanwhile: it would lose the focus. */
async function busy(element, action) {
  if (element.ariaBusy === 'true') {
    return;
  }
  element.ariaBusy = 'true';
  try {
    await attempt(action);
  } finally {
    element.ariaBusy = 'false';
  }
}

/** Runs the action and returns its result; shows its failure, unless that is only a page that was left. */
export async function attempt(action) {
  try {
    return await action();
  } catch (failure) {
    if (failure.name !== 'AbortError') {
      toast(failure.message, true);
    }
    return undefined;
  }
}

/** @returns {string} such as "1 photo", "12 photos" */
export const count = (number, noun) => `${number.toLocaleString()} ${noun}${number === 1 ? '' : 's'}`;

const toasts = el('div', { className: 'toasts' });
document.body.append(toasts);

/** Shows a message: a failure until it is dismissed, anything else for some seconds. */
export function toast(message, failed = false) {
  const note = el(
    'div',
    { className: failed ? 'toast failed' : 'toast', role: failed ? 'alert' : 'status' },
    el('p', { textContent: message }),
  );
  note.append(
    el('button', {
      type: 'button',
      className: 'quiet',
      ariaLabel: 'Dismiss',
      textContent: '✕',
      onclick: () => note.remove(),
    }),
  );
  [...toasts.children].filter((other) => other.firstChild.textContent === message).forEach((other) => other.remove());
  toasts.append(note);
  if (!failed) {
    setTimeout(() => note.remove(), 5000);
  }
}

/** Opens a modal dialog, which is gone once closed. What is outside of it is inert, so the messages move in. */
export function openModal(dialog) {
  document.body.append(dialog);
  dialog.append(toasts);
  dialog.addEventListener('close', () => {
    const below = [...document.querySelectorAll('dialog[open]')].at(-1);
    (below ?? document.body).append(toasts);
    dialog.remove();
  });
  dialog.showModal();
}

/**
 * Asks for something. The dialog stays open, with all that was entered, until the action succeeds.
 *
 * @param {{title: string, content: Node[], submit: string, danger?: boolean, action: (data: FormData) => Promise<void>}} question
 */
export function ask({ title, content, submit, danger = false, action }) {
  const confirm = el('button', { className: danger ? 'danger' : 'primary', textContent: submit });
  const form = el('form', {
    method: 'dialog',
    onsubmit: (event) => {
      event.preventDefault();
      busy(confirm, async () => {
        await action(new FormData(form));
        dialog.close();
      });
    },
  });
  const cancel = el('button', { type: 'button', textContent: 'Cancel', onclick: () => dialog.close() });
  form.append(el('h2', { textContent: title }), ...content, el('div', { className: 'buttons' }, cancel, confirm));
  const dialog = el('dialog', { className: 'question', ariaLabel: title }, form);
  openModal(dialog);
}

/** Makes a labelled control. */
export function field(label, control, hint = null) {
  return el(
    'label',
    { className: 'field' },
    el('span', { textContent: label }),
    control,
    hint && el('small', { textContent: hint }),
  );
}

export function select(name, options, value) {
  const control = el(
    'select',
    { name },
    ...options.map(([key, text]) => el('option', { value: key, textContent: text })),
  );
  control.value = value ?? control.value;
  return control;
}
