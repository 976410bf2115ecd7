// What can be drawn: only what the site can run. The library offers more; here its offers are sifted.

const kept = { palette: ['hand-tool', 'lasso-tool', 'space-tool', 'global-connect-tool'], pad: ['replace', 'append.text-annotation', 'connect', 'delete'] };

/** The elements that are made by hand: key, word, icon, what. */
export const makes = [
  ['start', 'Start', 'bpmn-icon-start-event-none', { type: 'bpmn:StartEvent' }],
  ['user-task', 'UserTask', 'bpmn-icon-user-task', { type: 'bpmn:UserTask' }],
  ['service-task', 'ServiceTask', 'bpmn-icon-service-task', { type: 'bpmn:ServiceTask' }],
  ['exclusive', 'Exclusive', 'bpmn-icon-gateway-xor', { type: 'bpmn:ExclusiveGateway' }],
  ['parallel', 'Parallel', 'bpmn-icon-gateway-parallel', { type: 'bpmn:ParallelGateway' }],
  ['timer', 'Timer', 'bpmn-icon-intermediate-event-catch-timer', { type: 'bpmn:IntermediateCatchEvent', eventDefinitionType: 'bpmn:TimerEventDefinition' }],
  ['call', 'CallActivity', 'bpmn-icon-call-activity', { type: 'bpmn:CallActivity' }],
  ['sub', 'SubProcess', 'bpmn-icon-subprocess-expanded', { type: 'bpmn:SubProcess', isExpanded: true }],
  ['end', 'End', 'bpmn-icon-end-event-none', { type: 'bpmn:EndEvent' }],
];

const appended = ['user-task', 'service-task', 'exclusive', 'timer', 'end'];
const titles = { 'hand-tool': 'Hand', 'lasso-tool': 'Lasso', 'space-tool': 'Space', 'global-connect-tool': 'Connect', replace: 'Change', 'append.text-annotation': 'Annotate', connect: 'Connect', delete: 'Remove' };

const pick = (entries, keys, words) => Object.fromEntries(keys.filter((key) => entries[key]).map((key) => [key, { ...entries[key], title: words[titles[key]] }]));

/** @param words what things are called; another kind that an element can be changed to is offered where it has a word. */
export function limits(words) {
  const sift = (entries, said) => Object.fromEntries(Object.entries(entries).filter(([key]) => words[key]).map(([key, entry]) => [key, { ...entry, [said]: words[key] }]));
  function Limits(palette, contextPad, popupMenu, create, elementFactory, autoPlace) {
    const late = 100;
    palette.registerProvider(late, {
      getPaletteEntries: () => (entries) => ({
        ...pick(entries, kept.palette, words),
        'tool-separator': { group: 'tools', separator: true },
        ...Object.fromEntries(makes.map(([key, word, icon, what]) => {
          const start = (event) => create.start(event, elementFactory.createShape(what));
          return [`create.${key}`, { group: 'make', className: icon, title: words[word], action: { dragstart: start, click: start } }];
        })),
      }),
    });
    contextPad.registerProvider(late, {
      getContextPadEntries: (element) => (entries) => {
        // Where the library would let something follow, what can be run may follow.
        const follows = Object.keys(entries).some((key) => key === 'append.append-task');
        const own = follows ? makes.filter(([key]) => appended.includes(key)).map(([key, word, icon, what]) => [`append.${key}`, {
          group: 'model',
          className: icon,
          title: words[word],
          action: {
            click: () => autoPlace.append(element, elementFactory.createShape(what)),
            dragstart: (event) => create.start(event, elementFactory.createShape(what), { source: element }),
          },
        }]) : [];
        return { ...Object.fromEntries(own), ...pick(entries, kept.pad.filter((key) => key !== 'replace' || !element.waypoints), words) };
      },
      getMultiElementContextPadEntries: () => (entries) => pick(entries, ['delete'], words),
    });
    popupMenu.registerProvider('bpmn-replace', late, {
      getPopupMenuEntries: () => (entries) => sift(entries, 'label'),
      getPopupMenuHeaderEntries: () => (entries) => sift(entries, 'title'),
    });
  }

  Limits.$inject = ['palette', 'contextPad', 'popupMenu', 'create', 'elementFactory', 'autoPlace'];
  return { __init__: ['trainingLimits'], trainingLimits: ['type', Limits] };
}
