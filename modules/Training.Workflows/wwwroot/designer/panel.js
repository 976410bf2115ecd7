// The form beside the drawing. The server has made its fields; here they are filled from what is chosen, and what is typed goes back into it.

import { UserTaskType, extensionOf, extensionsOf, readInput, writeInput } from './language.js';
import { Hand } from './hand.js';
import { Rows } from './rows.js';

const loopElements = ['loopCardinality', 'completionCondition'];

export class Panel {
  constructor(root, modeler, { words, activities }) {
    [this.root, this.modeler, this.words, this.activities] = [root, modeler, words, activities];
    [this.modeling, this.factory] = [modeler.get('modeling'), modeler.get('bpmnFactory')];
    this.hand = new Hand(this);
    this.rows = [
      new Rows(this, 'variable', 'bpmn:Process', 'training:Variable', (list) => ({ name: `v${list.length + 1}`, type: 'text' })),
      new Rows(this, 'in', 'bpmn:CallActivity', 'training:In', () => ({ target: '', source: '' })),
      new Rows(this, 'out', 'bpmn:CallActivity', 'training:Out', () => ({ target: '', source: '' })),
    ];
    const show = () => this.show();
    modeler.on('selection.changed', show);
    modeler.on('commandStack.changed', show);
    modeler.on('import.done', show);
    root.addEventListener('change', (event) => this.take(event.target));
    root.addEventListener('click', (event) => this.press(event.target.closest('button')));

    // Enter would send the form around the drawing.
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.target.matches('input')) {
        event.preventDefault();
        event.target.dispatchEvent(new Event('change', { bubbles: true }));
      }
    });
  }

  all(selector) {
    return [...this.root.querySelectorAll(selector)];
  }

  get process() {
    return this.modeler.get('canvas').getRootElement();
  }

  // --- showing

  show() {
    const chosen = this.modeler.get('selection').get();
    this.element = chosen.length === 1 ? chosen[0].labelTarget ?? chosen[0] : chosen.length === 0 ? this.process : null;
    const object = this.element?.businessObject;
    const kinds = this.kindsOf(object);
    this.all('[data-for]').forEach((part) => { part.hidden = !part.dataset.for.split(' ').some((kind) => kinds.has(kind)); });
    this.hand.show(chosen.length > 1 ? null : this.element);
    if (!object) {
      return;
    }

    this.all('[data-show=id]').forEach((place) => { place.textContent = object.id; });
    this.all('[data-set]').forEach((field) => this.put(field, object.get(field.dataset.set)));
    this.all('[data-variables]').forEach((select) => this.offer(select));
    const binding = extensionOf(object, 'elsa:ActivityBinding');
    this.all('[data-input]').forEach((field) => this.putInput(field, readInput(binding, field.dataset.input)));
    this.all('[data-attribute]').forEach((field) => this.put(field, object.get(field.dataset.attribute) ?? object.$attrs[field.dataset.attribute]));
    this.showActivity(object, binding);
    this.showFlow(object);
    this.showTimer(object);
    this.showLoop(object);
    const named = this.named(object);
    this.all('[data-event-name]').forEach((field) => this.put(field, named?.target ? named.target[named.key] : ''));
    this.rows.forEach((rows) => rows.show(object));
    this.all('[data-known]').forEach((place) => { place.textContent = extensionsOf(this.process.businessObject, 'training:Variable').map((one) => one.name).join(', ') || '–'; });
  }

  kindsOf(object) {
    if (!object) {
      return new Set(['none']);
    }

    const kinds = new Set(['all', object.$type]);
    const definition = object.eventDefinitions?.[0]?.$type;
    if (definition === 'bpmn:TimerEventDefinition') {
      kinds.add('timer');
    } else if (['bpmn:MessageEventDefinition', 'bpmn:SignalEventDefinition', 'bpmn:ErrorEventDefinition'].includes(definition)) {
      kinds.add('named');
    }

    if (object.$instanceOf('bpmn:Activity') && !object.triggeredByEvent) {
      kinds.add('activity');
    }

    if (object.loopCharacteristics) {
      kinds.add('loop');
    }

    if (object.$type === 'bpmn:SequenceFlow' && (object.sourceRef.$instanceOf('bpmn:Activity') || object.sourceRef.$type === 'bpmn:ExclusiveGateway')) {
      kinds.add('condition');
    }

    if (kinds.size === 2 && object.$type !== 'bpmn:ExclusiveGateway' && !this.all(`[data-for~="${object.$type}"]`).length) {
      kinds.add('other');
    }

    return kinds;
  }

  put(field, value) {
    // Not under the hands of whoever is typing.
    if (document.activeElement === field && field.type !== 'checkbox') {
      return;
    }

    if (field.type === 'checkbox') {
      field.checked = String(value ?? '') === (field.dataset.yes ?? 'true');
    } else {
      this.allow(field, value);
      field.value = value ?? '';
    }
  }

  // A value that the site does not offer, such as a resolver of another site, stays as it is.
  allow(field, value) {
    if (field.matches('select') && value && ![...field.options].some((option) => option.value === value)) {
      field.add(new Option(value, value));
    }
  }

  putInput(field, input) {
    this.put(field, input === null ? '' : 'orVariable' in field.dataset && input.variable ? `=${input.text}` : input.text);
  }

  offer(select) {
    const names = (extensionsOf(this.process.businessObject, 'training:Variable')).filter((one) => !select.dataset.variables || one.type === select.dataset.variables).map((one) => one.name);
    const value = select.value;
    [...select.options].slice(1).forEach((option) => option.remove());
    names.forEach((name) => select.add(new Option(name, name)));
    select.value = value;
  }

  showActivity(object, binding) {
    if (object.$type !== 'bpmn:ServiceTask') {
      return;
    }

    const select = this.root.querySelector('[data-activity]');
    this.put(select, binding?.activityType ?? '');
    const place = this.root.querySelector('[data-inputs]');
    const names = Object.entries(this.activities[binding?.activityType] ?? {});
    const known = names.map(([name]) => name).join('\n');
    if (place.dataset.known !== known) {
      place.dataset.known = known;
      place.replaceChildren(...names.map(([name, required]) => {
        const part = document.createElement('div');
        part.className = 'field';
        const label = document.createElement('label');
        label.htmlFor = `p-input-${name}`;
        label.textContent = required ? `${name} *` : name;
        const hint = document.createElement('small');
        hint.id = `p-input-${name}-hint`;
        hint.textContent = this.words.Literal;
        const field = document.createElement('input');
        Object.assign(field, { id: label.htmlFor, autocomplete: 'off' });
        Object.assign(field.dataset, { input: name, orVariable: '' });
        field.setAttribute('aria-describedby', hint.id);
        const kind = this.root.querySelector('[data-input-types]').content.firstElementChild.cloneNode(true);
        kind.dataset.inputType = name;
        kind.setAttribute('aria-label', `${this.words.Type}: ${name}`);
        part.append(label, hint, field, kind);
        return part;
      }));
    }

    place.querySelectorAll('[data-input]').forEach((field) => this.putInput(field, readInput(binding, field.dataset.input)));
    place.querySelectorAll('[data-input-type]').forEach((field) => this.put(field, readInput(binding, field.dataset.inputType)?.type ?? 'String'));
  }

  showFlow(object) {
    if (object.$type === 'bpmn:SequenceFlow') {
      this.put(this.root.querySelector('[data-condition]'), object.conditionExpression?.body);
      this.root.querySelector('[data-default]').checked = object.sourceRef.default === object;
    }
  }

  showTimer(object) {
    const definition = object.eventDefinitions?.find((one) => one.$type === 'bpmn:TimerEventDefinition');
    if (definition) {
      const kind = ['timeDuration', 'timeDate', 'timeCycle'].find((name) => definition.get(name)) ?? 'timeDuration';
      const time = definition.get(kind);
      this.put(this.root.querySelector('[data-timer-kind]'), kind);
      this.put(this.root.querySelector('[data-timer]'), time?.body);
      const days = this.root.querySelector('[data-timer-days]');
      days.checked = time?.get('training:days') === 'working';
      days.closest('label').hidden = kind === 'timeDate';
    }
  }

  showLoop(object) {
    const loop = object.loopCharacteristics;
    this.put(this.root.querySelector('[data-loop-kind]'), loop ? (loop.isSequential ? 'sequential' : 'parallel') : '');
    if (loop) {
      this.all('[data-loop]').forEach((field) => {
        const value = loop.get(field.dataset.loop);
        this.put(field, loopElements.includes(field.dataset.loop) ? value?.body : value);
      });
    }
  }

  // --- taking

  take(field) {
    const { element } = this;
    const object = element?.businessObject;
    if (!object || this.root.contains(field) === false) {
      return;
    }

    const value = field.type === 'checkbox' ? (field.checked ? field.dataset.yes ?? 'true' : '') : field.value.trim();
    if (field.dataset.set) {
      this.modeling.updateProperties(element, { [field.dataset.set]: value || undefined });
    } else if (field.dataset.attribute) {
      this.modeling.updateProperties(element, { [field.dataset.attribute]: value || undefined });
    } else if ('activity' in field.dataset) {
      this.bind(value || null, () => []);
    } else if (field.dataset.input) {
      this.setInput(field.dataset.input, value, field);
      const ends = field.selectedOptions?.[0]?.dataset.outcomes;
      if (ends) {
        this.setInput('Outcomes', ends, this.root.querySelector('[data-input="Outcomes"]'));
      }
    } else if (field.dataset.inputType) {
      const input = this.root.querySelector(`[data-inputs] [data-input="${field.dataset.inputType}"]`);
      this.setInput(field.dataset.inputType, input.value.trim(), { dataset: { ...input.dataset, type: value } });
    } else if ('condition' in field.dataset) {
      this.modeling.updateProperties(element, { conditionExpression: value ? this.factory.create('bpmn:FormalExpression', { body: value }) : undefined });
    } else if ('default' in field.dataset) {
      this.modeling.updateProperties(element.source, { default: field.checked ? object : undefined });
    } else if ('timer' in field.dataset || 'timerKind' in field.dataset || 'timerDays' in field.dataset) {
      this.setTimer(object);
    } else if ('eventName' in field.dataset) {
      this.setName(object, value);
    } else if (field.dataset.loop) {
      const body = loopElements.includes(field.dataset.loop) ? value ? this.factory.create('bpmn:FormalExpression', { body: value }) : undefined : value || undefined;
      this.modeling.updateModdleProperties(element, object.loopCharacteristics, { [field.dataset.loop]: body });
    } else if ('loopKind' in field.dataset) {
      this.setLoop(object, value);
    } else {
      this.rows.find((rows) => rows.has(field))?.take();
    }
  }

  press(button) {
    if (!button) {
      return;
    }

    this.hand.press(button) || this.rows.some((rows) => rows.press(button));
  }

  setInput(name, value, field) {
    const binding = extensionOf(this.element.businessObject, 'elsa:ActivityBinding');
    const type = this.element.businessObject.$type === 'bpmn:UserTask' ? UserTaskType : binding?.activityType;
    const variable = 'orVariable' in field.dataset && value.startsWith('=');
    const before = binding?.inputs?.find((one) => one.name === name);
    let typeName = field.dataset.type;
    try {
      typeName ??= JSON.parse(before.body).typeName;
    } catch {
      typeName ??= 'String';
    }

    const body = value && writeInput(variable ? value.slice(1).trim() : value, { variable, type: typeName });
    this.bind(type, (inputs) => {
      const rest = inputs.filter((one) => one.name !== name);
      return body ? [...rest, this.factory.create('elsa:Input', { name, body })] : rest;
    });
  }

  // The binding is made anew each time, so that one step back is one step.
  bind(type, change) {
    const object = this.element.businessObject;
    const binding = extensionOf(object, 'elsa:ActivityBinding');
    const made = type && this.factory.create('elsa:ActivityBinding', { activityType: type });
    if (made) {
      made.inputs = change(binding?.activityType === type ? binding.inputs ?? [] : []);
      made.inputs.forEach((input) => { input.$parent = made; });
    }

    this.extend(object, this.element, (value) => value.$type !== 'elsa:ActivityBinding', made ? [made] : []);
  }

  extend(object, element, keep, add) {
    const values = [...(object.extensionElements?.values ?? []).filter(keep), ...add];
    const extensionElements = values.length > 0 ? this.factory.create('bpmn:ExtensionElements', { values }) : undefined;
    values.forEach((value) => { value.$parent = extensionElements; });
    this.modeling.updateProperties(element, { extensionElements });
  }

  setTimer(object) {
    const definition = object.eventDefinitions.find((one) => one.$type === 'bpmn:TimerEventDefinition');
    const kind = this.root.querySelector('[data-timer-kind]').value;
    const body = this.root.querySelector('[data-timer]').value.trim();
    const time = body ? this.factory.create('bpmn:FormalExpression', { body }) : undefined;
    if (time && kind !== 'timeDate' && this.root.querySelector('[data-timer-days]').checked) {
      time.set('training:days', 'working');
    }

    this.modeling.updateModdleProperties(this.element, definition, { timeDuration: undefined, timeDate: undefined, timeCycle: undefined, [kind]: time });
  }

  setLoop(object, kind) {
    const loop = object.loopCharacteristics;
    if (kind && loop) {
      this.modeling.updateModdleProperties(this.element, loop, { isSequential: kind === 'sequential' });
    } else {
      this.modeling.updateProperties(this.element, { loopCharacteristics: kind ? this.factory.create('bpmn:MultiInstanceLoopCharacteristics', { isSequential: kind === 'sequential' }) : undefined });
    }
  }

  named(object) {
    const definition = object.eventDefinitions?.[0];
    const kind = { 'bpmn:MessageEventDefinition': 'Message', 'bpmn:SignalEventDefinition': 'Signal', 'bpmn:ErrorEventDefinition': 'Error' }[definition?.$type];
    return kind && { definition, kind, reference: `${kind.toLowerCase()}Ref`, target: definition[`${kind.toLowerCase()}Ref`], key: kind === 'Error' ? 'errorCode' : 'name' };
  }

  // Messages, signals and errors stand beside the process, each once.
  setName(object, value) {
    const { definition, kind, reference, key } = this.named(object);
    const roots = this.modeler.getDefinitions().rootElements;
    let target = roots.find((one) => one.$type === `bpmn:${kind}` && one[key] === value);
    if (value && !target) {
      target = this.factory.create(`bpmn:${kind}`, { name: value, [key]: value });
      target.$parent = this.modeler.getDefinitions();
      roots.push(target);
    }

    this.modeling.updateModdleProperties(this.element, definition, { [reference]: value ? target : undefined });
  }
}
