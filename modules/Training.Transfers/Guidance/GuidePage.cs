using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Modules;

namespace Training.Transfers.Guidance;

/// <summary>A page about the guide of one member; there for the office that names them.</summary>
internal abstract class GuidePage(GuideBoardReader reader, NameGuide name, TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid ParticipantId { get; set; }

    public GuideBoard Board { get; private set; } = null!;

    public GuidedMember Member { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    public string Back => $"/transfers/{Code}/guides";

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await reader.ReadAsync(Code, ct) is not { } board
            || !name.IsTheirs(board.Transfer)
            || board.Members.FirstOrDefault(m => m.Participant.Id == ParticipantId) is not { } member)
        {
            return false;
        }

        (Board, Member) = (board, member);
        return true;
    }
}
