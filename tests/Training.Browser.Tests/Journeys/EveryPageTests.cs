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
            var things = new HashSet<string>();
            await LookAtAllAsync(
                things,
                await walk.VisitorAsync(Screen.Phone),
                await walk.VisitorAsync(Screen.Desktop, "en", dark: true),
                [("/", 200), ("/account/login", 200), ("/verify", 200), ("/verify/unknown", 404), ("/error/404", 404)]);
            foreach (var account in Accounts)
            {
                await LookAtAllAsync(
                    things,
                    await walk.SignedInAsync(account, Screen.Phone),
                    await walk.SignedInAsync(account, Screen.Desktop, "en", dark: true),
                    [("/", 200), ("/no-such-page", 404), account == "quantri" ? ("/reports", 403) : ("/admin", 403)]);
            }
        });

    /// <summary>Looks at the pages that the links lead to; of those that show one thing of many, at one in the whole test.</summary>
    private static async Task LookAtAllAsync(HashSet<string> things, Person phone, Person desktop, IEnumerable<(string Address, int Status)> begin)
    {
        var seen = new HashSet<string>();
        var open = new Queue<(string Address, int Status)>(begin);
        while (open.TryDequeue(out var next))
        {
            var kind = Thing().Replace(next.Address, "*");
            if (!(kind.Contains('*', StringComparison.Ordinal) ? things : seen).Add(kind))
            {
                continue;
            }

            foreach (var (person, other) in new[] { (phone, Screen.Desktop), (desktop, Screen.Phone) })
            {
                await person.VisitAsync(next.Address, next.Status);
                await person.LookAtAsync(other);
            }

            foreach (var link in await phone.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"))
            {
                if (link.StartsWith('/'))
                {
                    open.Enqueue((link, 200));
                }
            }
        }
    }

    // Ids, codes and tokens, and the values of a query.
    [GeneratedRegex(@"(?<=/)[^/?]*\d[^/?]*|(?<=/verify/)[^/?]+|(?<==)[^&]*")]
    private static partial Regex Thing();
}
