using Training.Courses.Contracts;
using Training.Courses.Outline;
using Training.Courses.Progress;

namespace Training.Tests.Courses;

/// <summary>Which items somebody is asked for, and when a course is finished.</summary>
public sealed class OutlineTests
{
    private static readonly Guid[] Keys = [.. Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7())];
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void LaterVersion_WithoutRequiredChange_AsksNothingOfWhoeverBeganBefore()
    {
        var begun = Version(1, [Item(0), Item(1)]);
        var later = Version(2, [Item(0) with { ContentId = Guid.CreateVersion7() }, Item(2)]);
        Assert.Equal(begun.Items, EffectiveOutline.Of([begun, later]).Items);
    }

    [Fact]
    public void RequiredChange_OfAnItemThatIsThere_TakesItsPlaceAndIsAskedAgain()
    {
        var changed = Item(0) with { ContentId = Guid.CreateVersion7(), IsRequiredChange = true, ChangeVi = "Liều mới" };
        var outline = EffectiveOutline.Of([Version(1, [Item(0), Item(1)]), Version(2, [changed, Item(1)])]);

        Assert.Equal([Keys[0], Keys[1]], outline.Items.Select(i => i.Key));
        Assert.Equal((changed.ContentId, 2), (outline.Items.First().ContentId, outline.Items.First().AskedSince));

        // Who did the old one has to do this, and this alone.
        var standing = CourseStanding.Of(outline, [Done(Item(0)), Done(Item(1))], null, Today);
        Assert.Equal([Keys[0]], standing.Items.Where(i => !i.IsFinished).Select(i => i.Item.Key));
        Assert.False(standing.IsComplete);
        Assert.True(CourseStanding.Of(outline, [Done(changed), Done(Item(1))], null, Today).IsComplete);
    }

    [Fact]
    public void RequiredChange_ThatIsNew_StandsWhereItsAuthorPutIt()
    {
        var added = Item(2) with { IsRequiredChange = true };
        Assert.Equal([Keys[0], Keys[2], Keys[1]], EffectiveOutline.Of([Version(1, [Item(0), Item(1)]), Version(2, [Item(0), added, Item(1)])]).Items.Select(i => i.Key));
        Assert.Equal([Keys[2], Keys[0]], EffectiveOutline.Of([Version(1, [Item(0)]), Version(2, [added, Item(0)])]).Items.Select(i => i.Key));

        // After one that learners of the first version do not have: in the section of the same place.
        Assert.Contains(Keys[2], EffectiveOutline.Of([Version(1, [Item(0)]), Version(2, [Item(0), Item(3), added])]).Items.Select(i => i.Key));
    }

    [Fact]
    public void RequiredChange_ChangedAgainLater_IsAskedInItsNewestForm()
    {
        var (second, third) = (Item(0) with { ContentId = Guid.CreateVersion7(), IsRequiredChange = true }, Item(0) with { ContentId = Guid.CreateVersion7(), IsRequiredChange = true });
        var outline = EffectiveOutline.Of([Version(1, [Item(0)]), Version(2, [second]), Version(3, [third])]);
        Assert.Equal((third.ContentId, 3), (outline.Items.Single().ContentId, outline.Items.Single().AskedSince));
        Assert.False(CourseStanding.Of(outline, [Done(second)], null, Today).IsComplete);
    }

    [Fact]
    public void Course_ThatAsksForNothing_IsNeverFinished()
        => Assert.False(CourseStanding.Of(Version(1, [Item(0) with { Finish = ItemFinish.Nothing }]), [Done(Item(0))], null, Today).IsComplete);

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 0, false)]
    [InlineData(1, 1, true)]
    [InlineData(2, 1, false)]
    public void Optional_SoManyAsAreAsked_FinishTheCourse(int asked, int done, bool complete)
    {
        var (first, second) = (Item(1) with { IsRequired = false }, Item(2) with { IsRequired = false });
        var outline = Version(1, [Item(0), first, second]) with { LeastOptional = asked };
        Assert.Equal(complete, CourseStanding.Of(outline, [Done(Item(0)), .. done > 0 ? [Done(first)] : Array.Empty<ItemProgress>()], null, Today).IsComplete);
    }

    [Fact]
    public void ItemWhoseTimeIsOver_IsReplaced_UnlessItWasDoneInTime()
    {
        var old = Item(0) with { ValidTo = Today.AddDays(-1), ReplacedBy = Keys[1] };
        var outline = Version(1, [old, Item(1), Item(2)]);
        Assert.Equal([Keys[1], Keys[2]], CourseStanding.Of(outline, [], null, Today).Items.Where(i => i.IsAsked).Select(i => i.Item.Key));
        Assert.Equal([Keys[2]], CourseStanding.Of(outline, [Done(old)], null, Today).Items.Where(i => i.IsAsked).Select(i => i.Item.Key));
        Assert.Equal([Keys[0], Keys[2]], CourseStanding.Of(outline, [], null, Today.AddDays(-1)).Items.Where(i => i.IsAsked).Select(i => i.Item.Key));
    }

    [Fact]
    public void ItemOutsideItsTime_IsClosed_AndDoneTooLateSparesNobodyItsReplacement()
    {
        var old = Item(0) with { ValidTo = Today.AddDays(-1), ReplacedBy = Keys[1] };
        var outline = Version(1, [old, Item(1), Item(2) with { ValidFrom = Today.AddDays(1) }]);
        Assert.Equal([Keys[1]], CourseStanding.Of(outline, [], null, Today).Items.Where(i => i.IsOpen).Select(i => i.Item.Key));

        var late = new ItemProgress { PersonId = Guid.Empty, CourseId = Guid.Empty, ItemKey = old.Key, ContentId = old.ContentId, FinishedAt = new DateTimeOffset(Today, TimeOnly.MinValue, TimeSpan.FromHours(7)), FinishedContentId = old.ContentId };
        Assert.Contains(Keys[1], CourseStanding.Of(outline, [late], null, Today).Items.Where(i => i.IsAsked).Select(i => i.Item.Key));

        // What was handed in stays in sight of whoever did.
        var handedIn = new ItemProgress { PersonId = Guid.Empty, CourseId = Guid.Empty, ItemKey = old.Key, ContentId = old.ContentId, SubmittedAt = DateTimeOffset.UnixEpoch };
        Assert.True(CourseStanding.Of(outline, [handedIn], null, Today).Items[0].IsOpen);
    }

    [Fact]
    public void Conditions_OnWhatNobodyCanDo_HoldNobodyUp()
    {
        var over = Item(0) with { ValidTo = Today.AddDays(-1) };
        var replaced = Item(1) with { ValidTo = Today.AddDays(-1), ReplacedBy = Keys[2] };
        OutlineItem After(ItemCondition condition) => Item(3) with { Conditions = new ItemConditions(false, [condition]) };
        bool Opens(ItemCondition condition, params ItemProgress[] progress)
            => CourseStanding.Of(Version(1, [over, replaced, Item(2), After(condition)]), progress, null, Today).Items[3].IsOpen;

        Assert.True(Opens(new ItemFinished(over.Key)));
        Assert.True(Opens(new ScoreReached(over.Key, 80)));
        Assert.True(Opens(new ScoreReached(Keys[5], 80)), "An item of another version.");
        Assert.False(Opens(new ItemFinished(replaced.Key)));
        Assert.True(Opens(new ItemFinished(replaced.Key), Done(Item(2))));
        Assert.False(Opens(new ScoreReached(replaced.Key, 80), Scored(2, 79)));
        Assert.True(Opens(new ScoreReached(replaced.Key, 80), Scored(2, 80)));
    }

    [Fact]
    public void Conditions_AllOrAny_OpenTheItem()
    {
        ItemCondition[] both = [new ItemFinished(Keys[0]), new ScoreReached(Keys[1], 80)];
        var (all, any) = (Item(2) with { Conditions = new ItemConditions(false, both) }, Item(3) with { Conditions = new ItemConditions(true, both) });
        var outline = Version(1, [Item(0), Item(1), all, any]);
        (bool All, bool Any) Open(params ItemProgress[] progress)
        {
            var items = CourseStanding.Of(outline, progress, null, Today).Items.ToDictionary(i => i.Item.Key, i => i.IsOpen);
            return (items[Keys[2]], items[Keys[3]]);
        }

        Assert.Equal((false, false), Open());
        Assert.Equal((false, true), Open(Done(Item(0))));
        Assert.Equal((false, false), Open(Scored(1, 79.9m)));
        Assert.Equal((false, true), Open(Scored(1, 80)));
        Assert.Equal((true, true), Open(Done(Item(0)), Scored(1, 80)));
    }

    [Fact]
    public void Conditions_DaysRolesAndStages_OpenTheItem()
    {
        var technique = Guid.CreateVersion7();
        bool Open(ItemCondition condition, LearnerPractice? practice = null)
            => CourseStanding.Of(Version(1, [Item(0) with { Conditions = new ItemConditions(false, [condition]) }]), [], practice, Today).Items.Single().IsOpen;
        Assert.Equal((true, false), (Open(new FromDay(Today)), Open(new FromDay(Today.AddDays(1)))));
        Assert.Equal((true, false), (Open(new UntilDay(Today)), Open(new UntilDay(Today.AddDays(-1)))));
        Assert.Equal((true, false, false), (Open(new HasRole(["BS", "DD"]), new([("DD")], [])), Open(new HasRole(["BS"]), new(["DD"], [])), Open(new HasRole(["BS"]))));
        Assert.All("OASI", stage => Assert.Equal("OASI".IndexOf(stage, StringComparison.Ordinal) >= 2, Open(new StageReached(technique, "S"), new([], [(technique, $"{stage}")]))));
        Assert.False(Open(new StageReached(technique, "O"), new([], [(Guid.CreateVersion7(), "I")])));
    }

    [Fact]
    public void Conditions_AsTheyAreStored_ComeBackAsTheyWere()
    {
        var conditions = new ItemConditions(true, [new ItemFinished(Keys[0]), new ScoreReached(Keys[1], 70), new FromDay(Today), new UntilDay(Today), new HasRole(["BS", "DD"]), new StageReached(Keys[2], "S")]);
        Assert.Equal(conditions, ItemConditions.Parse(conditions.ToJson()));
        Assert.Equal(ItemConditions.None, ItemConditions.Parse(ItemConditions.None.ToJson()));
    }

    [Fact]
    public void Score_OfTheCourse_IsTheMeanOfWhatIsFinishedByAScore()
    {
        var outline = Version(1, [Item(0) with { Finish = ItemFinish.Score }, Item(1) with { Finish = ItemFinish.Score }, Item(2)]);
        Assert.Null(CourseStanding.Of(outline, [], null, Today).Score);
        Assert.Equal(85, CourseStanding.Of(outline, [Scored(0, 80), Scored(1, 90), Scored(2, 10)], null, Today).Score);
    }

    private static OutlineItem Item(int number)
        => new(Keys[number], "lesson", Keys[number], $"Bài {number}", null, 5, true, ItemFinish.Seen, null, ItemConditions.None, null, null, null, false, null, null) { FromVersion = 1 };

    private static VersionOutline Version(int number, IReadOnlyList<OutlineItem> items) => new(Guid.CreateVersion7(), number, 0, [new OutlineSection(Guid.CreateVersion7(), "Phần 1", null, items)]);

    private static ItemProgress Done(OutlineItem item)
        => new() { PersonId = Guid.Empty, CourseId = Guid.Empty, ItemKey = item.Key, ContentId = item.ContentId, FinishedAt = DateTimeOffset.UnixEpoch, FinishedContentId = item.ContentId };

    private static ItemProgress Scored(int number, decimal score) => new() { PersonId = Guid.Empty, CourseId = Guid.Empty, ItemKey = Keys[number], ContentId = Keys[number], Score = score };
}
