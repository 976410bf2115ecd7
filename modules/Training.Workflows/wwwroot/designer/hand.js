// Drawing without a pointer: choosing an element, adding one behind it or on a flow, connecting, ordering, removing.

import { makes } from './rules.js';

export class Hand {
  constructor(panel) {
    this.panel = panel;
    [this.choose, this.adds, this.target, this.flows] = ['[data-choose]', '[data-add]', '[data-target]', '[data-flows]'].map((selector) => panel.root.querySelector(selector));
    panel.modeler.get('commandStack').registerHandler('training.insert', Insert);
    makes.filter(([key]) => key !== 'start').forEach(([key, word]) => this.adds.add(new Option(panel.words[word], key)));
    this.choose.addEventListener('change', () => this.select(this.choose.value));
  }

  get(service) {
    return this.panel.modeler.get(service);
  }

  /** What can be chosen, as people read it: in the order in which it was drawn, flows behind the steps. */
  get elements() {
    const all = this.get('elementRegistry').filter((element) => !element.labelTarget && element !== this.panel.process && element.businessObject.$instanceOf?.('bpmn:FlowElement'));
    return [...all.filter((element) => !element.waypoints), ...all.filter((element) => element.waypoints)];
  }

  nameOf(element) {
    const object = element.businessObject;
    if (element.waypoints) {
      return `${this.nameOf(element.source)} → ${this.nameOf(element.target)}${object.name ? ` (${object.name})` : ''}`;
    }

    return object.name?.trim() || `${this.panel.words[object.$type.slice(5)] ?? object.$type.slice(5)} (${object.id})`;
  }

  select(id) {
    const element = this.get('elementRegistry').get(id);
    this.get('selection').select(element ? [element] : []);
    if (element) {
      this.get('canvas').scrollToElement(element, 80);
    }
  }

  show(element) {
    const { panel } = this;
    const chosen = element && element !== panel.process ? element.id : '';
    if (document.activeElement !== this.choose || this.choose.value !== chosen) {
      this.choose.replaceChildren(new Option(panel.words.Whole, ''), ...this.elements.map((one) => new Option(this.nameOf(one), one.id)));
      this.choose.value = chosen;
    }

    const object = chosen ? element.businessObject : null;
    const follows = Boolean(object) && (element.waypoints ? object.$type === 'bpmn:SequenceFlow' : object.$instanceOf('bpmn:FlowNode') && object.$type !== 'bpmn:EndEvent' && !object.triggeredByEvent);
    this.part('adds', follows);
    this.part('boundary', object?.$instanceOf('bpmn:Activity') === true && !object.triggeredByEvent);
    this.part('connects', follows && !element.waypoints);
    this.part('acts', Boolean(object));
    this.part('change', Boolean(object) && !element.waypoints);
    // By the flows themselves: a document need not name them at the gateway.
    this.part('orders', object?.$type === 'bpmn:ExclusiveGateway' && this.ordered(object).length > 1);
    if (follows && !element.waypoints) {
      const rules = this.get('rules');
      this.target.replaceChildren(...this.elements
        .filter((one) => !one.waypoints && one !== element && rules.allowed('connection.create', { source: element, target: one })?.type === 'bpmn:SequenceFlow')
        .map((one) => new Option(this.nameOf(one), one.id)));
      this.part('connects', this.target.options.length > 0);
    }

    if (object?.$type === 'bpmn:ExclusiveGateway') {
      this.flows.replaceChildren(...this.ordered(object).map((flow, index) => this.row(object, flow, index)));
    }
  }

  part(name, shown) {
    this.panel.root.querySelector(`[data-part=${name}]`).hidden = !shown;
  }

  // The document asks the conditions in the order of its flows.
  ordered(gateway) {
    return gateway.$parent.flowElements.filter((one) => one.$type === 'bpmn:SequenceFlow' && one.sourceRef === gateway);
  }

  row(gateway, flow, index) {
    const row = document.createElement('li');
    row.append(`${flow.name || flow.targetRef?.name || flow.id}${flow.conditionExpression ? `: ${flow.conditionExpression.body}` : gateway.default === flow ? ` (${this.panel.words.Default})` : ''}`);
    if (index > 0) {
      const up = document.createElement('button');
      Object.assign(up, { type: 'button', className: 'plain', textContent: this.panel.words.Up });
      up.dataset.up = flow.id;
      up.setAttribute('aria-label', `${this.panel.words.Up}: ${flow.name || flow.id}`);
      row.append(' ', up);
    }

    return row;
  }

  press(button) {
    const { element } = this.panel;
    if ('addPress' in button.dataset) {
      this.add(element);
    } else if ('boundaryPress' in button.dataset) {
      this.attach(element);
    } else if ('connectPress' in button.dataset) {
      const target = this.get('elementRegistry').get(this.target.value);
      const made = target && this.get('modeling').connect(element, target);
      if (made) {
        this.select(made.id);
      }
    } else if ('changePress' in button.dataset) {
      const { left, bottom } = button.getBoundingClientRect();
      this.get('popupMenu').open(element, 'bpmn-replace', { x: left, y: bottom, cursor: { x: left, y: bottom } }, { title: button.textContent, width: 300, search: true });
    } else if ('removePress' in button.dataset) {
      this.get('modeling').removeElements([element]);
      this.choose.focus();
    } else if (button.dataset.up) {
      this.raise(element, button.dataset.up);
    } else {
      return false;
    }

    return true;
  }

  add(element) {
    const shape = this.get('elementFactory').createShape(makes.find(([key]) => key === this.adds.value)[3]);
    if (element.waypoints) {
      this.get('commandStack').execute('training.insert', { shape, flow: element });
      this.done(shape);
    } else {
      this.done(this.get('autoPlace').append(element, shape));
    }
  }

  attach(element) {
    const shape = this.get('elementFactory').createShape({ type: 'bpmn:BoundaryEvent', eventDefinitionType: 'bpmn:TimerEventDefinition' });
    const taken = element.attachers?.length ?? 0;
    this.done(this.get('modeling').createShape(shape, { x: element.x + element.width - 24 * (1 + 2 * taken), y: element.y + element.height }, element, { attach: true }));
  }

  done(made) {
    this.select(made.id);
    this.panel.root.querySelector('#p-name').focus({ preventScroll: true });
  }

  raise(element, id) {
    const gateway = element.businessObject;
    const flows = this.ordered(gateway);
    const at = flows.findIndex((flow) => flow.id === id);
    const order = [...flows];
    [order[at - 1], order[at]] = [order[at], order[at - 1]];
    const places = gateway.$parent.flowElements;
    const flowElements = places.map((one) => (flows.includes(one) ? order[flows.indexOf(one)] : one));
    this.get('modeling').updateModdleProperties(element, gateway.$parent, { flowElements });
    this.flows.querySelector('button')?.focus();
  }
}

/** A step into the middle of a flow, with room made for it where there is none; one step back takes both away. */
function Insert(modeling, spaceTool, elementRegistry) {
  const middle = ({ waypoints }) => {
    const length = (i) => Math.hypot(waypoints[i + 1].x - waypoints[i].x, waypoints[i + 1].y - waypoints[i].y);
    const at = waypoints.slice(1).map((_, i) => i).reduce((best, i) => (length(i) > length(best) ? i : best), 0);
    const [from, to] = [waypoints[at], waypoints[at + 1]];
    return { x: Math.round((from.x + to.x) / 2), y: Math.round((from.y + to.y) / 2), across: Math.abs(to.x - from.x) >= Math.abs(to.y - from.y), length: length(at) };
  };
  this.preExecute = ({ shape, flow }) => {
    const before = middle(flow);
    const [axis, size, direction] = before.across ? ['x', shape.width, 'e'] : ['y', shape.height, 's'];
    const missing = Math.round(size + 60 - before.length);
    if (missing > 0) {
      const elements = elementRegistry.filter((one) => one.parent === flow.parent);
      const { movingShapes, resizingShapes } = spaceTool.calculateAdjustments(elements, axis, missing, before[axis]);
      modeling.createSpace(movingShapes, resizingShapes, { x: 0, y: 0, [axis]: missing }, direction, before[axis]);
    }

    modeling.createShape(shape, middle(flow), flow);
  };
}

Insert.$inject = ['modeling', 'spaceTool', 'elementRegistry'];
