using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.Rating;
using Training.Logbook.SignOff;
using Training.Modules;

namespace Training.Logbook.Batch;

/// <summary>Everything that the mentor has opened and filled in, to be signed with one proof.</summary>
[HasPermission(Permissions.Sign)]
[Door(Doors.Signing)]
internal sealed class IndexModel(
    TrainingDbContext db, SignBatch batch, IReauthentication reauthentication, IPeople people, Ratings ratings, CaseFacts facts, ICurrentUser user, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The one to take out of the list.</summary>
    [BindProperty]
    public Guid Remove { get; set; }

    public IReadOnlyList<BatchItem> Items { get; private set; } = [];

    public IReadOnlyDictionary<Guid, PersonInfo> People { get; private set; } = new Dictionary<Guid, PersonInfo>();

    public IReadOnlyDictionary<Guid, IReadOnlyList<Fact>> Facts { get; private set; } = new Dictionary<Guid, IReadOnlyList<Fact>>();

    public RatingCatalogue Ratings { get; private set; } = null!;

    /// <summary>Of the list as it is shown.</summary>
    public string Hash => SignBatch.RequestOf(Items).ContentHash;

    public bool MaySign => Items.Count > 0 && Items.All(item => item.Obstacle is null);

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        Items = await batch.ReadAsync(ct);
        Ratings = await ratings.GetAsync(ct);
        var prepared = Items.Select(item => item.Prepared).OfType<PreparedDecision>().ToArray();
        People = await people.FindAsync(prepared.Select(p => p.Entry.PersonId), ct);
        Facts = await facts.OfAllAsync([.. prepared.Select(p => p.Version)], ct);
        return true;
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostRemoveAsync(CancellationToken ct) => this.RedirectAfterAsync(
        db,
        async inner =>
        {
            var me = user.PersonId;
            await db.Set<PreparedRating>().Where(p => p.MentorPersonId == me && p.Id == Remove).ExecuteDeleteAsync(inner);
            return "/sign/batch";
        },
        ct);

    public async Task<IActionResult> OnPostSignAsync(CancellationToken ct)
    {
        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        await LoadAsync(ct);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        SignBatch.Check(Items, Input.ShownHash);
        var proof = await reauthentication.ConfirmAsync(SignBatch.RequestOf(Items), Input, ct);
        if (proof.Refusal is not null)
        {
            return await this.ReplayedAsync(db, ct) ?? this.Refuse(proof, nameof(Input));
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                TempData["Message"] = texts["Batch.Done", await batch.SignAsync(Input.ShownHash, proof, inner)].Value;
                return "/sign";
            },
            ct);
    }

    /// <summary>What the passkey has to sign for the list that was shown.</summary>
    public async Task<IActionResult> OnPostChallengeAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        SignBatch.Check(Items, Input.ShownHash);
        return Content(await reauthentication.ChallengeAsync(SignBatch.RequestOf(Items), ct), "application/json");
    }

    public sealed class InputModel : SigningInput
    {
        [Required, StringLength(64)]
        public string ShownHash { get; set; } = "";
    }
}
