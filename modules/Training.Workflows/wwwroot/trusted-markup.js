// The site's policy lets no script make markup out of text (require-trusted-types-for 'script'). The drawing library makes small pieces of it:
// its palette, its menus, its mark. This lets through those pieces and nothing else; what people write goes in as text, by another way.
(() => {
  'use strict';

  const tags = new Set(['div', 'span', 'a', 'button', 'label', 'input', 'ul', 'li', 'p', 'i', 'img', 'hr', 'svg', 'g', 'path', 'line', 'polyline', 'polygon', 'rect', 'circle', 'ellipse', 'defs', 'marker', 'text', 'tspan', 'title', 'small', 'strong', 'b', 'br']);
  const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*)\s*\/?>/gi;
  const attribute = /\s+([a-z_:][\w:.-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?/gi;

  const safe = (name, value) => !/^on|^srcdoc$|^srcset$|^form/i.test(name)
    && (!/^(?:xlink:)?(?:href|src|action)$/i.test(name) || /^["']?(?:https?:\/\/bpmn\.io\/?["']?$|#|data:image\/(?:svg\+xml|png))/i.test(value ?? ''));

  const check = (markup) => {
    let known = true;
    const rest = markup.replace(/<!--[\s\S]*?-->/g, '').replace(tag, (_, close, name, attributes) => {
      known = known && tags.has(name.toLowerCase());
      attributes.replace(attribute, (__, key, value) => {
        known = known && safe(key, value);
        return '';
      });
      return '';
    });
    return known && !rest.includes('<');
  };

  // Inline styles are refused by the policy; in a drawing each of their properties is an attribute as well.
  const withoutStyles = (markup) => markup.replace(/\sstyle="([^"]*)"/g, (_, style) => style.split(';').map((part) => part.split(':')).filter((part) => part.length === 2 && part[0].trim())
    .map(([name, value]) => ` ${name.trim()}="${value.trim()}"`).join(''));

  window.trustedTypes?.createPolicy('default', {
    createHTML(markup) {
      if (!check(markup)) {
        console.warn('Markup was refused:', markup.slice(0, 200));
        return null;
      }

      return withoutStyles(markup);
    },
  });
})();
