// What can be found wrong without the site. It says so early; the site alone decides.

import { say, dayOf, showDay } from './dom.js';

const DATES = /\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\b\d{4}[/.-]\d{1,2}[/.-]\d{1,2}\b/g;
const LONG_NUMBER = /\d(?:[ .()–_·-]{0,3}\d){8,}/g;
const DEVICE = /(?:lot|ref|udi|gtin|serial|s\/n|catalog|sku|so lo)[\s:.#()01]*$/;

const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A run of nine digits or more that is neither a date nor the number of a device: an identity card, an insurance card, a telephone. */
export function hasLongNumber(text) {
  const rest = plain(text).replace(DATES, '/');
  return [...rest.matchAll(LONG_NUMBER)].some(found => !DEVICE.test(rest.slice(0, found.index)));
}

const TEXTS = new Set(['text', 'area']);

/** The fields of the kit, in their order. */
export const fieldsOf = kit => kit.sections.flatMap(section => section.fields);

/** What the day says, as a date; '' where another day was chosen and none given. */
export function dateOf(fields, now = Date.now()) {
  const day = fields['Input.Day']?.[0];
  return day === 'Today' ? dayOf(now) : day === 'Yesterday' ? dayOf(now - 24 * 60 * 60 * 1000) : fields['Input.PerformedOn']?.[0] ?? '';
}

/** The fields with their day as it is called today: "today" means the day it was chosen on, and shown on another day it is a date. */
export function onDay(fields, day) {
  const date = day ?? fields['Input.PerformedOn']?.[0];
  const today = dayOf(Date.now());
  const yesterday = dayOf(Date.now() - 24 * 60 * 60 * 1000);
  return !date ? fields : { ...fields, 'Input.Day': [date === today ? 'Today' : date === yesterday ? 'Yesterday' : 'Other'], 'Input.PerformedOn': [date] };
}

/** Texts that must not even be kept here. */
export function identityIn(kit, fields) {
  return Object.fromEntries(fieldsOf(kit)
    .filter(field => TEXTS.has(field.kind) && (fields[field.name] ?? []).some(hasLongNumber))
    .map(field => [field.name, [say('Identity')]]));
}

/**
 * @param {import('./kit.js').Kit} kit
 * @param {Record<string, string[]>} fields What is shown and filled in.
 * @param {Set<string>} shown Names of the fields that are shown.
 * @returns {{ errors: Record<string, string[]>, doubts: Record<string, string[]> }} With errors the case is not kept; doubts may be the kit's or the
 * clock's fault, so the case is kept when the person says so.
 */
export function check(kit, fields, shown) {
  const errors = identityIn(kit, fields);
  const doubts = {};
  for (const field of fieldsOf(kit)) {
    if (field.missing && shown.has(field.name) && !fields[field.name]) {
      errors[field.name] = [field.missing];
    }
  }

  const date = dateOf(fields);
  const period = kit.periods[fields['Input.Choice']?.[0]];
  if (date && date > dayOf(Date.now())) {
    doubts['Input.PerformedOn'] = [say('Doubt.Future')];
  } else if (date && period && (date < period[0] || date > period[1])) {
    doubts['Input.PerformedOn'] = [say('Doubt.Period', showDay(period[0]), showDay(period[1]))];
  }

  const allowed = kit.supervision[fields['Input.Stage']?.[0]];
  const supervision = fields['Input.Supervision']?.[0];
  if (allowed && supervision && !allowed.includes(supervision)) {
    doubts['Input.Supervision'] = [say('Doubt.Supervision')];
  }

  return { errors, doubts };
}
