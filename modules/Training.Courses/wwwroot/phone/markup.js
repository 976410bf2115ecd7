// Shows markup that the site made and this phone kept: parsed where nothing of it runs or loads, and copied element by element, known ones only. Pictures and
// films come out of the phone's own storage.

// The site's policy lets no text become markup; what is made of it here is never put on the page itself.
const policy = globalThis.trustedTypes?.createPolicy('training-pack', { createHTML: text => text });

const TAGS = new Set(('a abbr article audio b blockquote br button caption code dd del details div dl dt em fieldset figcaption figure form h1 h2 h3 h4 h5 h6 hr i img input label legend li ol option '
  + 'p pre q s section select small span strong sub summary sup table tbody td textarea tfoot th thead tr track ul video').split(' '));

const ATTRIBUTES = new Set(('alt autocomplete checked class cols colspan controls datetime default dir disabled for height hidden id inputmode kind label lang list max maxlength min multiple name open '
  + 'placeholder preload rel required reversed role rows rowspan scope selected span srclang start step tabindex title type value width').split(' '));

const isElsewhere = address => /^(?:https?:|mailto:)/i.test(address);

/**
 * The markup as it stands, to look something up in it; nothing of it is on the page.
 * @param {string} text
 * @returns {Document}
 */
export const parse = text => new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, 'text/html');

/**
 * @param {string} text Markup.
 * @param {(addresses: string[]) => string | null} kept The first of the addresses that is kept here, as one that this page can load; null where none is.
 * @param {string} missing What stands in the place of a picture or film that is not kept.
 * @returns {Node[]}
 */
export function build(text, kept, missing) {
  const copy = node => {
    if (node.nodeType === Node.TEXT_NODE) {
      return document.createTextNode(node.data);
    }

    if (node.nodeType !== Node.ELEMENT_NODE) {
      return null;
    }

    const [name, math] = [node.localName, node instanceof MathMLElement];
    if (!math && !TAGS.has(name)) {
      return null;
    }

    const element = math ? document.createElementNS(node.namespaceURI, name) : document.createElement(name);
    for (const { name: attribute, value } of node.attributes) {
      if (math ? /^[a-z]+$/.test(attribute) && !/^on|href|src/.test(attribute) : ATTRIBUTES.has(attribute) || /^(?:aria|data)-[a-z-]+$/.test(attribute)) {
        element.setAttribute(attribute, value);
      }
    }

    const own = ['src', 'href'].map(attribute => node.getAttribute(attribute)).find(Boolean);
    if (!math && own) {
      const others = (node.getAttribute('srcset') ?? '').split(',').map(one => one.trim().split(' ')[0]).filter(Boolean);
      const address = name === 'a' && isElsewhere(own) ? own : kept([own, ...others]);
      if (!address) {
        return name === 'track' ? null : Object.assign(document.createElement('span'), { className: 'quiet', textContent: `[${missing}: ${node.getAttribute('alt') || node.getAttribute('aria-label') || node.textContent}]` });
      }

      element.setAttribute(name === 'a' ? 'href' : 'src', address);
      if (name === 'a' && !isElsewhere(own)) {
        element.setAttribute('download', '');
      }
    }

    element.append(...[...node.childNodes].map(copy).filter(Boolean));
    return element;
  };
  return [...parse(text).body.childNodes].map(copy).filter(Boolean);
}
