// Elements without markup in strings, words from the shell, and a router of a few lines.

/**
 * Makes an element.
 * @param {string} tag
 * @param {Record<string, any>} properties Attributes by name; `on` has listeners by event; false, null and undefined are left out.
 * @param {...(Node | string | null | undefined | false)} children
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'on') {
      Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }

  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** A drawing of the theme's sprite, for decoration. */
export function icon(name) {
  const drawing = document.getElementById('icon').content.firstElementChild.cloneNode(true);
  const use = drawing.firstElementChild;
  use.setAttribute('href', `${use.getAttribute('href')}#${name}`);
  return drawing;
}

let texts = null;

/**
 * Words of the site, in the language of the shell; resources with the prefix `Phone.` come by themselves.
 * @param {string} key Without the prefix.
 * @param {...any} values For {0}, {1} …
 */
export function say(key, ...values) {
  texts ??= JSON.parse(document.getElementById('words').content.textContent);
  return (texts[key] ?? key).replace(/\{(\d)\}/g, (_, index) => values[index] ?? '');
}

const VIETNAM = 7 * 60 * 60 * 1000;

/** The calendar day in Viet Nam, yyyy-MM-dd. */
export const dayOf = time => new Date(time + VIETNAM).toISOString().slice(0, 10);

/** dd/MM/yyyy of yyyy-MM-dd. */
export const showDay = day => day.split('-').reverse().join('/');

/** dd/MM/yyyy HH:mm in Viet Nam. */
export const showTime = time => `${showDay(dayOf(time))} ${new Date(time + VIETNAM).toISOString().slice(11, 16)}`;

/**
 * One screen of the shell.
 * @typedef {object} View
 * @property {string} path Of the address behind `#/`: '' is the first screen, 'room' is `#/room`; more parts (`#/room/abc`) are handed to `render`.
 * @property {(context: Context, ...parts: string[]) => Promise<Node[]> | Node[]} render Makes the screen anew; called again after every change.
 * @property {boolean | ((...parts: string[]) => boolean)} [stays] True: not made anew when something changes, since somebody types there.
 * @property {(context: Context) => Promise<Node | null> | Node | null} [link] Its link on the first screen; null where there is none now.
 */

/**
 * What a view gets.
 * @typedef {object} Context
 * @property {Awaited<ReturnType<typeof import('./store.js').open>> | null} store Of the account that was last signed in on this phone; null where there was none.
 * @property {import('./kit.js').Kit | null} kit Its choices and words; null before they were fetched once.
 * @property {(hash: string) => void} go Shows another screen: `go('#/case')`.
 * @property {() => Promise<void>} refresh Reads store and kit again and makes the screen anew.
 * @property {import('./outbox.js').Outcome | null} sending How the last attempt to send ended.
 * @property {() => Promise<void>} sendNow Tries to send at once.
 * @property {(message: string) => void} done Says something on the screen that is shown next.
 * @property {string} message What was said last, for the screen that came next.
 * @property {string[]} unsentKinds Kinds of rows that are only here.
 * @property {() => Promise<import('./parts.js').Kept[]>} kept What other modules have only here.
 */

/**
 * Shows the view that the address names.
 * @param {View[]} views
 * @param {Element} main Where.
 * @param {() => Promise<Context>} read Reads what views get.
 * @returns {{ show: (changed?: boolean) => Promise<void> }}
 */
export function router(views, main, read) {
  let turn = 0;
  let shown = null;
  const show = async (changed = false) => {
    const mine = ++turn;
    const [path, ...parts] = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
    const view = views.find(candidate => candidate.path === path) ?? views[0];
    const stays = typeof view.stays === 'function' ? view.stays(...parts) : view.stays;
    if (changed && stays && shown === location.hash) {
      return;
    }

    const nodes = await view.render(await read(), ...parts);
    if (mine !== turn) {
      return; // somebody went on meanwhile
    }

    main.replaceChildren(...nodes);
    if (shown !== location.hash) {
      shown = location.hash;
      scrollTo(0, 0);
      main.focus({ preventScroll: true });
      document.title = main.querySelector('h1')?.textContent ?? document.title;
    }
  };
  addEventListener('hashchange', () => show());
  return { show };
}
