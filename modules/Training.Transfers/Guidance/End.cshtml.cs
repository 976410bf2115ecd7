using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;

namespace Training.Transfers.Guidance;

/// <summary>Sets the last day of a member's guide, or takes back one who has not begun.</summary>
[HasPermission(Permissions.NameGuides)]
internal sealed class EndModel(TrainingDbContext db, GuideBoardReader reader, NameGuide name, IStringLocalizer<Texts> texts, TimeProvider clock) : GuidePage(reader, name, clock)
{
    private readonly NameGuide _name = name;

    [BindProperty]
    public InputModel End { get; set; } = new();

    /// <summary>The guide of today, or the next one.</summary>
    public NamedGuide? Guide => Member.On(Today) ?? Member.After(Today);

    public bool HasBegun => Guide?.Guide.From <= Today;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Guide is null)
        {
            return NotFound();
        }

        (End.GuideId, End.Last) = (Guide.Guide.Id, Today);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Guide is not { } guide)
        {
            return this.IsTooLate(texts["Guide.IsOver"]);
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
                await _name.EndAsync(ParticipantId, End.GuideId, End.Last!.Value, inner);
                TempData[Posting.MessageKey] = HasBegun ? texts["Guide.Ended", guide.Name, Member.Name, Show.Date(End.Last.Value)].Value : texts["Guide.TakenBack.Done", guide.Name, Member.Name].Value;
                return Back;
            },
            ct);
    }

    public sealed class InputModel
    {
        public Guid GuideId { get; set; }

        [Required, DataType(DataType.Date), Display(Name = "Guide.Last")]
        public DateOnly? Last { get; set; }
    }
}
