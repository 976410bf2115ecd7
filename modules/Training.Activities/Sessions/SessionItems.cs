using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Sessions;

/// <summary>A live session as those who hold it have it before them.</summary>
internal sealed record SessionItem(Guid CourseId, string CourseCode, string CourseTitle, Guid ItemKey, string Title, LiveSession Content)
{
    public string Address => $"/courses/{CourseCode}/sessions/{ItemKey}";
}

/// <summary>Finds live sessions for those who hold them: of published courses, and of drafts that they write.</summary>
internal sealed class SessionItems(TrainingDbContext db, ICourseItems items, ICurrentUser user)
{
    /// <summary>Null where there is none that they may see, or none of which they may hold a date.</summary>
    public async Task<SessionItem?> FindAsync(string code, Guid itemKey, CancellationToken ct)
    {
        SessionItem? found = null;
        if (await items.OpenAsync(code, itemKey, SessionKind.KindKey, ct) is { } open)
        {
            found = new SessionItem(open.CourseId, code, open.CourseTitle, itemKey, open.Title, await ContentAsync(open.ContentId, ct));
        }
        else if (await items.DraftAsync(code, itemKey, SessionKind.KindKey, ct) is { } draft)
        {
            found = new SessionItem(draft.CourseId, code, draft.CourseTitle, itemKey, draft.Title, await ContentAsync(draft.ContentId, ct));
        }

        return found is not null && MayHoldIn(found.Content) ? found : null;
    }

    /// <summary>Whether they may hold a date that is this hospital's.</summary>
    public bool MayHold(Guid? hospitalId) => user.ScopeOf(Permissions.Hold).Country || (hospitalId is { } id && user.HospitalsOf(Permissions.Hold).Contains(id));

    /// <summary>Whether they may announce a date at all: in a hospital's course for that hospital, in everybody's for their own.</summary>
    public bool MayHoldIn(LiveSession content) => content.HospitalId is null ? user.Can(Permissions.Hold) : MayHold(content.HospitalId);

    /// <summary>The hospitals for which they may announce one; empty where there is no choice.</summary>
    public IReadOnlyCollection<Guid> Choices(LiveSession content)
        => content.HospitalId is not null || user.ScopeOf(Permissions.Hold).Country ? [] : user.HospitalsOf(Permissions.Hold);

    private Task<LiveSession> ContentAsync(Guid id, CancellationToken ct) => db.Set<LiveSession>().AsNoTracking().SingleAsync(s => s.Id == id, ct);
}
