using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Identity.Contracts;
using Training.LearningCurves.Maths;
using Training.Modules;
using Training.Transfers.Contracts;

namespace Training.LearningCurves.Charts;

/// <summary>
/// The curves of a member of a team: of the cases that whoever asks may see; for the technical head of the receiving hospital, whom a relapse asks to
/// decide, of all of them.
/// </summary>
[HasPermission(Permissions.View)]
internal sealed class OfMemberModel(CurveReader curves, RateCache rates, ITransfers transfers, IPeople people, ICurrentUser user) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid ParticipantId { get; set; }

    /// <summary>Key of one technique.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Technique { get; set; }

    /// <summary>The table shows cases before the one with this number.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    public string Learner { get; private set; } = "";

    public TransferInfo Transfer { get; private set; } = null!;

    /// <summary>All cases are in the curves, not only those that whoever asks may see.</summary>
    public bool IsWhole { get; private set; }

    public IReadOnlyList<TechniqueCurve> All { get; private set; } = [];

    public IReadOnlyList<CurveView> Views { get; private set; } = [];

    public string Address => $"/curves/members/{ParticipantId}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || await transfers.FindAsync([ParticipantId], ct) is not [var (participant, transfer)])
        {
            return NotFound();
        }

        Transfer = transfer;
        IsWhole = user.HospitalsOf(Permissions.Decide).Contains(transfer.ReceivingHospitalId);
        All = IsWhole ? await curves.WholeAsync(participant.PersonId, ct) : await curves.VisibleAsync(participant.PersonId, ct);
        Views = CurveViews.Of(All, rates, Address, Technique, Before, mayOpenCases: !IsWhole);
        if (Views.Count == 0 && (!IsWhole || Technique is not null))
        {
            return NotFound();
        }

        Learner = (await people.FindAsync([participant.PersonId], ct))[participant.PersonId].Display;
        return Page();
    }
}
