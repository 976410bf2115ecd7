using Microsoft.Extensions.Localization;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Logbook.Phone;

/// <summary>One answer of several.</summary>
internal sealed record KitOption(string Value, string Label, string? About = null, IReadOnlyList<KitOption>? Options = null);

/// <summary>Shown only while another field has a value.</summary>
internal sealed record KitWhen(string Name, string Value);

/// <summary>One field of the form, with its words; what the members mean stands in <c>wwwroot/phone/kit.js</c>.</summary>
internal sealed record KitField(string Name, string Kind, string Label)
{
    public string? Look { get; init; }

    public string? Hint { get; init; }

    public IReadOnlyList<KitOption>? Options { get; init; }

    public string? Missing { get; init; }

    public KitWhen? When { get; init; }

    public int? Max { get; init; }

    /// <summary>What goes without saying.</summary>
    public string? Usual { get; init; }
}

internal sealed record KitSection(string? Title, string? About, bool Folded, IReadOnlyList<KitField> Fields);

/// <summary>The form of a case as a phone draws it: the fields of <c>_CaseFields</c> and <c>_CaseMore</c>, in their order and with their words.</summary>
internal sealed class KitFields(IStringLocalizer<Texts> texts, IStringLocalizer<Vocabulary> words, IStringLocalizerFactory factory)
{
    private readonly IStringLocalizer _all = factory.OfModule(typeof(KitFields).Assembly.GetName().Name!);

    public IReadOnlyList<KitSection> Of(CaseFormView view) =>
    [
        new(null, null, false, [Technique(view), Stage(), .. Day(), Place(view), Supervision(), .. LiveVideo(), .. Recorded(), .. ChartReview()]),
        new(texts["Field.Case"], texts["Optional.UntilSigned"], false, [Radio<Outcome>("Outcome"), Radio<CaseSetting>("Setting", "tight"), Radio<AgeBand>("AgeBand", "tight")]),
        new(texts["More"], texts["Optional"], true, [.. More(view)]),
    ];

    private static string NameOf(string field) => $"Input.{field}";

    private KitField Field(string field, string kind) => new(NameOf(field), kind, texts[$"Field.{field}"]);

    private string Required(string label) => _all["Validation.Required", texts[$"Field.{label}"].Value];

    private IReadOnlyList<KitOption> Options<T>(bool about = false)
        where T : struct, Enum
        => [.. Enum.GetValues<T>().Select(value => new KitOption($"{value}", texts[$"{typeof(T).Name}.{value}"], about ? texts[$"{typeof(T).Name}.{value}.About"].Value : null))];

    private KitField Radio<T>(string field, string? look = null)
        where T : struct, Enum
        => Field(field, "radio") with { Look = look, Options = Options<T>() };

    private KitField Technique(CaseFormView view) => new(NameOf("Choice"), "radio", texts["Field.Technique"])
    {
        Look = "one",
        Options = [.. view.Choices.Select(choice => new KitOption(choice.Key, choice.Technique, AboutOf(choice)))],
        Missing = Required("Technique"),
    };

    private string AboutOf(CaseChoice choice) => choice.PausedFrom is { } paused
        ? $"{choice.Participation.Transfer.Code} · {texts["Independence.Paused", Show.Date(paused)].Value}"
        : choice.Participation.Transfer.Code;

    private KitField Stage() => Field("Stage", "radio") with
    {
        Options = [.. Enum.GetValues<Stage>().Select(stage => new KitOption($"{stage}", words[$"Stage.{stage}"], words[$"Stage.{stage}.About"]))],
        Missing = Required("Stage"),
    };

    private IEnumerable<KitField> Day() =>
    [
        Radio<CaseDay>("Day", "tight") with { Missing = Required("Day") },
        new(NameOf("PerformedOn"), "date", texts["Field.Date"]) { When = new(NameOf("Day"), nameof(CaseDay.Other)), Missing = texts["Case.DateMissing"] },
    ];

    private KitField Place(CaseFormView view) => Field("Place", "radio") with
    {
        Look = "one",
        Options = [new(nameof(CasePlace.Receiving), view.Receiving), new(nameof(CasePlace.Giving), view.Giving)],
        Missing = Required("Place"),
    };

    private KitField Supervision() => Field("Supervision", "radio") with { Options = Options<Supervision>(about: true), Missing = Required("Supervision") };

    private IEnumerable<KitField> LiveVideo()
    {
        var when = new KitWhen(NameOf("Supervision"), nameof(Content.Supervision.LiveVideo));
        yield return new(NameOf("Consent"), "one", texts["Consent.Given"]) { When = when, Missing = texts["Case.Video.Consent"] };
        yield return Field("Responsible", "text") with { When = when, Hint = texts["Responsible.Hint"], Max = 120, Missing = texts["Case.Video.Responsible"] };
        yield return Field("MentorFrom", "time") with { When = when, Missing = texts["Case.Video.Times"] };
        yield return Field("MentorTo", "time") with { When = when, Missing = texts["Case.Video.Times"] };
        yield return Radio<LineQuality>("Line", "tight") with { When = when, Missing = texts["Case.Video.Line"] };
    }

    private IEnumerable<KitField> Recorded()
    {
        var when = new KitWhen(NameOf("Supervision"), nameof(Content.Supervision.Recorded));
        yield return Field("Recording", "text") with { When = when, Hint = texts["Recording.Hint"], Max = 60, Missing = texts["Case.Recording.Code"] };
        yield return Field("Minutes", "number") with { When = when, Max = 1440, Missing = texts["Case.Recording.Minutes"] };
    }

    private IEnumerable<KitField> ChartReview() =>
    [
        Field("Chart", "check") with { When = new(NameOf("Supervision"), nameof(Content.Supervision.ChartReview)), Options = Options<ChartPart>(), Missing = texts["Case.Chart.Parts"] },
    ];

    private IEnumerable<KitField> More(CaseFormView view)
    {
        yield return Radio<Complexity>("Complexity", "tight");
        yield return Field("OwnRating", "radio") with { Look = "tight", Hint = texts["OwnRating.Scale"], Options = [.. Enumerable.Range(1, 5).Select(level => new KitOption($"{level}", $"{level}"))] };
        yield return Radio<Sex>("Sex", "tight");
        yield return Field("Complications", "check") with { Look = "small", Options = Options<Complication>() };
        yield return Field("ComplicationManaged", "radio") with { Look = "tight", Options = [new("true", texts["Yes"]), new("false", texts["No"])] };
        yield return Field("ConvertedTo", "text") with { Max = 120 };
        yield return Field("Role", "radio") with { Options = [.. view.Roles.Select(role => new KitOption($"{role}", texts[$"CaseRole.{role}"]))] };
        if (view.Mentors.Count > 0)
        {
            yield return Field("Mentor", "select") with
            {
                Hint = texts["Mentor.Hint"],
                Options = [new("", texts["Mentor.Any"]), .. view.Mentors.Select(mentor => new KitOption($"{mentor.PersonId}", mentor.Name))],
            };
        }

        yield return Field("DayNumber", "number") with { Hint = texts["DayNumber.Hint"], Max = CaseChecks.MostOfADay, Usual = "1" };
        yield return Field("Further", "selects") with
        {
            Options = [.. view.Choices.DistinctBy(c => c.TechniqueId).Select(choice => new KitOption("", choice.Technique, null,
            [
                new("", texts["Further.None"]),
                .. Enum.GetValues<Stage>().Select(stage => new KitOption(CaseInput.KeyOf(new Done(choice.TechniqueId, stage)), words[$"Stage.{stage}.Short"])),
            ]))],
        };
        yield return Field("Note", "area") with { Hint = texts["Note.Hint"], Max = 500 };
    }
}
