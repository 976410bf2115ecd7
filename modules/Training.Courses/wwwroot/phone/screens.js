// The screens of courses on the phone: what was taken along, one course, one lesson; and how what was read reaches the site.

import { build, parse } from './markup.js';
import { packs, sizeOf } from './packs.js';
import { results } from './results.js';

const LOOK_AGAIN = 60000;

/** Of an item of a course here: may it be opened without network? */
export const isOpen = (pack, item, read) => item.finished || item.needs.every(key => pack.done[key] || read.has(key) || pack.course.items.some(other => other.key === key && other.finished));

/**
 * Addresses for this page, and how to give them back.
 * @param {(address: string) => Promise<string | null>} open
 * @param {string} markup
 */
export async function filesOf(open, markup) {
  const found = [...parse(markup).querySelectorAll('[src],[srcset],[href]')].flatMap(node => [node.getAttribute('src'), node.getAttribute('href'), ...(node.getAttribute('srcset') ?? '').split(',').map(one => one.trim().split(' ')[0])]);
  const addresses = new Map();
  for (const address of new Set(found.filter(one => one?.startsWith('/')))) {
    addresses.set(address, await open(address));
  }

  addEventListener('hashchange', () => addresses.forEach(address => address && URL.revokeObjectURL(address)), { once: true });
  return candidates => candidates.map(address => addresses.get(address)).find(Boolean) ?? null;
}

/** @param {any} shell What the shell gives (parts.js of the shell). */
export function begin(shell) {
  const { el, icon, say, showTime } = shell;
  const kept = packs(shell);
  const read = results(shell, kept);
  const looked = new Map(); // code → { at, state }
  const running = new Map(); // code → { done, all, error }

  const callout = (kind, name, ...children) => el('div', { class: `callout ${kind}` }, icon(name), el('div', {}, children));
  const said = context => context.message && el('p', { class: 'callout done', id: 'said', role: 'status' }, icon('check'), el('span', {}, context.message));
  const back = (hash, text) => el('p', { class: 'link' }, el('a', { href: hash }, text));

  async function download(context, code, films) {
    const pack = await kept.read(context.store, code);
    const state = { done: 0, all: kept.missing(pack, films).bytes, error: null };
    running.set(code, state);
    await context.refresh();
    try {
      await kept.fetchAll(context.store, code, films, picturesOf, done => {
        state.done = done;
        const bar = document.getElementById('pack-progress');
        if (bar) {
          bar.value = Math.min(done, state.all);
        }
      });
      running.delete(code);
    } catch (error) {
      state.error = error.sentence ?? say(error.name === 'QuotaExceededError' ? 'Pack.Full' : 'Pack.Broken');
    }

    await context.refresh();
  }

  const picturesOf = ({ type, text }) => type.includes('html') ? [...parse(text).querySelectorAll('img[src^="/"]')].map(image => image.getAttribute('src')) : [];

  function takeAlong(context, code, pack) {
    const state = running.get(code);
    if (state && !state.error) {
      return el('section', { class: 'card', 'aria-busy': 'true' }, el('h2', {}, say('Pack.Taking')),
        el('progress', { id: 'pack-progress', class: 'meter', max: state.all || 1, value: state.done, 'aria-label': say('Pack.Taking') }),
        el('p', { class: 'quiet' }, say('Pack.Taking.About', sizeOf(state.all))));
    }

    const [small, all] = [kept.missing(pack, false), kept.missing(pack, true)];
    const films = all.bytes - small.bytes;
    const out = looked.get(code)?.state === 'out';
    const nothing = small.items.length + small.files.length === 0;
    const size = el('b', { id: 'pack-size' }, sizeOf(pack.films ? all.bytes : small.bytes));
    const choice = films > 0 && el('div', { class: 'choices one' }, el('label', {},
      el('input', { type: 'checkbox', id: 'pack-films', checked: pack.films, on: { change: event => { size.textContent = sizeOf(event.target.checked ? all.bytes : small.bytes); } } }),
      el('span', {}, say('Pack.Films', sizeOf(films)))));
    return [
      state?.error && callout('stop', 'alert', el('p', {}, state.error)),
      out && callout('wait', 'alert', el('p', {}, say('SignedOut')), el('a', { class: 'button primary', href: `/account/login?returnUrl=${encodeURIComponent(`/phone#/pack/${code}`)}` }, say('SignIn'))),
      !nothing && !out && el('section', { class: 'card next', id: 'pack-take' },
        el('h2', {}, say(pack.wanted ? 'Pack.More' : 'Pack.Take')),
        el('p', {}, say('Pack.Size'), ' ', size),
        choice,
        el('p', {}, say('Pack.About')),
        el('button', { type: 'button', on: { click: () => download(context, code, document.getElementById('pack-films')?.checked ?? false) } }, say('Pack.Fetch'))),
      pack.wanted && nothing && el('div', { class: 'callout done', id: 'pack-whole' }, icon('check'), el('div', {}, el('p', {}, say(films > 0 ? 'Pack.WithoutFilms' : 'Pack.Whole', sizeOf(kept.held(pack)))),
        films > 0 && !out && el('p', {}, el('button', { type: 'button', id: 'pack-films-too', on: { click: () => download(context, code, true) } }, say('Pack.Films', sizeOf(films)))))),
    ];
  }

  function row(pack, item, readHere) {
    const held = Boolean(pack.items[item.key]);
    const done = item.finished || pack.done[item.key];
    const open = held && isOpen(pack, item, readHere);
    const unsent = pack.unsent[item.key];
    const about = [item.kind, item.minutes && say('Pack.Minutes', item.minutes), item.address && sizeOf(item.bytes + item.files.filter(file => pack.films || !file.plays).reduce((sum, file) => sum + file.bytes, 0))];
    const why = item.locked.length > 0 ? item.locked : !item.address ? [say('Pack.Network')] : !held ? [] : !open ? [say('Pack.First', pack.course.items.filter(other => item.needs.includes(other.key)).map(other => other.title).join('; '))] : [];
    const tag = unsent ? [unsent === 'Refused' ? 'stop' : 'wait', unsent] : done ? ['done', 'Pack.Done'] : !held && item.address ? ['', 'Pack.NotHere'] : null;
    const body = [icon(item.icon),
      el('span', {}, el('b', {}, item.title), el('small', {}, about.filter(Boolean).join(' · '), why.map(text => [el('br'), text]))),
      tag && el('span', { class: `tag ${tag[0]}` }, tag[0] === 'done' && icon('check'), say(tag[1]))];
    return el('li', {}, open ? el('a', { href: `#/${item.screen}/${pack.course.code}/${item.key}` }, body) : el('div', { class: 'item' }, body));
  }

  const packView = {
    path: 'pack',

    async render(context, code) {
      const { store } = context;
      if (!store) {
        return [el('h1', {}, say('Pack.Course')), callout('wait', 'alert', el('p', {}, say('NoAccount'))),
          el('p', {}, el('a', { class: 'button primary', href: `/account/login?returnUrl=${encodeURIComponent(`/phone#/pack/${code}`)}` }, say('SignIn')))];
      }

      // What the site says now, beside what is kept; the screen is made anew once it is there.
      const last = looked.get(code);
      if (navigator.onLine && (!last || Date.now() - last.at > LOOK_AGAIN)) {
        looked.set(code, { at: Date.now(), state: 'looking' });
        kept.look(store, code).then(state => {
          looked.set(code, { at: Date.now(), state });
          return context.refresh();
        }, () => {});
      }

      const pack = await kept.read(store, code);
      if (!pack) {
        const state = looked.get(code)?.state;
        return [el('h1', {}, say('Pack.Course')),
          state === 'none' ? callout('wait', 'alert', el('p', {}, say('Pack.None')))
            : state === 'out' ? callout('wait', 'alert', el('p', {}, say('SignedOut')), el('a', { class: 'button primary', href: `/account/login?returnUrl=${encodeURIComponent(`/phone#/pack/${code}`)}` }, say('SignIn')))
              : navigator.onLine && state !== 'unreachable' ? el('p', { role: 'status' }, say('Pack.Looking')) : callout('wait', 'clock', el('p', {}, say('Pack.Unreachable'))),
          back('#/', say('Back'))];
      }

      const readHere = await read.read(store, code);
      const sections = [...new Set(pack.course.items.map(item => item.section))];
      const remove = async event => {
        if (event.currentTarget.dataset.sure) {
          await kept.remove(store, code);
          looked.delete(code);
          context.done(say('Pack.Removed'));
          context.go('#/packs');
        } else {
          event.currentTarget.dataset.sure = '1';
          event.currentTarget.textContent = say('Pack.RemoveSure');
        }
      };
      return [
        el('div', {}, el('small', {}, say('Pack.Course'), ' · ', code), el('h1', {}, pack.course.title)),
        said(context),
        takeAlong(context, code, pack),
        sections.map(section => el('section', { class: 'card' }, el('h2', {}, section), el('ul', { class: 'list' }, pack.course.items.filter(item => item.section === section).map(item => row(pack, item, readHere))))),
        el('p', { class: 'link' }, el('a', { href: `/courses/${code}` }, say('Pack.Online'))),
        el('nav', { class: 'row' }, el('a', { class: 'button plain', href: '#/packs' }, say('Pack.All')),
          pack.wanted && el('button', { type: 'button', class: 'plain', on: { click: remove } }, say('Pack.Remove'))),
      ].flat(Infinity).filter(Boolean);
    },
  };

  const packsView = {
    path: 'packs',

    async link(context) {
      const all = context.store ? await kept.list(context.store) : [];
      return all.length > 0 ? el('a', { class: 'button wide', href: '#/packs' }, icon('book'), ' ', say('Pack.List', all.length)) : null;
    },

    async render(context) {
      const all = context.store ? await kept.list(context.store) : [];
      return [
        el('h1', {}, say('Pack.All')),
        said(context),
        all.length > 0
          ? el('section', { class: 'card' }, el('ul', { class: 'list' }, all.map(pack => el('li', {}, el('a', { href: `#/pack/${pack.course.code}` }, icon('book'),
            el('span', {}, el('b', {}, pack.course.title), el('small', {}, `${pack.course.code} · ${sizeOf(kept.held(pack))}`)))))))
          : el('section', { class: 'card' }, el('p', {}, say('Pack.Empty')), el('p', {}, el('a', { class: 'button', href: '/courses' }, say('Pack.Courses')))),
        back('#/', say('Back')),
      ].filter(Boolean);
    },
  };

  const lessonView = {
    path: 'lesson',
    stays: true,

    async render(context, code, key) {
      const { store } = context;
      const [pack, row] = store ? await Promise.all([kept.read(store, code), kept.item(store, code, key)]) : [null, null];
      const item = pack?.course.items.find(one => one.key === key);
      const readHere = store && (await read.read(store, code));
      if (!item || !row || !isOpen(pack, item, readHere)) {
        return [el('h1', {}, say('Pack.Course')), callout('wait', 'alert', el('p', {}, say('Pack.NotHere'))), back(`#/pack/${code}`, say('Back'))];
      }

      const lesson = JSON.parse(row.text);
      const known = await filesOf(address => kept.open(store, code, address), lesson.markup);
      const finished = item.finished || pack.done[key] || readHere.has(key);
      const next = pack.course.items[pack.course.items.indexOf(item) + 1];
      const onward = next?.screen && pack.items[next.key] ? `#/${next.screen}/${code}/${next.key}` : `#/pack/${code}`;
      const done = async () => {
        await read.keep(store, { course: code, item: key, content: lesson.content, title: item.title, about: pack.course.title });
        context.done(say('Pack.ReadHere'));
        context.go(onward);
        await context.sendNow();
      };
      return [
        el('div', {}, el('small', {}, el('a', { href: `#/pack/${code}` }, pack.course.title)), el('h1', {}, item.title),
          finished && el('p', {}, el('span', { class: 'tag done' }, icon('check'), say('Pack.Done')))),
        said(context),
        el('article', { class: 'card prose', id: 'lesson', lang: lesson.language }, build(lesson.markup, known, say('Pack.NotTaken'))),
        el('p', { class: 'quiet' }, say('Pack.KeptAt', showTime(row.at))),
        el('div', { class: 'dock' },
          el('a', { class: 'button', href: `#/pack/${code}` }, say('Back')),
          finished ? el('a', { class: 'button primary', href: onward }, say('Pack.Next')) : el('button', { type: 'button', class: 'primary', id: 'read', on: { click: done } }, say('Pack.Read'))),
      ].filter(Boolean);
    },
  };

  return {
    views: [packsView, packView, lessonView],
    unsent: 'result',
    send: read.send,
    async greet(store) {
      for (const pack of await kept.list(store)) {
        looked.set(pack.course.code, { at: Date.now(), state: await kept.look(store, pack.course.code) });
      }
    },
    kept: context => read.kept(context),
  };
}
