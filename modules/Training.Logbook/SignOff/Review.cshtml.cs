using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Batch;
using Training.Logbook.Content;
using Training.Logbook.Contracts;
using Training.Logbook.Entries;
using Training.Logbook.Phone;
using Training.Logbook.Rating;
using Training.Logbook.Redaction;
using Training.Logbook.Verification;
using Training.Media.Contracts;
using Training.Modules;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.SignOff;

[HasPermission(Permissions.Sign)]
[Door(Doors.Signing)]
[RequestSizeLimit(FileIntakeExtensions.RequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = FileIntakeExtensions.RequestBytes)]
internal sealed class ReviewModel(
    TrainingDbContext db,
    ICurrentUser user,
    CasesToSign cases,
    SignCase sign,
    PrepareRating prepare,
    Opened opened,
    Ratings ratings,
    IReauthentication reauthentication,
    IPracticeCounts counts,
    Addressing addressing,
    IFileIntake intake,
    CaseFacts facts,
    IEnumerable<IIndependence> independence,
    Redactions redactions,
    IPeople people,
    TimeProvider clock,
    IStringLocalizer<Texts> texts) : PageModel, IForm
{
    private const int CurveLength = 8;

    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public EntryVersion Version { get; private set; } = null!;

    public LogbookEntry Entry { get; private set; } = null!;

    public Decision? Decided { get; private set; }

    /// <summary>When the case was written on a phone; null where it was not.</summary>
    public PhoneCase? Phone { get; private set; }

    /// <summary>Whether what the mentor's device signed holds; null where no device signed.</summary>
    public bool? DeviceHolds { get; private set; }

    /// <summary>Whether what is stored is what was sent, and what was signed.</summary>
    public SignatureVerdict Verdict { get; private set; }

    public string Learner { get; private set; } = "";

    public IReadOnlyList<Fact> Facts { get; private set; } = [];

    public RatingCatalogue Ratings { get; private set; } = null!;

    public RatingForm Form => Ratings.On(clock.Today());

    /// <summary>The levels that this mentor gave this learner, the oldest first.</summary>
    public IReadOnlyList<int> Curve { get; private set; } = [];

    /// <summary>The learner's signed cases of this technique and stage, whoever signed, and those that were returned and wait for them.</summary>
    public (int Signed, int Returned) History { get; private set; }

    /// <summary>Since when the learner's independent status was paused on the day of an independent case; null where it was not.</summary>
    public DateOnly? PausedFrom { get; private set; }

    /// <summary>Cases that this mentor has filled in and not signed yet.</summary>
    public int InBatch { get; private set; }

    /// <summary>Whether it is this mentor's turn, and for whom.</summary>
    public Turn Turn { get; private set; } = Turn.Own;

    public bool IsCurrent => Entry.CurrentNumber == Version.Number && Decided is null;

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (user.PersonId is not { } me || await cases.FindAsync(Id, ct) is not { } found)
        {
            return false;
        }

        (Version, Entry, Decided, Phone) = (found.Version, found.Entry, found.Decision, found.Phone);
        if (Decided is not null && (await reauthentication.VerifyAsync(db, [Decided], ct)).TryGetValue(Decided.Id, out var holds))
        {
            DeviceHolds = holds;
        }

        var known = found.IsTouched ? await redactions.OfAsync([Entry.Id], ct) : new CaseRedactions([]);
        Verdict = Decided is null ? Signatures.Of(Version, known) : Signatures.Of(Version, Decided, known);
        Turn = IsCurrent ? await addressing.OfAsync(Entry, me, ct) : Turn.Own;
        Ratings = await ratings.GetAsync(ct);
        Facts = (await facts.OfAllAsync([Version], known, ct))[Version.Id];
        Learner = (await people.FindAsync([Entry.PersonId], ct))[Entry.PersonId].Display;
        await ReadHistoryAsync(me, ct);
        if (IsCurrent && Version.Stage == Stage.I && (await independence.PausesOfAsync(Entry.PersonId, Version.PerformedOn, ct)).TryGetValue(Version.TechniqueId, out var from))
        {
            PausedFrom = from;
        }

        return true;
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Input.ShownHash = Version.ContentHash;
        (Input.Opened, Input.Salt) = (opened.Stamp(Id), SealedTexts.NewSalt());
        return Page();
    }

    public Task<IActionResult> OnPostSignAsync(CancellationToken ct) => DecideAsync(DecisionKind.Signed, ct);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken ct) => DecideAsync(DecisionKind.Returned, ct);

    /// <summary>Keeps what was filled in, to be signed together with others.</summary>
    public async Task<IActionResult> OnPostLaterAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var input = await DecisionAsync(DecisionKind.Signed, ct);
        return await this.RedirectAfterAsync(db, inner => prepare.KeepAsync(input, inner), ct);
    }

    /// <summary>What the passkey has to sign for the values that were posted.</summary>
    /// <param name="with">Handler of the button that was pressed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IActionResult> OnPostChallengeAsync(string? with, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var (_, _, _, request) = await sign.PrepareAsync(await DecisionAsync(with == "Return" ? DecisionKind.Returned : DecisionKind.Signed, ct), user.PersonId!.Value, ct);
        return Content(await reauthentication.ChallengeAsync(request, ct), "application/json");
    }

    private async Task ReadHistoryAsync(Guid me, CancellationToken ct)
    {
        var mine = (await counts.OfAsync([Entry.ParticipantId], ct)).Where(c => c.TechniqueId == Version.TechniqueId && c.Stage == Version.Stage).ToArray();
        History = (mine.Sum(c => c.Signed), mine.Sum(c => c.Returned));
        var (my, theirs) = (db.RecordsOf(me), db.RecordsOf(Entry.PersonId));
        var rows = await db.Decisions
            .Where(d => my.Contains(d.MentorPersonId) && theirs.Contains(d.TraineePersonId) && d.Entrustment != null)
            .OrderByDescending(d => d.DecidedAt)
            .Take(CurveLength)
            .Select(d => new { Level = d.Entrustment!.Value, Prepared = db.Set<PreparedRating>().Count(p => p.MentorPersonId == me) })
            .ToListAsync(ct);
        Curve = [.. rows.Select(row => row.Level).Reverse()];
        InBatch = rows.Count > 0 ? rows[0].Prepared : await db.Set<PreparedRating>().CountAsync(p => p.MentorPersonId == me, ct);
    }

    private async Task<IActionResult> DecideAsync(DecisionKind kind, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await this.ReplayedAsync(db, ct) is { } before)
        {
            return before;
        }

        // Before the write begins: comparing a password is slow on purpose and must not hold up other writers.
        var input = await DecisionAsync(kind, ct);
        var (_, _, _, request) = await sign.PrepareAsync(input, user.PersonId!.Value, ct);
        var proof = await reauthentication.ConfirmAsync(request, Input, ct);
        if (proof.Refusal is not null)
        {
            return await this.ReplayedAsync(db, ct) ?? this.Refuse(proof, nameof(Input));
        }

        return await this.RedirectAfterAsync(
            db,
            async inner =>
            {
                await sign.DecideAsync(input, user.PersonId!.Value, proof, inner);
                TempData["Message"] = texts[kind == DecisionKind.Signed ? "Sign.Done" : "Return.Done", Learner].Value;
                return "/sign";
            },
            ct);
    }

    // Before a write begins: the sound is taken in, and kept for the next try if this one is refused.
    private async Task<DecisionInput> DecisionAsync(DecisionKind kind, CancellationToken ct)
    {
        if (Input.Voice is { } voice)
        {
            Input.VoiceKept = opened.Keep((await intake.TakeAsync(voice, FileKinds.Audio, ct)).Hash);
        }

        return DecisionOf(kind);
    }

    private DecisionInput DecisionOf(DecisionKind kind) => new(Id, kind, Input.Entrustment, Input.Comment, Input.ShownHash)
    {
        VoiceHash = opened.ReadKept(Input.VoiceKept),
        Performance = Input.Performance,
        Difficulty = Input.Difficulty,
        ReturnReasonId = Input.Reason,
        Salt = Input.Salt,
        OpenedAt = opened.Read(Id, Input.Opened),
    };

    public sealed class InputModel : SigningInput
    {
        [Range(1, 5), Display(Name = "Field.Entrustment")]
        public int? Entrustment { get; set; }

        [Range(1, 5), Display(Name = "Field.Performance")]
        public int? Performance { get; set; }

        [Range(1, 3), Display(Name = "Field.Difficulty")]
        public int? Difficulty { get; set; }

        [Display(Name = "Field.ReturnReason")]
        public Guid? Reason { get; set; }

        [StringLength(500), Display(Name = "Field.Comment")]
        public string? Comment { get; set; }

        [Required, StringLength(64)]
        public string ShownHash { get; set; } = "";

        /// <summary>Something said aloud.</summary>
        [Display(Name = "Field.Voice")]
        public IFormFile? Voice { get; set; }

        /// <summary>The sound of a try that was refused.</summary>
        [StringLength(400)]
        public string? VoiceKept { get; set; }

        [StringLength(400)]
        public string? Opened { get; set; }

        [StringLength(32)]
        public string? Salt { get; set; }
    }
}
