using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;
using Training.Courses.Catalogue;
using Training.Courses.SelfEnrolment;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Notifications.Contracts;

namespace Training.Courses.Enrolments;

/// <summary>Letters of this module, in each language of the site. Call inside a write.</summary>
internal sealed class CourseLetters(IRoleHolders holders, IMailQueue mail, IConfiguration configuration, IStringLocalizer<Texts> texts)
{
    public static readonly (string Subject, string Body) Asked = ("Letter.Asked.Subject", "Letter.Asked");
    public static readonly (string Subject, string Body) Answered = ("Letter.Answered.Subject", "Letter.Answered");
    public static readonly (string Subject, string Body) Reported = ("Letter.Reported.Subject", "Letter.Reported");

    private static readonly string[] Office = [Roles.TrainingOffice, Roles.Coordinator];

    /// <summary>A whole address, or nothing where the site does not know its own.</summary>
    public string LinkTo(string path) => configuration["Site:BaseAddress"] is { Length: > 0 } root ? root.TrimEnd('/') + path : "";

    /// <summary>A request waits for the office of a hospital: whoever may decide it gets a letter, and not whoever asks.</summary>
    public async Task WaitsAsync(EnrolmentRequest request, string by, Course course, CancellationToken ct)
    {
        if (request.HospitalId is not { } hospital)
        {
            return;
        }

        var office = new List<AccountInfo>();
        foreach (var role in Office)
        {
            office.AddRange(await holders.FindAsync(new RoleKey(role, ScopeKind.Hospital, hospital), ct));
        }

        foreach (var account in office.DistinctBy(a => a.UserId).Where(a => a.Email.Length > 0 && a.PersonId != request.PersonId))
        {
            mail.SendInEachLanguage(
                account.Email,
                () => texts["Letter.Waits.Subject", Show.Name(course.TitleVi, course.TitleEn)],
                () => texts["Letter.Waits", account.Name, by, Show.Name(course.TitleVi, course.TitleEn), LinkTo("/enrolments/requests")].Value.TrimEnd());
        }
    }

    /// <summary>What became of a request.</summary>
    public async Task DecidedAsync(EnrolmentRequest request, Course course, CancellationToken ct)
    {
        var (subject, body) = request.IsGranted ? ("Letter.Granted.Subject", "Letter.Granted") : ("Letter.Refused.Subject", "Letter.Refused");
        foreach (var account in await ReadersAsync(request.PersonId, ct))
        {
            mail.SendInEachLanguage(
                account.Email,
                () => texts[subject, Show.Name(course.TitleVi, course.TitleEn)],
                () => texts[body, account.Name, Show.Name(course.TitleVi, course.TitleEn), request.DecidedBy!, request.Reason ?? "", LinkTo($"/courses/{course.Code}")].Value.TrimEnd());
        }
    }

    /// <summary>Courses that should be finished soon, all in one letter.</summary>
    public void Due(AccountInfo account, IReadOnlyList<(Course Course, DateOnly DueOn)> courses) => mail.SendInEachLanguage(
        account.Email,
        () => texts["Letter.Due.Subject", courses.Count],
        () => texts["Letter.Due", account.Name, string.Join("\n", courses.Select(c => texts["Letter.Due.Line", Show.Name(c.Course.TitleVi, c.Course.TitleEn), Show.Date(c.DueOn)].Value)), LinkTo("/courses")].Value.TrimEnd());

    /// <summary>Somebody asked under an item, answered, or said that a post should not stand there.</summary>
    /// <param name="what">One of <see cref="Asked"/>, <see cref="Answered"/> and <see cref="Reported"/>.</param>
    /// <param name="userIds">To whom.</param>
    /// <param name="by">Who wrote it. What they wrote stays on the site, where it can be hidden.</param>
    /// <param name="course">The course.</param>
    /// <param name="address">Where it stands.</param>
    /// <param name="ct">Cancels.</param>
    public async Task PostedAsync((string Subject, string Body) what, IReadOnlyCollection<Guid> userIds, string by, Course course, string address, CancellationToken ct)
    {
        foreach (var account in (await holders.AccountsAsync(userIds, ct)).Where(a => a.Email.Length > 0))
        {
            mail.SendInEachLanguage(
                account.Email,
                () => texts[what.Subject, Show.Name(course.TitleVi, course.TitleEn)],
                () => texts[what.Body, account.Name, by, Show.Name(course.TitleVi, course.TitleEn), LinkTo(address)].Value.TrimEnd());
        }
    }

    private async Task<IEnumerable<AccountInfo>> ReadersAsync(Guid personId, CancellationToken ct)
        => (await holders.AccountsOfAsync([personId], ct)).Where(a => a.Email.Length > 0).DistinctBy(a => a.UserId);
}
