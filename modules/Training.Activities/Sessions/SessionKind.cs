using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;

namespace Training.Activities.Sessions;

/// <summary>Makes live sessions items of courses.</summary>
internal sealed class SessionKind(TrainingDbContext db, IStringLocalizer<Texts> texts, TimeProvider clock)
    : ContentKind<LiveSession>(db, clock, KindKey, "calendar", "sessions")
{
    public const string KindKey = "session";

    private readonly TrainingDbContext _db = db;

    public override string Name => texts["Kind.session"];

    public override IReadOnlyList<ItemFinish> Finishes { get; } = [ItemFinish.Attended, ItemFinish.Nothing];

    /// <summary>Without a date nobody could come.</summary>
    public override async Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> ProblemsAsync(IReadOnlyCollection<Guid> contentIds, CancellationToken ct)
        => (await _db.Set<LiveSession>().AsNoTracking()
            .Where(s => contentIds.Contains(s.Id) && !_db.Set<SessionDate>().Any(d => d.SeriesId == s.SeriesId && d.CancelledAt == null))
            .Select(s => s.Id).ToListAsync(ct)).ToDictionary(id => id, _ => (IReadOnlyList<string>)[texts["Problem.NoDate"].Value]);

    protected override LiveSession New(string title, Guid? hospitalId) => new() { Title = title, HospitalId = hospitalId, SeriesId = Guid.CreateVersion7() };

    protected override LiveSession New(LiveSession before) => new() { Title = before.Title, HospitalId = before.HospitalId, SeriesId = before.SeriesId };

    protected override void Copy(LiveSession before, LiveSession copy)
    {
    }

    protected override IEnumerable<string> ProblemsOf(LiveSession content) => [];
}
