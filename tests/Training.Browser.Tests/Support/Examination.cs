using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Training.Browser.Tests.Support;

/// <summary>What has to be right on every page.</summary>
internal static class Examination
{
    /// <summary>Whether the middle of the focused field or of its label is in the window and under nothing else.</summary>
    public const string FocusIsSeen = """
        e => {
          const r = e.getBoundingClientRect();
          const top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
          return top !== null && (top === e || e.contains(top) || e.closest('label')?.contains(top) === true);
        }
        """;

    private const string Overflow = """
        width => {
          if (document.documentElement.scrollWidth <= width) return [];
          return [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > width + 1 && !e.parentElement.closest('.scroll'))
            .slice(0, 5)
            .map(e => 'wider than the window: ' + e.outerHTML.slice(0, 160))
            .concat(`the page scrolls sideways: ${document.documentElement.scrollWidth} px in ${width} px`);
        }
        """;

    // The session is a cookie that no script can read; a copy here could be read by any.
    private const string Kept = """
        () => [localStorage, sessionStorage].flatMap(s => Object.entries(s).map(([name, value]) => `kept in the browser: ${name} = ${value.slice(0, 80)}`))
          .concat(document.cookie.split(';').map(c => c.trim().split('=')[0]).filter(c => c && c !== '.AspNetCore.Culture').map(c => `a script can read the cookie ${c}`));
        """;

    // In the page itself: Deque's own runner opens a second page for every page it looks at, which takes twice the time.
    private const string Axe = """
        async () => {
          const { violations } = await axe.run(document, {
            runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
            resultTypes: ['violations'],
            preload: false,
          });
          return violations.flatMap(v => v.nodes.slice(0, 5).map(n => `${v.id} (${v.impact}): ${v.help}\n    ${n.target}: ${n.html}\n    ${n.failureSummary}`));
        }
        """;

    // What axe judges by: elements, roles, classes and whether there are words; not which words, and not how many rows alike follow each other.
    private const string Shape = """
        () => {
          const said = { href: 1, value: 1, content: 1, nonce: 1, src: 1, action: 1, datetime: 1, points: 1, d: 1 };
          const shape = e => {
            const attributes = [...e.attributes].map(a => a.name + (a.value === '' ? '' : said[a.name] ? '=' : '=' + a.value.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, '#'))).sort();
            const parts = [];
            for (const child of e.childNodes) {
              const part = child.nodeType === 3 ? (child.data.trim() ? 'x' : '') : child.nodeType === 1 ? shape(child) : '';
              if (part && part !== parts.at(-1)) parts.push(part);
            }
            return `<${e.tagName} ${attributes.join(' ')}>${parts.join('')}</>`;
          };
          return `${innerWidth} ${matchMedia('(prefers-color-scheme: dark)').matches} ${shape(document.documentElement)}`;
        }
        """;

    private static readonly ConcurrentDictionary<string, bool> Judged = new();

    private static readonly string AxeSource = new BundledAxeScriptProvider().GetScript();

    public static async Task<IReadOnlyList<string>> LookAsync(IPage page, string language)
    {
        List<string> troubles = [.. await page.EvaluateAsync<string[]>(Overflow, page.ViewportSize!.Width), .. await page.EvaluateAsync<string[]>(Kept)];
        var said = await page.Locator("html").GetAttributeAsync("lang");
        if (said != language)
        {
            troubles.Add($"<html lang=\"{said}\"> instead of {language}");
        }

        return troubles;
    }

    /// <summary>What axe finds. A page of a shape that was found good before is not judged again: the journeys pass the same pages many times.</summary>
    public static async Task<IReadOnlyList<string>> RunAxeAsync(IPage page)
    {
        var shape = await page.EvaluateAsync<string>(Shape);
        if (Judged.ContainsKey(shape))
        {
            return [];
        }

        await page.EvaluateAsync(AxeSource);
        var troubles = await page.EvaluateAsync<string[]>(Axe);
        if (troubles.Length == 0)
        {
            Judged.TryAdd(shape, true);
        }

        return troubles;
    }
}
