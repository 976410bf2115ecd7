using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Training.Acceptance.Council;
using Training.Acceptance.Papers;
using Training.Acceptance.Readiness;
using Training.Acceptance.Running;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Acceptance.Story;

/// <summary>
/// How a transfer is accepted, from what is missing to the last follow-up. Seen by whoever sees the transfer, and by the council; who may do
/// something finds it at the top.
/// </summary>
[HasPermission(Permissions.View)]
internal sealed class IndexModel(
    TrainingDbContext db,
    ITransferLadder ladder,
    CaseReader cases,
    Checklist checklist,
    OpenCase open,
    StampItem stampItem,
    IRoleHolders holders,
    IPeople people,
    ITechniques techniques,
    IOrganizations organizations,
    ICurrentUser user,
    IStringLocalizer<Texts> texts,
    TimeProvider clock) : PageModel, IForm
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public TransferStanding Standing { get; private set; } = null!;

    public PackageInfo Package { get; private set; } = null!;

    public OrganizationDirectory Directory { get; private set; } = null!;

    public CaseStory? Story { get; private set; }

    public IReadOnlyList<ReadinessLine> Items { get; private set; } = [];

    /// <summary>The places in the team; null once a case runs, when they no longer decide anything.</summary>
    public Preconditions? Preconditions { get; private set; }

    /// <summary>Names of the people in places that nobody is certified for.</summary>
    public IReadOnlyDictionary<Guid, PersonInfo> Names { get; private set; } = new Dictionary<Guid, PersonInfo>();

    public TransferInfo Transfer => Standing.Transfer;

    public DateOnly Today => clock.Today();

    public bool MayStamp => Standing.Accepted is null && stampItem.IsTheirs(Transfer);

    /// <summary>Nothing runs and nothing is accepted: it can be asked for once everything is there.</summary>
    public bool IsBefore { get; private set; }

    /// <summary>An administrator has ended the process of the newest case before it was decided.</summary>
    public bool IsCancelled => IsBefore && Story is { MayBeTriedAgain: false };

    public bool MayOpen => Preconditions is { IsComplete: true } && user.Can(Permissions.Open) && open.IsTheirs(Transfer);

    /// <summary>Whether the viewer sees the votes of the round that runs: only a member who has voted; afterwards everybody who sees the case.</summary>
    public bool SeesVotes => Story is { } story && (story.Phase != CasePhase.Voting || (IsMember && !MustVote));

    public bool IsMember => Story is { } story && story.Council.Any(m => m.PersonId == user.PersonId);

    public bool MustVote => Story is { Phase: CasePhase.Voting } story && story.Council.Any(m => m.PersonId == user.PersonId) && story.VotesOf(story.Round).All(v => v.PersonId != user.PersonId);

    /// <summary>Last part of the address of what the viewer has to do now, and the key of its words; null where it is somebody else's turn.</summary>
    public (string Address, string Words)? Turn => Story switch
    {
        null => null,
        _ when IsCancelled => null,
        _ when MustVote => ("vote", "Turn.Vote"),
        { Phase: CasePhase.Refused } when holders.Holds(Transfer.TrainingOffice()) => ("remedy", "Turn.Remedy"),
        { Phase: CasePhase.Writing } when holders.Holds(Transfer.TrainingOffice()) => ("minutes/write", "Turn.Minutes"),
        { Phase: CasePhase.Signing } story when OpenSides(story).Any(side => holders.Holds(side == Side.Giver ? Transfer.DirectorOfGiver() : Transfer.DirectorOfReceiver())) => ("sign", "Turn.Sign"),
        { Phase: CasePhase.Noting } when holders.Holds(HealthDepartment) => ("note", "Turn.Note"),
        { Phase: CasePhase.Following } story when holders.Holds(Transfer.Coordinator()) && story.FollowUps.Any(f => f.DueOn <= Today && story.Answers.All(a => a.Number != f.Number)) => ("follow-up", "Turn.FollowUp"),
        _ => null,
    };

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var visible = await ladder.VisibleAsync(Code, ct);
        if ((visible ?? (user.PersonId is null ? null : await ladder.FindAsync(Code, ct))) is not { } standing)
        {
            return false;
        }

        // Whoever does not see the transfer sees its case only as a member of the council.
        Story = await cases.NewestAsync(standing.Transfer.Id, ct);
        if (visible is null && Story is null)
        {
            return false;
        }

        Standing = standing;
        Package = (await techniques.GetAsync(ct)).Package(Transfer.PackageVersionId);
        Directory = await organizations.GetAsync(ct);
        IsBefore = await open.IsFreeAsync(Standing, Story, ct);
        if (IsBefore)
        {
            Preconditions = await checklist.ReadAsync(Standing, ct);
            Items = Preconditions.Items;
            if (Preconditions.MissingRoles.SelectMany(role => role.Members).ToArray() is { Length: > 0 } missing)
            {
                Names = await people.FindAsync(missing, ct);
            }
        }
        else
        {
            Items = await checklist.ItemsAsync(Transfer, ct);
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <summary>Stamps one item of the list.</summary>
    public async Task<IActionResult> OnPostStampAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || !MayStamp)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await stampItem.AddAsync(Transfer, Input.Item, Input.Ready, Input.Note, inner);
                TempData["Message"] = texts[Input.Ready ? "Readiness.Done" : "Readiness.Withdrawn"].Value;
                return $"/transfers/{Transfer.Code}/acceptance#readiness";
            },
            ct);
    }

    /// <summary>Whose turn it is, in the order in which they come.</summary>
    private static IEnumerable<Side> OpenSides(CaseStory story) => Enum.GetValues<Side>().Where(side => story.CurrentSignatures.All(s => s.Side != side));

    private RoleKey HealthDepartment => new(Roles.HealthDepartment, ScopeKind.Province, Directory.Hospital(Transfer.ReceivingHospitalId).ProvinceId);

    public sealed class InputModel
    {
        public Guid Item { get; set; }

        public bool Ready { get; set; }

        [StringLength(CaseText.Longest), Display(Name = "Readiness.Note")]
        public string? Note { get; set; }
    }
}
