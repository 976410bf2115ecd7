using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Training.Questions.Formats;
using Training.Questions.Model;

namespace Training.Questions.Editing;

/// <summary>What the form of a question carries, whatever its type; each type uses a part of it.</summary>
internal sealed class QuestionInput
{
    [StringLength(FileLimits.NameLength), Display(Name = "Field.Name")]
    public string? Name { get; set; }

    [Display(Name = "Field.Hospital")]
    public Guid? HospitalId { get; set; }

    [StringLength(BodyLimits.TextLength), Display(Name = "Field.Text")]
    public string? Text { get; set; }

    [StringLength(BodyLimits.TextLength), Display(Name = "Field.TextEn")]
    public string? TextEn { get; set; }

    [StringLength(BodyLimits.ShortLength), Display(Name = "Field.Feedback")]
    public string? Feedback { get; set; }

    [StringLength(BodyLimits.ShortLength), Display(Name = "Field.FeedbackEn")]
    public string? FeedbackEn { get; set; }

    /// <summary>One in a line; English behind two bars.</summary>
    [StringLength(BodyLimits.ShortLength * 3), Display(Name = "Field.Hints")]
    public string? Hints { get; set; }

    /// <summary>In percent.</summary>
    [StringLength(12), Display(Name = "Field.Penalty")]
    public string? Penalty { get; set; }

    [StringLength(1_000), Display(Name = "Field.Tags")]
    public string? Tags { get; set; }

    [Display(Name = "Field.Techniques")]
    public IList<Guid> Techniques { get; set; } = [];

    [Display(Name = "Field.Shuffle")]
    public bool Shuffle { get; set; } = true;

    [Display(Name = "Field.Answer")]
    public bool? Answer { get; set; }

    [StringLength(BodyLimits.ShortLength), Display(Name = "Field.WhenTrue")]
    public string? WhenTrue { get; set; }

    [StringLength(BodyLimits.ShortLength), Display(Name = "Field.WhenFalse")]
    public string? WhenFalse { get; set; }

    [EnumDataType(typeof(OrderingRule)), Display(Name = "Field.Rule")]
    public OrderingRule Rule { get; set; } = OrderingRule.AbsolutePosition;

    [Display(Name = "Field.MatchCase")]
    public bool MatchCase { get; set; }

    [Display(Name = "Field.IgnoreDiacritics")]
    public bool IgnoreDiacritics { get; set; }

    /// <summary>One in a line, <c>kPa = 0.133</c>.</summary>
    [StringLength(600), Display(Name = "Field.Units")]
    public string? Units { get; set; }

    [EnumDataType(typeof(UnitRule)), Display(Name = "Field.UnitRule")]
    public UnitRule UnitRule { get; set; }

    [StringLength(12), Display(Name = "Field.UnitPenalty")]
    public string? UnitPenalty { get; set; }

    [StringLength(BodyLimits.ShortLength), Display(Name = "Field.Otherwise")]
    public string? Otherwise { get; set; }

    [Display(Name = "Field.Picture")]
    public IFormFile? Picture { get; set; }

    [StringLength(BodyLimits.ShortLength), Display(Name = "Field.Alternative")]
    public string? Alternative { get; set; }

    [StringLength(BodyLimits.ShortLength), Display(Name = "Field.MarkerNotes")]
    public string? MarkerNotes { get; set; }

    [StringLength(BodyLimits.ShortLength), Display(Name = "Field.Template")]
    public string? Template { get; set; }

    /// <summary>Of a question of a vignette beside the others.</summary>
    [Range(1, 100), Display(Name = "Field.Weight")]
    public int Weight { get; set; } = 1;

    public IList<RowInput> Rows { get; set; } = [];

    [StringLength(300), Display(Name = "Field.Reason")]
    public string? Reason { get; set; }

    public int Version { get; set; }
}

/// <summary>An option, a pair, an answer, a gap, a region or a criterion.</summary>
internal sealed class RowInput
{
    [StringLength(BodyLimits.ShortLength), Display(Name = "Row.Cell")]
    public string? Text { get; set; }

    [StringLength(BodyLimits.ShortLength), Display(Name = "Row.Cell")]
    public string? TextEn { get; set; }

    public bool Right { get; set; }

    /// <summary>In percent; empty where <see cref="Right"/> says enough.</summary>
    [StringLength(12), Display(Name = "Row.Cell")]
    public string? Percent { get; set; }

    [StringLength(BodyLimits.ShortLength), Display(Name = "Row.Cell")]
    public string? Feedback { get; set; }

    [StringLength(BodyLimits.ShortLength), Display(Name = "Row.Cell")]
    public string? FeedbackEn { get; set; }

    [StringLength(BodyLimits.ShortLength), Display(Name = "Row.Cell")]
    public string? Match { get; set; }

    [StringLength(BodyLimits.ShortLength), Display(Name = "Row.Cell")]
    public string? MatchEn { get; set; }

    [StringLength(40), Display(Name = "Row.Cell")]
    public string? Number { get; set; }

    [StringLength(40), Display(Name = "Row.Cell")]
    public string? Tolerance { get; set; }

    /// <summary>Of a gap: MC, SA, SAC, NM.</summary>
    [StringLength(3), Display(Name = "Row.Cell")]
    public string? Kind { get; set; }

    public bool IgnoreDiacritics { get; set; }

    [StringLength(4_000), Display(Name = "Row.Cell")]
    public string? Lines { get; set; }

    [Range(1, 100), Display(Name = "Field.Weight")]
    public int Weight { get; set; } = 1;

    [EnumDataType(typeof(RegionShape))]
    public RegionShape Shape { get; set; }

    [StringLength(12), Display(Name = "Row.Cell")]
    public string? X { get; set; }

    [StringLength(12), Display(Name = "Row.Cell")]
    public string? Y { get; set; }

    [StringLength(12), Display(Name = "Row.Cell")]
    public string? Width { get; set; }

    [StringLength(12), Display(Name = "Row.Cell")]
    public string? Height { get; set; }

    /// <summary>Nobody wrote anything in it.</summary>
    public bool IsBlank => new[] { Text, TextEn, Percent, Feedback, FeedbackEn, Match, MatchEn, Number, Tolerance, Lines, X, Y, Width, Height }.All(string.IsNullOrWhiteSpace);
}
