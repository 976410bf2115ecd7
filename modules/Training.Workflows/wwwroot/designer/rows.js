// A list of extensions of one kind, a row of fields each: variables of a process, what is given to a called process and what comes back.

import { extensionsOf } from './language.js';

export class Rows {
  /**
   * @param panel the form beside the drawing
   * @param name in the attributes of its list: data-<name>-list, data-<name>-row, data-<name>-add, data-<name>-remove
   * @param owner the kind of element that has such extensions
   * @param type their own kind
   * @param begin what a new one begins with
   */
  constructor(panel, name, owner, type, begin) {
    [this.panel, this.name, this.owner, this.type, this.begin] = [panel, name, owner, type, begin];
    this.list = panel.root.querySelector(`[data-${name}-list]`);
    this.row = panel.root.querySelector(`[data-${name}-row]`);
  }

  has(field) {
    return this.list.contains(field);
  }

  show(object) {
    // Not under the hands of whoever is typing.
    if (object.$type !== this.owner || (this.list.contains(document.activeElement) && this.shown === object)) {
      return;
    }

    this.shown = object;
    this.list.replaceChildren(...extensionsOf(object, this.type).map((one, index) => {
      const row = this.row.content.cloneNode(true).firstElementChild;
      row.querySelectorAll('[data-of]').forEach((field) => {
        field.id = `p-${this.name}-${index}-${field.dataset.of}`;
        const label = field.parentElement.querySelector('label');
        if (label) {
          label.htmlFor = field.id;
        }

        if ('variables' in field.dataset) {
          this.panel.offer(field);
        }

        this.panel.put(field, one[field.dataset.of]);
      });
      return row;
    }));
  }

  press(button) {
    if (button.matches(`[data-${this.name}-add]`)) {
      const list = extensionsOf(this.panel.element.businessObject, this.type);
      this.store([...list, this.panel.factory.create(this.type, this.begin(list))]);
      this.list.querySelector(':scope > :last-child :is(input, select)')?.focus();
      return true;
    }

    if (button.matches(`[data-${this.name}-remove]`)) {
      button.closest('.fields').remove();
      this.take();
      this.panel.root.querySelector(`[data-${this.name}-add]`).focus();
      return true;
    }

    return false;
  }

  take() {
    this.store([...this.list.children].map((row) => this.panel.factory.create(this.type, Object.fromEntries(
      [...row.querySelectorAll('[data-of]')]
        .map((field) => [field.dataset.of, field.type === 'checkbox' ? (field.checked ? 'true' : '') : field.value.trim()])
        .filter(([, value]) => value !== '')))));
  }

  store(made) {
    const { element } = this.panel;
    this.panel.extend(element.businessObject, element, (value) => value.$type !== this.type, made);
  }
}
