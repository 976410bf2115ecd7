// The extensions of the documents (Bpmn/FORMAT.md), as the drawing library has to know them so that it keeps and writes them.

const elsa = {
  name: 'Elsa',
  prefix: 'elsa',
  xml: { tagAlias: 'lowerCase' },
  types: [
    { name: 'ActivityBinding', superClass: ['Element'], properties: [{ name: 'activityType', isAttr: true, type: 'String' }, { name: 'inputs', isMany: true, type: 'Input' }] },
    { name: 'Input', superClass: ['Element'], properties: [{ name: 'name', isAttr: true, type: 'String' }, { name: 'body', isBody: true, type: 'String' }] },
  ],
};

const attribute = (name) => ({ name, isAttr: true, type: 'String' });

const training = {
  name: 'Training',
  prefix: 'training',
  xml: { tagAlias: 'lowerCase' },
  types: [
    { name: 'Variable', superClass: ['Element'], properties: ['name', 'type', 'default', 'required'].map(attribute) },
    { name: 'In', superClass: ['Element'], properties: ['target', 'source'].map(attribute) },
    { name: 'Out', superClass: ['Element'], properties: ['target', 'source'].map(attribute) },
    { name: 'ServiceTaskAttributes', extends: ['bpmn:ServiceTask'], properties: ['async'].map(attribute) },
    { name: 'LoopAttributes', extends: ['bpmn:MultiInstanceLoopCharacteristics'], properties: ['collection', 'item', 'collect', 'into'].map(attribute) },
    { name: 'TimeAttributes', extends: ['bpmn:Expression'], properties: ['days'].map(attribute) },
  ],
};

/** @param names the names of both, which the page says: they stand in one place, with the reader of documents. */
export const extensions = (names) => ({ elsa: { ...elsa, uri: names.elsa }, training: { ...training, uri: names.training } });

export const UserTaskType = 'Training.UserTask';

/** What an input says: { text, variable, type }. */
export function readInput(binding, name) {
  const input = binding?.inputs?.find((one) => one.name === name);
  try {
    const { typeName, expression } = JSON.parse(input.body);
    return { text: String(expression.value), variable: expression.type === 'Variable', type: typeName };
  } catch {
    return null;
  }
}

export function writeInput(text, { variable = false, type = 'String' } = {}) {
  const value = variable ? text : type === 'Boolean' ? text === 'true' : text;
  return JSON.stringify({ typeName: type, expression: { type: variable ? 'Variable' : 'Literal', value } });
}

export function extensionsOf(object, type) {
  return object.extensionElements?.values?.filter((value) => value.$type === type) ?? [];
}

export const extensionOf = (object, type) => extensionsOf(object, type)[0];
