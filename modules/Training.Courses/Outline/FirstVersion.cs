using Microsoft.Extensions.Localization;
using Training.Courses.Catalogue;
using Training.Courses.Contracts;
using Training.Courses.Lessons;
using Training.Data;
using Training.Modules;

namespace Training.Courses.Outline;

internal sealed record LessonTitle(string Vi, string En, int Minutes);

/// <summary>An item beside lessons and quiz, which the course is finished without.</summary>
internal sealed record OtherItem(IItemKind Kind, Guid ContentId, string TitleVi, string TitleEn);

/// <summary>The first version of a course that has lessons and, below them, one quiz.</summary>
internal sealed class FirstVersion(TrainingDbContext db, IStringLocalizer<Texts> words)
{
    /// <summary>Adds and publishes it.</summary>
    /// <returns>Its items in order, the quiz last.</returns>
    public IReadOnlyList<Item> Add(Course course, DateTimeOffset at, IReadOnlyList<(Lesson Lesson, LessonTitle Title)> lessons, Guid quizId, int leastScore, IReadOnlyList<OtherItem>? others = null)
    {
        var version = new CourseVersion
        {
            CourseId = course.Id,
            Number = 1,
            TitleVi = course.TitleVi,
            TitleEn = course.TitleEn,
            SummaryVi = course.SummaryVi,
            SummaryEn = course.SummaryEn,
            Hours = course.Hours,
            CreditPeriods = course.CreditPeriods,
            BegunAt = at,
        };
        version.Publish(at, null, null, null);
        course.Publish(version, at);
        var (toRead, toCheck) = (InLanguages.Each(() => words["Course.Lessons"]), InLanguages.Each(() => words["Quiz"]));
        var reading = new Section { VersionId = version.Id, Number = 1, TitleVi = toRead[0], TitleEn = toRead[1] };
        var checking = new Section { VersionId = version.Id, Number = 2, TitleVi = toCheck[0], TitleEn = toCheck[1] };
        Item[] items =
        [
            .. lessons.Index().Select(l => ItemIn(reading, l.Index + 1, (LessonKind.KindKey, l.Item.Lesson.Id), (l.Item.Title.Vi, l.Item.Title.En), ItemFinish.Seen, l.Item.Title.Minutes, null)),
            ItemIn(checking, 1, ("quiz", quizId), (toCheck[0], toCheck[1]), ItemFinish.Score, null, leastScore),
        ];
        db.AddRange(version, reading, checking);
        db.AddRange(lessons.Select(l => l.Lesson));
        db.AddRange(items.AsEnumerable());
        if (others is { Count: > 0 })
        {
            var titles = InLanguages.Each(() => words["Course.Activities"]);
            var further = new Section { VersionId = version.Id, Number = 3, TitleVi = titles[0], TitleEn = titles[1] };
            db.Add(further);
            db.AddRange(others.Index().Select(o => ItemIn(
                further, o.Index + 1, (o.Item.Kind.Key, o.Item.ContentId), (o.Item.TitleVi, o.Item.TitleEn), o.Item.Kind.Finishes[0], null, o.Item.Kind.Finishes[0] == ItemFinish.Score ? leastScore : null, isRequired: false)));
        }

        return items;
    }

    private static Item ItemIn(Section section, int number, (string Kind, Guid Id) content, (string Vi, string En) title, ItemFinish finish, int? minutes, int? leastScore, bool isRequired = true) => new()
    {
        VersionId = section.VersionId,
        SectionId = section.Id,
        Key = Guid.CreateVersion7(),
        Number = number,
        Kind = content.Kind,
        ContentId = content.Id,
        TitleVi = title.Vi,
        TitleEn = title.En,
        Minutes = minutes,
        IsRequired = isRequired,
        Finish = finish,
        LeastScore = leastScore,
    };
}
