using System.Text.RegularExpressions;
using Training.Browser.Tests.Support;

namespace Training.Browser.Tests.Journeys;

/// <summary>Follows the links of the site, so that a page that comes later is looked at as well.</summary>
public sealed partial class EveryPageTests
{
    private static readonly string[] Accounts =
        ["hocvien", "bsnoi", "huongdan", "giaovu", "khth", "giamdoc", "soyte", "boyte", "quantri"];

    [BrowserTheory, OnSqlite]
    public Task Every_page_of_every_role_is_accessible_on_phone_and_desktop_in_both_languages_light_and_dark(Database database)
        => Walk.RunAsync(database, "vi", async walk =>
        {
            var shared = new HashSet<string>();
            await LookAtAllAsync(
                shared,
                await walk.VisitorAsync(Screen.Phone),
                await walk.VisitorAsync(Screen.Desktop, "en", dark: true),
                [("/", 200), ("/account/login", 200), ("/verify", 200), ("/verify/unknown", 404), ("/error/404", 404)]);
            foreach (var account in Accounts)
            {
                var (phone, desktop) = (await walk.SignedInAsync(account, Screen.Phone), await walk.SignedInAsync(account, Screen.Desktop, "en", dark: true));
                if (account == "quantri")
                {
                    // What an author sees of a course leads on from a version that is being written.
                    await desktop.VisitAsync("/courses/LT-GKT-09/edit");
                    await desktop.PressAsync("form[action*='handler=Begin'] button");
                }

                await LookAtAllAsync(
                    shared,
                    phone,
                    desktop,
                    [("/", 200), ("/no-such-page", 404), account == "quantri" ? ("/reports", 403) : ("/error/403", 403)]);
            }
        });

    /// <summary>
    /// Looks at the pages that the links lead to. The home page and what the navigation leads to differ from role to role; of all other
    /// pages of a kind one is enough for the whole test, but each role's own links on it are followed, and lead somewhere.
    /// </summary>
    private static async Task LookAtAllAsync(HashSet<string> shared, Person phone, Person desktop, IEnumerable<(string Address, int Status)> begin)
    {
        var own = new HashSet<string> { "/" };
        var seen = new HashSet<string>();
        var open = new Queue<(string Address, int Status)>(begin);
        while (open.TryDequeue(out var next))
        {
            var kind = Thing().Replace(next.Address, "*");
            if (!seen.Add(kind))
            {
                continue;
            }

            if (own.Contains(kind) || shared.Add(kind))
            {
                foreach (var (person, other) in new[] { (phone, Screen.Desktop), (desktop, Screen.Phone) })
                {
                    await person.VisitAsync(next.Address, next.Status);
                    await person.LookAtAsync(other);
                }

                own.UnionWith(await phone.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.tabs a[href]')].map(a => a.getAttribute('href'))"));
            }

            foreach (var link in await phone.LinksOfAsync(next.Address, next.Status))
            {
                if (!File().IsMatch(link))
                {
                    open.Enqueue((link, 200));
                }
            }
        }
    }

    // What a browser stores instead of showing it.
    [GeneratedRegex(@"\.(xlsx|csv|json|pem)$|[?&]handler=(Csv|Json|Proof)")]
    private static partial Regex File();

    // Ids, codes, keys and tokens, and the values of a query.
    [GeneratedRegex(@"(?<=/hospitals/|/provinces/|/techniques/)(?!new$|packages)[^/?]+|(?<=/curves/settings/[^/]+/\d+/)[^/?]+|(?<=/)[^/?]*\d[^/?]*|(?<=/verify/)[^/?]+|(?<==)[^&]*")]
    private static partial Regex Thing();
}
