using Microsoft.Extensions.Localization;
using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Logbook.Redaction;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;

namespace Training.Logbook.Content;

/// <summary>One line of what was said about a case, in words.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Value">What was said.</param>
internal sealed record Fact(string Label, string Value)
{
    /// <summary>What the version before said; null where it said nothing about it.</summary>
    public string? Before { get; init; }

    /// <summary>The version before said something else.</summary>
    public bool IsChanged { get; init; }

    /// <summary>Where the file is that the line is about; null where it is about none.</summary>
    public string? Address { get; init; }

    /// <summary>Patient data was removed from it, or is to be.</summary>
    public bool IsRedacted { get; init; }
}

/// <summary>
/// Puts a version into words: everything that is hashed, and nothing else, so that whoever signs has seen what they sign; but nothing that was
/// removed or that somebody has asked to remove. One statement, two where a mentor was named.
/// </summary>
internal sealed class CaseFacts(ITechniques techniques, IOrganizations organizations, IPeople people, Redactions redactions, IStringLocalizer<Texts> texts, IStringLocalizer<Vocabulary> words)
{
    public async Task<IReadOnlyList<Fact>> OfAsync(EntryVersion version, CancellationToken ct) => (await OfAllAsync([version], ct))[version.Id];

    /// <summary>The facts of several versions; where one follows another of the same entry, with the difference.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Fact>>> OfAllAsync(IReadOnlyCollection<EntryVersion> versions, CancellationToken ct)
        => await OfAllAsync(versions, await redactions.OfAsync([.. versions.Select(v => v.EntryId)], ct), ct);

    /// <inheritdoc cref="OfAllAsync(IReadOnlyCollection{EntryVersion}, CancellationToken)"/>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Fact>>> OfAllAsync(IReadOnlyCollection<EntryVersion> versions, CaseRedactions known, CancellationToken ct)
    {
        var catalogue = await techniques.GetAsync(ct);
        var directory = await organizations.GetAsync(ct);
        var named = await people.FindAsync(versions.Select(v => v.MentorPersonId).OfType<Guid>(), ct);
        IReadOnlyList<Fact> Said(EntryVersion version) => [.. Of(version, catalogue, directory, named, known)];
        var plain = versions.ToDictionary(v => (v.EntryId, v.Number), Said);
        return versions.ToDictionary(
            v => v.Id,
            v => plain.TryGetValue((v.EntryId, v.Number - 1), out var before) ? Difference(before, plain[(v.EntryId, v.Number)]) : plain[(v.EntryId, v.Number)]);
    }

    private static IReadOnlyList<Fact> Difference(IReadOnlyList<Fact> before, IReadOnlyList<Fact> now)
    {
        var old = before.ToLookup(fact => fact.Label, fact => fact.Value);
        string? Was(string label) => old.Contains(label) ? string.Join(", ", old[label]) : null;
        var changed = now.Select(fact => Was(fact.Label) is var was && was == fact.Value ? fact : fact with { Before = was, IsChanged = true });
        var gone = before.Where(fact => now.All(other => other.Label != fact.Label)).Select(fact => new Fact(fact.Label, "–") { Before = fact.Value, IsChanged = true });
        return [.. changed, .. gone];
    }

    private IEnumerable<Fact> Of(EntryVersion version, TechniqueCatalogue catalogue, OrganizationDirectory directory, IReadOnlyDictionary<Guid, PersonInfo> named, CaseRedactions known)
    {
        Fact Line(string label, string value) => new(texts[label], value);
        string Word<T>(T value) => texts[$"{typeof(T).Name}.{value}"];
        yield return Line("Field.Technique", catalogue.Technique(version.TechniqueId).Display);
        yield return Line("Content.Stage", words[$"Stage.{version.Stage}"]);
        foreach (var further in version.Further.OrderBy(f => f.Position))
        {
            yield return Line("Field.Further", $"{catalogue.Technique(further.TechniqueId).Display} · {words[$"Stage.{further.Stage}.Short"].Value}");
        }

        yield return Line("Field.Role", Word(version.Role));
        yield return Line("Field.Date", version.DayNumber == 1 ? Show.Date(version.PerformedOn) : texts["Content.NthOfDay", Show.Date(version.PerformedOn), version.DayNumber]);
        yield return Line("Field.Place", directory.HospitalOn(version.PlaceHospitalId, version.PerformedOn).Display);
        if (version.Supervision is { } supervision)
        {
            yield return Line("Field.Supervision", Word(supervision));
        }

        if (version.MentorPersonId is { } mentor && named.TryGetValue(mentor, out var person))
        {
            yield return Line("Field.Mentor", person.Display);
        }

        foreach (var fact in Evidence(version, known))
        {
            yield return fact;
        }

        string?[] said =
        [
            version.AgeBand is { } age ? texts["Content.Age", Word(age)].Value : null,
            version.Sex is { } sex ? Word(sex) : null,
            version.Setting is { } setting ? Word(setting) : null,
            version.Complexity is { } complexity ? Word(complexity) : null,
        ];
        if (said.OfType<string>().ToArray() is { Length: > 0 } about)
        {
            yield return Line("Field.Case", string.Join(", ", about));
        }

        yield return Line("Field.Outcome", version.Outcome is { } outcome ? Word(outcome) : texts["Content.NotSaid"]);
        if (version.Content.Complications is { Count: > 0 } complications)
        {
            yield return Line("Field.Complications", string.Join(", ", complications.Select(Word)));
        }

        if (version.ComplicationManaged is { } managed)
        {
            yield return Line("Field.ComplicationManaged", texts[managed ? "Yes" : "No"]);
        }

        foreach (var (index, hash) in version.Content.Attachments.Index())
        {
            var file = Line("Field.File", $"{texts["Files.Nth", index + 1].Value} · {hash[..8]}");
            yield return known.Of(version.Id, CaseField.OfFile(hash)) is var visibility && visibility == Visibility.Shown
                ? file with { Address = $"/logbook/{version.EntryId}/{version.Number}/files/{index + 1}" }
                : file with { Value = $"{file.Value} · {Instead(visibility)}", IsRedacted = true };
        }

        foreach (var fact in Written(version, known, [("Field.ConvertedTo", "convertedTo"), ("Field.Note", "note"), ("Field.Reason", "correctionReason")]))
        {
            yield return fact;
        }
    }

    private IEnumerable<Fact> Evidence(EntryVersion version, CaseRedactions known)
    {
        var evidence = version.Evidence;
        if (version.Supervision == Supervision.LiveVideo)
        {
            yield return new(texts["Field.MentorFrom"], $"{evidence.From:HH\\:mm}–{evidence.To:HH\\:mm}");
            yield return new(texts["Field.Line"], texts[$"LineQuality.{evidence.Line}"]);
            yield return new(texts["Field.Consent"], texts[evidence.Consent ? "Yes" : "No"]);
        }

        foreach (var fact in Written(version, known, [("Field.Responsible", "responsible"), ("Field.Recording", "recording")]))
        {
            yield return fact;
        }

        if (evidence.Minutes is { } minutes)
        {
            yield return new(texts["Field.Minutes"], $"{minutes}");
        }

        if (evidence.Chart.Count > 0)
        {
            yield return new(texts["Field.Chart"], string.Join(", ", evidence.Chart.Select(part => texts[$"ChartPart.{part}"].Value)));
        }
    }

    private string Instead(Visibility visibility) => texts[visibility == Visibility.Removed ? "Redacted.Text" : "Redacted.Hidden"];

    private IEnumerable<Fact> Written(EntryVersion version, CaseRedactions known, (string Label, string Field)[] fields)
    {
        foreach (var (label, field) in fields)
        {
            var visibility = version.Sealed.IsRemoved(field) ? Visibility.Removed : known.Of(version.Id, field);
            if (visibility != Visibility.Shown)
            {
                yield return new(texts[label], Instead(visibility)) { IsRedacted = true };
            }
            else if (version.Texts[field] is { } text)
            {
                yield return new(texts[label], text);
            }
        }
    }
}
