using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Authoring;
using Training.Courses.Completion;
using Training.Courses.Contracts;
using Training.Courses.Enrolments;
using Training.Courses.Progress;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Courses.Catalogue;

/// <summary>Courses: what is on one's list first, then what else there is, thirty on a page.</summary>
[HasPermission(Permissions.Learn)]
internal sealed class IndexModel(TrainingDbContext db, LearnerCourses courses, Drafts drafts, ICurrentUser user, IOrganizations organizations, IEnumerable<ICourseTopics> topics) : PageModel
{
    /// <summary>Stands for courses that no hospital owns.</summary>
    public const string Everybody = "everybody";

    private const int PageSize = 30;
    private const int MostMine = 20;

    [BindProperty(SupportsGet = true, Name = "q"), StringLength(100)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "technique")]
    public Guid? TechniqueId { get; set; }

    [BindProperty(SupportsGet = true, Name = "hospital")]
    public string? HospitalKey { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public MineFilter? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "credit")]
    public bool WithCredit { get; set; }

    [BindProperty(SupportsGet = true, Name = "en")]
    public bool InEnglish { get; set; }

    /// <summary>The course after which the page begins.</summary>
    [BindProperty(SupportsGet = true, Name = "after")]
    public Guid? After { get; set; }

    public bool Writes => drafts.WritesAnywhere;

    public bool Enrols => user.Can(Permissions.Enrol);

    public bool Learns => user.PersonId is not null;

    public bool IsNarrow { get; private set; }

    public IReadOnlyList<CourseTopic> Topics { get; private set; } = [];

    public IReadOnlyList<HospitalInfo> Hospitals { get; private set; } = [];

    /// <summary>The first page without a filter begins with these.</summary>
    public IReadOnlyList<CourseRow> Mine { get; private set; } = [];

    public bool HasMoreMine { get; private set; }

    public IReadOnlyList<CourseRow> Others { get; private set; } = [];

    public Guid? Next { get; private set; }

    /// <summary>The same courses, from another place in the list.</summary>
    public string AddressOf(Guid? after)
    {
        var parts = new List<string>();
        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        Add("q", Search);
        Add("technique", TechniqueId?.ToString());
        Add("hospital", HospitalKey);
        Add("state", State?.ToString());
        Add("credit", WithCredit ? "true" : null);
        Add("en", InEnglish ? "true" : null);
        Add("after", after?.ToString());
        return parts.Count == 0 ? "/courses" : $"/courses?{string.Join('&', parts)}";
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var me = user.PersonId ?? Guid.Empty;
        await ReadChoicesAsync(ct);
        var hospital = HospitalKey == Everybody ? null : Hospitals.FirstOrDefault(h => h.Key == HospitalKey);
        var filter = new CatalogueFilter(
            Search, TechniqueId is { } technique ? Topics.FirstOrDefault(t => t.TechniqueId == technique)?.CourseIds ?? [] : null, HospitalKey == Everybody, hospital?.Id, WithCredit, InEnglish, Learns ? State : null);
        IsNarrow = filter.IsNarrow;
        var found = filter.Of(db, me);

        // A list that is narrowed has everything in one order; otherwise one's own come first, and not again below.
        Guid[] mine = [];
        if (!IsNarrow && Learns)
        {
            found = found.Where(c => !db.Set<Enrolment>().Any(e => e.PersonId == me && e.CourseId == c.Id && e.EndedAt == null));
            mine = After is null ? await MineAsync(me, ct) : [];
        }

        if (After is { } after)
        {
            found = found.Where(c => db.Set<Course>().Any(last => last.Id == after && (c.SortKey.CompareTo(last.SortKey) > 0 || (c.SortKey == last.SortKey && c.Id.CompareTo(last.Id) > 0))));
        }

        var page = await found.OrderBy(c => c.SortKey).ThenBy(c => c.Id).Select(c => c.Id).Take(PageSize + 1).ToListAsync(ct);
        Guid[] shown = [.. mine.Take(MostMine), .. page.Take(PageSize)];
        var rows = (await courses.ReadAsync(db.PublishedCourses.Where(c => shown.Contains(c.Id)), user.PersonId, ct)).ToDictionary(c => c.Course.Id, CourseRow.Of);
        Mine = [.. mine.Take(MostMine).Where(rows.ContainsKey).Select(id => rows[id])];
        HasMoreMine = mine.Length > MostMine;
        Others = [.. page.Take(PageSize).Where(rows.ContainsKey).Select(id => rows[id])];
        Next = page.Count > PageSize ? page[PageSize - 1] : null;
    }

    // What is to be done first: not finished, due soonest, put there last.
    private Task<Guid[]> MineAsync(Guid me, CancellationToken ct)
        => (from enrolment in db.Enrolments
            where enrolment.PersonId == me && enrolment.EndedAt == null
            join course in db.PublishedCourses on enrolment.CourseId equals course.Id
            orderby db.Set<CourseCompletion>().Any(c => c.PersonId == me && c.CourseId == course.Id), enrolment.DueOn == null, enrolment.DueOn, enrolment.EnrolledAt descending, course.Id
            select course.Id).Take(MostMine + 1).ToArrayAsync(ct);

    private async Task ReadChoicesAsync(CancellationToken ct)
    {
        foreach (var module in topics)
        {
            Topics = [.. Topics, .. await module.AllAsync(ct)];
        }

        var owners = await db.PublishedCourses.Where(c => c.HospitalId != null).Select(c => c.HospitalId!.Value).Distinct().ToListAsync(ct);
        Hospitals = [.. (await organizations.GetAsync(ct)).Hospitals.Where(h => owners.Contains(h.Id))];
    }
}
