using Microsoft.Extensions.Localization;
using Training.Courses.Authoring;
using Training.Courses.Contracts;
using Training.Courses.Enrolments;
using Training.Courses.Outline;
using Training.Modules;

namespace Training.Courses.Progress;

/// <summary>Opens items for the modules that bring them.</summary>
internal sealed class CourseItems(ICurrentUser user, LearnerCourses courses, Drafts drafts, RecordProgress progress, Enrol enrol, ConditionWords words, ItemKinds kinds, IStringLocalizer<Texts> texts) : ICourseItems
{
    public async Task<OpenItem?> OpenAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct)
    {
        if (await courses.FindAsync(courseCode, user.PersonId, ct) is not { } found
            || found.Standing.Items.FirstOrDefault(i => i.Item.Key == itemKey) is not { } standing || standing.Item.Kind != kind)
        {
            return null;
        }

        var (item, all) = (standing.Item, found.Standing.Items);
        var at = all.Index().First(i => i.Item.Item.Key == itemKey).Index;
        var isLocked = user.PersonId is not null && !found.MayLearn && !drafts.MayWrite(found.Course.HospitalId);
        string AddressOf(OutlineItem other) => kinds.Of(other.Kind).LearnAddress(courseCode, other.Key);
        return new OpenItem(
            found.Course.Id,
            courseCode,
            Show.Name(found.Course.TitleVi, found.Course.TitleEn),
            itemKey,
            item.ContentId,
            item.Display,
            user.PersonId,
            item.Finish == ItemFinish.Score ? item.LeastScore : null,
            isLocked ? [texts[$"Join.Locked.{found.Course.Joining}"]] : standing.IsOpen ? [] : await words.OfAsync(found.Standing.Outline, standing.Missing, item.Conditions.Any, ct),
            at > 0 ? AddressOf(all[at - 1].Item) : null,
            at + 1 < all.Count ? AddressOf(all[at + 1].Item) : null)
        {
            IsFinished = standing.IsFinished,
            Needs = isLocked ? [] : found.Standing.NeedsOnPhone(standing) ?? [],
        };
    }

    public Task<DraftItem?> DraftAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct) => drafts.FindItemAsync(courseCode, itemKey, kind, ct);

    public Task<DraftItem?> WrittenAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct) => drafts.FindWrittenAsync(courseCode, itemKey, kind, ct);

    public Task<IReadOnlyList<NamedItem>> WrittenAsync(string courseCode, string kind, CancellationToken ct) => drafts.FindWrittenAsync(courseCode, kind, ct);

    public async Task<IReadOnlyList<Guid>> LearnersAsync(string courseCode, CancellationToken ct) => await drafts.CourseAsync(courseCode, ct) is { } course ? await enrol.LearnersAsync(course.Id, ct) : [];

    public Task<DraftItem> ChangeAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct) => drafts.ChangeItemAsync(courseCode, itemKey, kind, ct);

    public Task RecordAsync(Guid personId, Guid courseId, Guid itemKey, ItemEvidence evidence, CancellationToken ct) => progress.AddAsync(personId, courseId, itemKey, evidence, ct);
}
