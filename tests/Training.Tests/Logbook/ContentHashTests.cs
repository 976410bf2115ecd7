using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Training.Logbook.Entries;
using Training.Techniques.Contracts;
using Outcome = Training.Logbook.Entries.Outcome;

namespace Training.Tests.Logbook;

public sealed class ContentHashTests
{
    // Without the line breaks.
    private const string Golden =
        """
        {"ageBand":"From60To79","complexity":"Difficult","correctionReason":null,"entry":"0197a000-0000-7000-8000-000000000004",
        "form":"training.case/1","note":"Vôi hoá nặng","outcome":"Success","performedOn":"2026-06-14",
        "place":"0197a000-0000-7000-8000-000000000003","role":"Operator","setting":"Planned","sex":"Female","stage":"S",
        "technique":"0197a000-0000-7000-8000-000000000001","version":"1"}
        """;

    private static readonly string GoldenLine = Golden.ReplaceLineEndings("");

    // printf '%s' '{"ageBand":…}' | sha256sum
    private const string GoldenHash = "a8f7e41230bf64dc2b00f4925ad2c96994abdbe4196fc662e5740bb278389bbb";

    [Fact]
    public void Canonical_KnownCase_TheStringThatWasSignedFromTheFirstDay()
    {
        // Whoever changes this makes every signature ever given unreadable: a new form needs a new name instead.
        Assert.Equal(GoldenLine, ContentHash.Canonical(Cases.Version(Cases.Content)));
        Assert.Equal(GoldenHash, ContentHash.Of(Cases.Version(Cases.Content)));
        Assert.Equal(GoldenHash, Cases.Version(Cases.Content).ContentHash);
    }

    [Fact]
    public void Of_AnyChange_IsAnotherHash()
    {
        CaseContent[] changed =
        [
            Cases.Content with { TechniqueId = Cases.Giving },
            Cases.Content with { Stage = Stage.I },
            Cases.Content with { PerformedOn = Cases.Content.PerformedOn.AddDays(1) },
            Cases.Content with { PlaceHospitalId = Cases.Giving },
            Cases.Content with { Setting = CaseSetting.Emergency },
            Cases.Content with { Role = CaseRole.FirstAssistant },
            Cases.Content with { AgeBand = AgeBand.From80 },
            Cases.Content with { Sex = Sex.Male },
            Cases.Content with { Complexity = Complexity.Moderate },
            Cases.Content with { Outcome = Outcome.Failed },
            Cases.Content with { Note = "Vôi hoá nặnh" },
            Cases.Content with { Note = "Vôi hoá nặng " },
            Cases.Content with { Note = "" },
            Cases.Content with { Note = null },
        ];
        Assert.Equal(typeof(CaseContent).GetProperties().Length, changed.Length - 3);
        string[] hashes = [.. changed.Prepend(Cases.Content).Select(content => ContentHash.Of(Cases.Version(content))), ContentHash.Of(Cases.Version(Cases.Content, "Sai ngày"))];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void Of_NextVersion_IsAnotherHash()
    {
        var entry = new LogbookEntry { Id = Cases.EntryId, ParticipantId = default, TransferId = default, PersonId = default, HospitalId = default, CaseCode = "" };
        var first = entry.Submit(Cases.Content, null, default);
        Assert.NotEqual(first.ContentHash, entry.Submit(Cases.Content, null, default).ContentHash);
    }

    [Fact]
    public void Of_SameContent_IsTheSameHashInAnyRow()
    {
        var (one, other) = (Cases.Version(Cases.Content), Cases.Version(Cases.Content));
        Assert.NotEqual(one.Id, other.Id);
        Assert.Equal(one.ContentHash, other.ContentHash);
    }

    [Fact]
    public void Canonical_DecomposedNote_SameAsComposed()
        => Assert.Equal(GoldenLine, ContentHash.Canonical(Cases.Version(Cases.Content with { Note = Cases.Content.Note!.Normalize(NormalizationForm.FormD) })));

    [Fact]
    public void Canonical_SpecialCharacters_EscapedAsJsonNeedsAndNoMore()
        => Assert.Contains(
            """ "note":"\"\\/\b\f\n\r\t\u0000\u001f\u007f…é🏥<>&'" """.Trim().Replace("\\u007f", "\u007f", StringComparison.Ordinal),
            ContentHash.Canonical(Cases.Version(Cases.Content with { Note = "\"\\/\b\f\n\r\t\0\u001f\u007f…é🏥<>&'" })),
            StringComparison.Ordinal);

    [Fact]
    public void Canonical_MembersInOrder_ByTheirNames()
    {
        using var json = JsonDocument.Parse(ContentHash.Canonical(Cases.Version(Cases.Content)));
        var names = json.RootElement.EnumerateObject().Select(member => member.Name).ToArray();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void Canonical_AnyNote_IsJsonThatSaysTheSame()
    {
        var note = Gen.Elements("a", "đ", "ệ", "e\u0302\u0323", "\"", "\\", "\n", "\t", "\0", "\u001b", "\u2028", "🏥", "{", "}", "\\u0041", " ").ArrayOf().Select(string.Concat);
        Prop.ForAll(note.ToArbitrary(), text => NoteIn(ContentHash.Canonical(Cases.Version(Cases.Content with { Note = text }))) == text.Normalize(NormalizationForm.FormC))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static string? NoteIn(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("note").GetString();
    }
}
