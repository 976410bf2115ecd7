using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.LearningCurves.Maths;
using Training.Modules;

namespace Training.LearningCurves.Charts;

/// <summary>One's own curves.</summary>
[HasPermission(Permissions.ViewOwn)]
internal sealed class MineModel(CurveReader curves, RateCache rates, ICurrentUser user) : PageModel
{
    /// <summary>Key of one technique.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Technique { get; set; }

    /// <summary>The table shows cases before the one with this number.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    public IReadOnlyList<TechniqueCurve> All { get; private set; } = [];

    public IReadOnlyList<CurveView> Views { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        All = user.PersonId is { } me ? await curves.VisibleAsync(me, ct) : [];
        Views = CurveViews.Of(All, rates, "/curves", Technique, Before, mayOpenCases: true);
        return !ModelState.IsValid || (Views.Count == 0 && Technique is not null) ? NotFound() : Page();
    }
}
