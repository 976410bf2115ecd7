using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Logbook.Severity;

/// <summary>How somebody rates beside colleagues: for themselves, and for nobody else.</summary>
[HasPermission(Permissions.Sign)]
internal sealed class IndexModel(ICurrentUser user, SeverityReader reader, ITechniques techniques) : PageModel
{
    // The drawing: two levels to each side of the middle.
    private const double Middle = 180, OneLevel = 72, Widest = 2;

    public SeverityView Severity { get; private set; } = new([], new(0, 0, 0), new(0, 0, 0), new(0, 0, 0));

    public TechniqueCatalogue Catalogue { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Catalogue = await techniques.GetAsync(ct);
        if (user.PersonId is { } me)
        {
            Severity = await reader.OfAsync(me, ct);
        }
    }

    /// <summary>A level or a difference of levels, with one decimal.</summary>
    public static string Number(double levels) => levels.ToString("0.0", CultureInfo.CurrentCulture);

    /// <summary>Where a difference stands in the drawing; beyond its edge, at the edge.</summary>
    public static string X(double levels) => (Middle + (OneLevel * Math.Clamp(levels, -Widest, Widest))).ToString("0.#", CultureInfo.InvariantCulture);
}
