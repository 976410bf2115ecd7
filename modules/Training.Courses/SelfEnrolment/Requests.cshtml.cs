using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Courses.Authoring;
using Training.Courses.Catalogue;
using Training.Courses.Enrolments;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Courses.SelfEnrolment;

/// <summary>Requests to join courses, the oldest first, for the office that decides.</summary>
[HasPermission(Permissions.Enrol)]
internal sealed class RequestsModel(
    TrainingDbContext db, Enrol enrol, CourseLetters letters, ICurrentUser user, IAuditTrail audit, IStringLocalizer<Texts> texts, TimeProvider clock) : PageModel, IForm
{
    private const int MostWaiting = 30;
    private const int MostDecided = 10;

    [BindProperty]
    public Guid Id { get; set; }

    /// <summary>Of the request as it was shown.</summary>
    [BindProperty]
    public int Stamp { get; set; }

    [BindProperty, StringLength(EnrolmentRequestConfiguration.WordsLength), Display(Name = "Request.Reason")]
    public string? Reason { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<Row> Decided { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken ct)
    {
        var waiting = await ReadAsync(Mine().Where(r => r.DecidedAt == null && r.WithdrawnAt == null).OrderBy(r => r.Id).Take(MostWaiting + 1), ct);
        (Rows, HasMore) = ([.. waiting.OrderBy(r => r.AskedAt).Take(MostWaiting)], waiting.Count > MostWaiting);
        Decided = [.. (await ReadAsync(Mine().Where(r => r.DecidedAt != null).OrderByDescending(r => r.DecidedAt).Take(MostDecided), ct)).OrderByDescending(r => r.DecidedAt)];
        return true;
    }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostGrantAsync(CancellationToken ct) => DecideAsync(true, ct);

    public Task<IActionResult> OnPostRefuseAsync(CancellationToken ct) => DecideAsync(false, ct);

    private async Task<IActionResult> DecideAsync(bool isGranted, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        try
        {
            return await this.RedirectAfterAsync(db, inner => StoreAsync(isGranted, inner), ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new RuleViolation("Enrol.Meanwhile") { Status = StatusCodes.Status409Conflict };
        }
    }

    private async Task<string> StoreAsync(bool isGranted, CancellationToken ct)
    {
        var request = await Mine().AsTracking().SingleOrDefaultAsync(r => r.Id == Id, ct);
        if (request is not { IsWaiting: true } || request.Version != Stamp)
        {
            throw new RuleViolation("Request.Over") { Status = StatusCodes.Status409Conflict };
        }

        if (request.PersonId == user.PersonId)
        {
            throw new RuleViolation("Request.Own");
        }

        await StoreAsync(request, isGranted, ct);
        return "/enrolments/requests";
    }

    private async Task StoreAsync(EnrolmentRequest request, bool isGranted, CancellationToken ct)
    {
        var reason = AboutInput.Clean(Reason);
        if (!isGranted && reason is null)
        {
            throw new RuleViolation("Request.NoReason") { Field = nameof(Reason) };
        }

        ScreenedInput.Check(reason, nameof(Reason));
        var course = await db.PublishedCourses.AsNoTracking().SingleAsync(c => c.Id == request.CourseId, ct);
        request.Decide(isGranted, reason, user.Name, clock.GetUtcNow());
        if (isGranted)
        {
            await enrol.AllAsync([request.PersonId], course.Id, "", null, ct);
        }

        audit.Add(new AuditEvent(EnrolmentRequest.DecidedAction, nameof(EnrolmentRequest), request.Id)
        {
            HospitalIds = request.HospitalId is { } id ? [id] : [],
            Reason = reason,
            Facts = new Dictionary<string, string?> { ["course"] = course.Code, ["person"] = $"{request.PersonId}", ["granted"] = isGranted ? "yes" : "no" },
        });
        await letters.DecidedAsync(request, course, ct);
        TempData[Posting.MessageKey] = texts[isGranted ? "Request.Granted.Done" : "Request.Refused.Done"].Value;
    }

    // One's own request stands among those one sees, but is for somebody else to decide.
    private IQueryable<EnrolmentRequest> Mine()
    {
        var everywhere = user.ScopeOf(Permissions.Enrol).Country;
        Guid?[] hospitals = [.. user.HospitalsOf(Permissions.Enrol).Select(id => (Guid?)id)];
        return db.Set<EnrolmentRequest>().Where(r => everywhere || hospitals.Contains(r.HospitalId));
    }

    private async Task<IReadOnlyList<Row>> ReadAsync(IQueryable<EnrolmentRequest> requests, CancellationToken ct)
        => [.. (await (from request in requests.AsNoTracking()
                       join course in db.Courses on request.CourseId equals course.Id
                       join person in db.Practitioners() on request.PersonId equals person.PersonId
                       select new { request, course.Code, course.TitleVi, course.TitleEn, person.Title, person.FullName }).ToListAsync(ct))
            .Select(r => new Row(
                r.request.Id, r.request.Version, r.Title.Length == 0 ? r.FullName : $"{r.Title} {r.FullName}", r.Code, Show.Name(r.TitleVi, r.TitleEn),
                r.request.Words, r.request.AskedAt, r.request.DecidedAt, r.request.IsGranted, r.request.DecidedBy, r.request.Reason))];

    public sealed record Row(
        Guid Id, int Version, string Name, string CourseCode, string Title, string? Words, DateTimeOffset AskedAt, DateTimeOffset? DecidedAt, bool IsGranted, string? DecidedBy, string? Reason);
}
