using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;
using Training.Scorm;
using Training.Scorm.Authoring;
using Training.Tests.Support;

namespace Training.Tests.Scorm;

/// <summary>A course with one item, a package: what the tests of this folder need of a course, and no more.</summary>
internal sealed class CourseOfTests
{
    public const string Code = "LT-GKT-09";

    public static readonly Guid ItemKey = Guid.Parse("0193b2c4-aaaa-7bbb-8ccc-abcdefabcdef");

    /// <summary>The content of the item.</summary>
    public Guid? ContentId { get; set; }

    public int? LeastScore { get; init; } = 80;

    public bool IsLocked { get; set; }

    /// <summary>What the course was told, once it was stored.</summary>
    public List<(Guid PersonId, Guid CourseId, Guid ItemKey, ItemEvidence Evidence)> Told { get; } = [];

    public static string Learn => $"/courses/{Code}/scorm/{ItemKey}";

    public static string Write => Learn + "/edit";

    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton(this);
        services.AddScoped<ICourseItems, Items>();
    }

    /// <summary>The author adds the item.</summary>
    public Task BeginAsync(Site site) => site.DataAsync(async (db, services) =>
    {
        await db.WriteAsync(async ct => ContentId = await services.GetServices<IItemKind>().Single(k => k.Key == ScormKind.Name).CreateAsync("Vô khuẩn", null, ct), CancellationToken.None);
        return true;
    });

    private sealed class Items(TrainingDbContext db, ICurrentUser user, CourseOfTests course, IServiceProvider services) : ICourseItems
    {
        public async Task<OpenItem?> OpenAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct) => courseCode != Code || itemKey != ItemKey || kind != ScormKind.Name || course.ContentId is null ? null
            : new OpenItem(await CourseIdAsync(ct), Code, "Khóa học", itemKey, course.ContentId.Value, "Vô khuẩn", user.PersonId, course.LeastScore, course.IsLocked ? ["Bài 1"] : [], "/courses/" + Code, null);

        public async Task<DraftItem?> DraftAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct) => courseCode != Code || itemKey != ItemKey || kind != ScormKind.Name ? null
            : new DraftItem(await CourseIdAsync(ct), Code, "Khóa học", itemKey, course.ContentId!.Value, "Vô khuẩn", null);

        public Task<DraftItem?> WrittenAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct) => DraftAsync(courseCode, itemKey, kind, ct);

        public Task<IReadOnlyList<NamedItem>> WrittenAsync(string courseCode, string kind, CancellationToken ct) => Task.FromResult<IReadOnlyList<NamedItem>>([]);

        public Task<IReadOnlyList<Guid>> LearnersAsync(string courseCode, CancellationToken ct) => Task.FromResult<IReadOnlyList<Guid>>([]);

        public async Task<DraftItem> ChangeAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct)
        {
            var content = await db.ScormContents.SingleAsync(c => c.Id == course.ContentId, ct);
            if (content.FrozenAt is not null)
            {
                var copy = await services.GetServices<IItemKind>().Single(k => k.Key == kind).CopyAsync(content.Id, ct);
                await db.SaveChangesAsync(ct);
                course.ContentId = copy;
            }

            return (await DraftAsync(courseCode, itemKey, kind, ct))!;
        }

        public Task RecordAsync(Guid personId, Guid courseId, Guid itemKey, ItemEvidence evidence, CancellationToken ct)
        {
            db.AfterCommit(() => course.Told.Add((personId, courseId, itemKey, evidence)));
            return Task.CompletedTask;
        }

        private Task<Guid> CourseIdAsync(CancellationToken ct) => db.Courses.Where(c => c.Code == Code).Select(c => c.Id).SingleAsync(ct);
    }
}
