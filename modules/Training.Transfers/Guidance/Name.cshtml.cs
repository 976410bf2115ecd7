using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;

namespace Training.Transfers.Guidance;

/// <summary>Names the guide of a member from a day on.</summary>
[HasPermission(Permissions.NameGuides)]
internal sealed class NameModel(TrainingDbContext db, GuideBoardReader reader, NameGuide name, IStringLocalizer<Texts> texts, TimeProvider clock) : GuidePage(reader, name, clock)
{
    private readonly NameGuide _name = name;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Who could be chosen: those who may supervise, but the learner.</summary>
    public IEnumerable<PossibleGuide> Choices => Board.Supervisors.Where(guide => guide.PersonId != Member.Participant.PersonId);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input.From ??= Today > Board.Transfer.From ? Today : Board.Transfer.From;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await _name.NameAsync(ParticipantId, Input.Guide!.Value, Input.From!.Value, Input.To, inner);
                TempData[Posting.MessageKey] = texts["Guide.Named", Choices.First(guide => guide.PersonId == Input.Guide).Name, Member.Name, Show.Date(Input.From.Value)].Value;
                return Back;
            },
            ct);
    }

    public sealed class InputModel
    {
        [Required, Display(Name = "Guide")]
        public Guid? Guide { get; set; }

        [Required, DataType(DataType.Date), Display(Name = "Guide.From")]
        public DateOnly? From { get; set; }

        [DataType(DataType.Date), Display(Name = "Guide.To")]
        public DateOnly? To { get; set; }
    }
}
