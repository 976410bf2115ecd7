using Microsoft.Extensions.Localization;
using Training.Courses.Authoring;
using Training.Courses.Contracts;
using Training.Courses.Enrolments;
using Training.Courses.Outline;
using Training.Modules;

namespace Training.Courses.Progress;

/// <summary>Opens items for the modules that bring them.</summary>
internal sealed class CourseItems(ICurrentUser user, LearnerCourses courses, Drafts drafts, RecordProgress progress, Enrol enrol, ConditionWords words, ItemKinds kinds, IStringLocalizer<Texts> texts, TimeProvider clock) : ICourseItems
{
    public async Task<OpenItem?> OpenAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct)
    {
        if (await courses.FindAsync(courseCode, user.PersonId, ct) is not { } found
            || found.Standing.Items.FirstOrDefault(i => i.Item.Key == itemKey) is not { } standing || standing.Item.Kind != kind)
        {
            return null;
        }

        var item = standing.Item;
        ItemStanding[] all = [.. found.Standing.Items.Where(i => i.IsAsked || i.IsFinished || i == standing)];
        var at = Array.IndexOf(all, standing);
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
            isLocked ? [texts[$"Join.Locked.{found.Course.Joining}"]] : standing.IsOpen ? [] : !standing.IsAsked ? [NotNow(item)] : await words.OfAsync(found.Standing.Outline, standing.Missing, item.Conditions.Any, ct),
            at > 0 ? AddressOf(all[at - 1].Item) : null,
            at + 1 < all.Length ? AddressOf(all[at + 1].Item) : null)
        {
            IsFinished = standing.IsFinished,
            Changed = item.AskedSince > 0 && !standing.IsFinished && item.Change is { } change ? texts["Item.Changed", change].Value : null,
            Needs = isLocked ? [] : found.Standing.NeedsOnPhone(standing) ?? [],
        };
    }

    private string NotNow(OutlineItem item)
    {
        var today = clock.Today();
        return item.ValidFrom > today ? texts["Item.From", Show.Date(item.ValidFrom.Value)] : item.HasEndedBy(today) ? texts["Item.Over", Show.Date(item.ValidTo!.Value)] : texts["Item.Instead"];
    }

    public Task<DraftItem?> DraftAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct) => drafts.FindItemAsync(courseCode, itemKey, kind, ct);

    public Task<DraftItem?> WrittenAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct) => drafts.FindWrittenAsync(courseCode, itemKey, kind, ct);

    public Task<IReadOnlyList<NamedItem>> WrittenAsync(string courseCode, string kind, CancellationToken ct) => drafts.FindWrittenAsync(courseCode, kind, ct);

    public async Task<IReadOnlyList<Guid>> LearnersAsync(string courseCode, CancellationToken ct) => await drafts.CourseAsync(courseCode, ct) is { } course ? await enrol.LearnersAsync(course.Id, ct) : [];

    public Task<DraftItem> ChangeAsync(string courseCode, Guid itemKey, string kind, CancellationToken ct) => drafts.ChangeItemAsync(courseCode, itemKey, kind, ct);

    public Task RecordAsync(Guid personId, Guid courseId, Guid itemKey, ItemEvidence evidence, CancellationToken ct) => progress.AddAsync(personId, courseId, itemKey, evidence, ct);
}
