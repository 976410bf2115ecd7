using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.LearningCurves.Charts;

/// <summary>Where the members of a team stand on their curves, as far as whoever asks may see their cases.</summary>
[HasPermission(Permissions.View)]
internal sealed class OfTransferModel(ITransferLadder transfers, CurveReader curves, ITechniques techniques, IPeople people) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public PackageInfo Package { get; private set; } = null!;

    public IReadOnlyList<(ParticipantInfo Participant, string Name, IReadOnlyList<TechniqueCurve> Curves)> Members { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await transfers.VisibleAsync(Code, ct) is not { } standing)
        {
            return NotFound();
        }

        var catalogue = await techniques.GetAsync(ct);
        Package = catalogue.Package(standing.Transfer.PackageVersionId);
        Guid[] team = [.. standing.Team.Select(member => member.PersonId).Distinct()];
        var (found, names) = (await curves.VisibleAsync(team, ct), await people.FindAsync(team, ct));
        Members = [.. standing.Team
            .Select(member => (member, names[member.PersonId].Display, (IReadOnlyList<TechniqueCurve>)[.. found[member.PersonId].Where(c => Package.TechniqueIds.Contains(c.Technique.Id))]))
            .Where(member => member.Item3.Count > 0)
            .OrderBy(member => VietnameseText.SortKey(member.Display), StringComparer.Ordinal)];
        return Page();
    }
}
