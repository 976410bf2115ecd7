using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Authoring;
using Training.Courses.Enrolments;
using Training.Courses.Outline;
using Training.Courses.Progress;
using Training.Courses.SelfEnrolment;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Catalogue;

[HasPermission(Permissions.Learn)]
internal sealed class DetailsModel(TrainingDbContext db, LearnerCourses courses, ItemKinds kinds, ConditionWords words, Drafts drafts, CourseOffice office, ICurrentUser user, TimeProvider clock) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set => field = value.ToUpperInvariant(); } = "";

    public bool Learns => user.PersonId is not null;

    /// <summary>May write it.</summary>
    public bool Writes => drafts.MayWrite(Found.Course.HospitalId);

    /// <summary>Puts people on it.</summary>
    public bool Enrols => office.Enrols;

    /// <summary>Says how people come onto it.</summary>
    public bool Sets => office.MaySet(Found.Course);

    /// <summary>A request of theirs to join waits.</summary>
    public bool Waits { get; private set; }

    public DateOnly Today => clock.Today();

    /// <summary>How long everything in it takes, as far as its authors say.</summary>
    public int Minutes => Found.Standing.Items.Where(i => i.IsAsked).Sum(i => i.Item.Minutes ?? 0);

    public LearnerCourse Found { get; private set; } = null!;

    public CourseRow Row { get; private set; } = null!;

    /// <summary>Where they were last, if that is not finished; else what comes first.</summary>
    public ItemStanding? Next => Found.Standing.Items
        .Where(i => i is { IsAsked: true, IsFinished: false, IsOpen: true, Counts: true, Progress: not null })
        .MaxBy(i => i.Progress!.PlaceAt ?? i.Progress.OpenedAt) ?? Found.Standing.Next;

    /// <summary>Why an item is closed, by its key.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<string>> Locked { get; private set; } = new Dictionary<Guid, IReadOnlyList<string>>();

    public string AddressOf(OutlineItem item) => kinds.Of(item.Kind).LearnAddress(Code, item.Key);

    public string IconOf(OutlineItem item) => kinds.Of(item.Kind).Icon;

    public string KindOf(OutlineItem item) => kinds.Of(item.Kind).Name;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await courses.FindAsync(Code, user.PersonId, ct) is not { } found)
        {
            return NotFound();
        }

        (Found, Row) = (found, CourseRow.Of(found));
        var locked = new Dictionary<Guid, IReadOnlyList<string>>();
        foreach (var item in found.Standing.Items.Where(i => !i.IsOpen))
        {
            locked[item.Item.Key] = await words.OfAsync(found.Standing.Outline, item.Missing, item.Item.Conditions.Any, ct);
        }

        Locked = locked;
        Waits = !found.MayLearn && found.Course.Joining == Joining.Approval && user.PersonId is { } me
            && await db.Set<EnrolmentRequest>().AnyAsync(r => r.PersonId == me && r.CourseId == found.Course.Id && r.DecidedAt == null && r.WithdrawnAt == null, ct);
        return Page();
    }
}
