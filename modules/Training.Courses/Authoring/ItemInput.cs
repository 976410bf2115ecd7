using System.ComponentModel.DataAnnotations;
using Training.Courses.Contracts;
using Training.Courses.Outline;
using Training.Modules;

namespace Training.Courses.Authoring;

/// <summary>What an author says about one item.</summary>
internal sealed class ItemInput
{
    [Required, StringLength(200), Display(Name = "Field.TitleVi")]
    public string? TitleVi { get; set; }

    [StringLength(200), Display(Name = "Field.TitleEn")]
    public string? TitleEn { get; set; }

    [Range(1, 600), Display(Name = "Field.Minutes")]
    public int? Minutes { get; set; }

    [Display(Name = "Field.IsRequired")]
    public bool IsRequired { get; set; }

    [Required, EnumDataType(typeof(ItemFinish)), Display(Name = "Field.Finish")]
    public ItemFinish? Finish { get; set; }

    [Range(0, 100), Display(Name = "Field.LeastScore")]
    public int? LeastScore { get; set; }

    /// <summary>Items that come first.</summary>
    public List<Guid> After { get; set; } = [];

    [Display(Name = "Field.ScoreIn")]
    public Guid? ScoreIn { get; set; }

    [Range(1, 100), Display(Name = "Field.ScoreLeast")]
    public int? ScoreLeast { get; set; }

    [Display(Name = "Field.OpensOn")]
    public DateOnly? OpensOn { get; set; }

    [Display(Name = "Field.ClosesOn")]
    public DateOnly? ClosesOn { get; set; }

    public List<string> Roles { get; set; } = [];

    [Display(Name = "Field.StageTechnique")]
    public Guid? StageTechnique { get; set; }

    [RegularExpression("[OASI]"), Display(Name = "Field.Stage")]
    public string? Stage { get; set; }

    /// <summary>One of the conditions is enough.</summary>
    public bool Any { get; set; }

    [Display(Name = "Field.ValidFrom")]
    public DateOnly? ValidFrom { get; set; }

    [Display(Name = "Field.ValidTo")]
    public DateOnly? ValidTo { get; set; }

    [Display(Name = "Field.ReplacedBy")]
    public Guid? ReplacedBy { get; set; }

    public bool IsRequiredChange { get; set; }

    [StringLength(1000), Display(Name = "Field.ChangeVi")]
    public string? ChangeVi { get; set; }

    [StringLength(1000), Display(Name = "Field.ChangeEn")]
    public string? ChangeEn { get; set; }

    public static ItemInput Of(OutlineItem item) => new()
    {
        TitleVi = item.TitleVi,
        TitleEn = item.TitleEn,
        Minutes = item.Minutes,
        IsRequired = item.IsRequired,
        Finish = item.Finish,
        LeastScore = item.LeastScore,
        After = [.. item.Conditions.List.OfType<ItemFinished>().Select(c => c.Item)],
        ScoreIn = item.Conditions.List.OfType<ScoreReached>().FirstOrDefault()?.Item,
        ScoreLeast = item.Conditions.List.OfType<ScoreReached>().FirstOrDefault()?.Least,
        OpensOn = item.Conditions.List.OfType<FromDay>().FirstOrDefault()?.Day,
        ClosesOn = item.Conditions.List.OfType<UntilDay>().FirstOrDefault()?.Day,
        Roles = [.. item.Conditions.List.OfType<HasRole>().SelectMany(c => c.Roles)],
        StageTechnique = item.Conditions.List.OfType<StageReached>().FirstOrDefault()?.TechniqueId,
        Stage = item.Conditions.List.OfType<StageReached>().FirstOrDefault()?.Stage,
        Any = item.Conditions.Any,
        ValidFrom = item.ValidFrom,
        ValidTo = item.ValidTo,
        ReplacedBy = item.ReplacedBy,
        IsRequiredChange = item.IsRequiredChange,
        ChangeVi = item.ChangeVi,
        ChangeEn = item.ChangeEn,
    };

    /// <summary>Once it is valid.</summary>
    /// <param name="item">The item of the draft.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="techniques">Those that can be asked for.</param>
    /// <exception cref="RuleViolation">Something is said that can not be.</exception>
    public void To(Item item, VersionOutline draft, IItemKind kind, IReadOnlyCollection<Guid> techniques)
    {
        Require(kind.Finishes.Contains(Finish!.Value), "Item.FinishWrong", nameof(Finish));
        Require(Finish != ItemFinish.Score || LeastScore is not null, "Item.LeastScoreMissing", nameof(LeastScore));
        Guid[] asked = [.. After, .. new[] { ScoreIn, ReplacedBy }.OfType<Guid>()];
        Require(asked.All(key => key != item.Key && draft.Find(key) is not null), "Item.OtherGone", nameof(After));
        Require(ScoreIn is null == ScoreLeast is null, "Item.ScoreIncomplete", nameof(ScoreLeast));
        Require(StageTechnique is null == string.IsNullOrEmpty(Stage), "Item.StageIncomplete", nameof(Stage));
        Require(StageTechnique is not { } technique || techniques.Contains(technique), "Item.OtherGone", nameof(StageTechnique));
        Require(Roles.All(TeamRoles.Contains), "Item.OtherGone", nameof(Roles));
        Require(OpensOn is null || ClosesOn is null || OpensOn <= ClosesOn, "Item.DaysWrong", nameof(ClosesOn));
        Require(ValidFrom is null || ValidTo is null || ValidFrom <= ValidTo, "Item.DaysWrong", nameof(ValidTo));
        Require(ReplacedBy is null || ValidTo is not null, "Item.ReplacedWithoutEnd", nameof(ValidTo));
        Require(!IsRequiredChange || AboutInput.Clean(ChangeVi) is not null, "Item.ChangeMissing", nameof(ChangeVi));
        (item.TitleVi, item.TitleEn, item.Minutes) = (AboutInput.Clean(TitleVi)!, AboutInput.Clean(TitleEn), Minutes);
        (item.IsRequired, item.Finish, item.LeastScore) = (IsRequired, Finish!.Value, Finish == ItemFinish.Score ? LeastScore : null);
        (item.ValidFrom, item.ValidTo, item.ReplacedBy) = (ValidFrom, ValidTo, ReplacedBy);
        (item.IsRequiredChange, item.ChangeVi, item.ChangeEn) = (IsRequiredChange, IsRequiredChange ? AboutInput.Clean(ChangeVi) : null, IsRequiredChange ? AboutInput.Clean(ChangeEn) : null);
        item.Conditions = new ItemConditions(Any, [.. Conditions()]);
    }

    /// <summary>The roles of teams that take a technique over.</summary>
    public static IReadOnlyList<string> TeamRoles { get; } = ["BS", "GMHS", "DD", "KTV", "KSVL", "DS"];

    private IEnumerable<ItemCondition> Conditions()
    {
        foreach (var key in After.Distinct())
        {
            yield return new ItemFinished(key);
        }

        if (ScoreIn is { } scored)
        {
            yield return new ScoreReached(scored, ScoreLeast!.Value);
        }

        if (OpensOn is { } from)
        {
            yield return new FromDay(from);
        }

        if (ClosesOn is { } until)
        {
            yield return new UntilDay(until);
        }

        if (Roles.Count > 0)
        {
            yield return new HasRole([.. Roles.Distinct()]);
        }

        if (StageTechnique is { } technique)
        {
            yield return new StageReached(technique, Stage!);
        }
    }

    private static void Require(bool holds, string key, string field)
    {
        if (!holds)
        {
            throw new RuleViolation(key) { Field = $"Input.{field}" };
        }
    }
}
