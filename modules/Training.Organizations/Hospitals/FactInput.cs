using System.ComponentModel.DataAnnotations;
using Training.Modules;
using Training.Organizations.History;

namespace Training.Organizations.Hospitals;

/// <summary>The fields of one dated record.</summary>
internal sealed class FactInput
{
    [Required, StringLength(200), Display(Name = "Fact.Value")]
    public string Value { get; set; } = "";

    [StringLength(200), Display(Name = "Hospital.NameEn")]
    public string? ValueEn { get; set; }

    [Display(Name = "Fact.From")]
    public DateOnly? From { get; set; }

    [Display(Name = "Fact.To")]
    public DateOnly? To { get; set; }

    [StringLength(200), Display(Name = "Fact.Reference")]
    public string? Reference { get; set; }

    [StringLength(500), Display(Name = "Fact.Note")]
    public string? Note { get; set; }

    /// <summary>Takes the record out instead.</summary>
    public bool Remove { get; set; }

    public int Version { get; set; }

    public static FactInput Of(HospitalFact? fact) => fact is null ? new() : new()
    {
        Value = fact.ProvinceId?.ToString() ?? fact.Value,
        ValueEn = fact.ValueEn,
        From = fact.From == Dated.Always ? null : fact.From,
        To = fact.To,
        Reference = fact.Reference,
        Note = fact.Note,
    };

    /// <summary>Fills the record in. Without a first day it holds since before anything was recorded.</summary>
    /// <exception cref="RuleViolation">A day can not be meant, or the value is none of those allowed.</exception>
    public void ApplyTo(HospitalFact fact, IReadOnlySet<string> allowed, DateOnly today)
    {
        var value = Value.Trim();
        if (allowed.Count > 0 && !allowed.Contains(value))
        {
            throw new RuleViolation("Fact.UnknownValue") { Field = "Input.Value" };
        }

        if (fact.Kind == FactKind.TrainingUnitCode && value.Length > 20)
        {
            throw new RuleViolation("Fact.CodeTooLong", 20) { Field = "Input.Value" };
        }

        fact.ProvinceId = fact.Kind == FactKind.Province ? Guid.Parse(value) : null;
        fact.Value = fact.Kind == FactKind.Province ? "" : value;
        fact.ValueEn = fact.Kind == FactKind.Name ? ValueEn?.Trim() : null;
        fact.From = From is null ? Dated.Always : Days.Checked(From, today, "Input.From");
        fact.To = To is null ? null : Days.Checked(To, today, "Input.To");
        fact.Reference = Reference;
        fact.Note = Note;
    }
}
