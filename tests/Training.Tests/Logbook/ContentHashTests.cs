using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Training.Logbook.Content;
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

    // printf '%s' '00112233445566778899aabbccddeeff\nnote\nVôi hoá nặng' | sha256sum, with line feeds
    private const string Salt = "00112233445566778899aabbccddeeff";
    private const string NoteHash = "3750699947e2bd098faff78c58fa802f0fb88d139d5d9181a624e3a164773595";

    private const string GoldenOfNow =
        """
        {"ageBand":"From60To79","complexity":"Difficult","dayNumber":"1","entry":"0197a000-0000-7000-8000-000000000004","form":"training.case/2",
        "note":"3750699947e2bd098faff78c58fa802f0fb88d139d5d9181a624e3a164773595","outcome":"Success","performedOn":"2026-06-14",
        "place":"0197a000-0000-7000-8000-000000000003","role":"Operator","setting":"Planned","sex":"Female","stage":"S","supervision":"InTheRoom",
        "technique":"0197a000-0000-7000-8000-000000000001","version":"1"}
        """;

    private const string GoldenHashOfNow = "aa6bd93b8c3a9a33819873fc35eaf46b235e18270e150f990e648ac932b97ba6";

    [Fact]
    public void Canonical_KnownCaseOfTheFirstForm_TheStringThatWasSignedFromTheFirstDay()
    {
        // Whoever changes this makes every signature ever given unreadable: a new form needs a new name instead.
        Assert.Equal(GoldenLine, ContentHash.Canonical(Cases.FirstForm(Cases.Content)));
        Assert.Equal(GoldenHash, ContentHash.Of(Cases.FirstForm(Cases.Content)));
    }

    [Fact]
    public void Canonical_KnownCase_TheStringThatIsSignedNow()
    {
        var version = Cases.Version(Cases.Content, salts: new() { ["note"] = Salt });
        Assert.Equal(GoldenOfNow.ReplaceLineEndings(""), ContentHash.Canonical(version));
        Assert.Equal(GoldenHashOfNow, version.ContentHash);
    }

    [Fact]
    public void Canonical_TextThatWasRemoved_StaysTheSame_AndItsSaltIsGone()
    {
        var version = Cases.Version(Cases.Content);
        var removed = Cases.Redacted(version, "note");
        Assert.Null(removed.Note);
        Assert.Equal(version.ContentHash, ContentHash.Of(removed));
        Assert.Null(removed.Sealed.Seals["note"].Salt);
        Assert.NotEqual(version.ContentHash, ContentHash.Of(Cases.Redacted(version, "note", keepSalt: true)));
    }

    [Fact]
    public void Of_SameTextTwice_IsSealedByTwoSalts()
        => Assert.NotEqual(Cases.Version(Cases.Content).ContentHash, Cases.Version(Cases.Content).ContentHash);

    [Fact]
    public void Of_AnyChange_IsAnotherHash()
    {
        SupervisionEvidence[] evidence =
        [
            new() { Consent = true },
            new() { Responsible = "Trưởng khoa" },
            new() { From = new(8, 0) },
            new() { To = new(8, 0) },
            new() { Line = LineQuality.Poor },
            new() { Recording = "R-12" },
            new() { Minutes = 45 },
            new() { Chart = [ChartPart.Images] },
        ];
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
            Cases.Content with { DayNumber = 2 },
            Cases.Content with { Supervision = Supervision.Scrubbed },
            Cases.Content with { MentorPersonId = Cases.Giving },
            Cases.Content with { Further = [new Done(Cases.Giving, Stage.A)] },
            Cases.Content with { Complications = [Complication.Bleeding] },
            Cases.Content with { ComplicationManaged = false },
            Cases.Content with { ConvertedTo = "Mổ mở" },
            Cases.Content with { Attachments = [Salt] },
            .. evidence.Select(said => Cases.Content with { Evidence = said }),
        ];

        // One for each thing that can be said; the note in four ways, and two properties are only views of the others.
        Assert.Equal(typeof(CaseContent).GetProperties().Length - 2, changed.Length - 3 - evidence.Length + 1);
        Dictionary<string, string> salts = new() { ["note"] = Salt };
        string[] hashes =
        [
            .. changed.Prepend(Cases.Content).Select(content => Cases.Version(content, salts: salts).ContentHash),
            Cases.Version(Cases.Content, "Sai ngày", salts).ContentHash,
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void Of_NextVersion_IsAnotherHash()
    {
        var entry = new LogbookEntry { Id = Cases.EntryId, ParticipantId = default, TransferId = default, PersonId = default, HospitalId = default, CaseCode = "" };
        var at = new DateTimeOffset(2026, 6, 14, 3, 0, 0, TimeSpan.Zero);
        var first = entry.Submit(Cases.Content with { Note = null }, null, at);
        Assert.NotEqual(first.ContentHash, entry.Submit(Cases.Content with { Note = null }, null, at).ContentHash);
    }

    [Fact]
    public void Of_SameContent_IsTheSameHashInAnyRow()
    {
        Dictionary<string, string> salts = new() { ["note"] = Salt };
        var (one, other) = (Cases.Version(Cases.Content, salts: salts), Cases.Version(Cases.Content, salts: salts));
        Assert.NotEqual(one.Id, other.Id);
        Assert.Equal(one.ContentHash, other.ContentHash);
    }

    [Fact]
    public void Canonical_DecomposedNote_SameAsComposed()
        => Assert.Equal(GoldenLine, ContentHash.Canonical(Cases.FirstForm(Cases.Content with { Note = Cases.Content.Note!.Normalize(NormalizationForm.FormD) })));

    [Fact]
    public void Canonical_SpecialCharacters_EscapedAsJsonNeedsAndNoMore()
        => Assert.Contains(
            """ "note":"\"\\/\b\f\n\r\t\u0000\u001f\u007f…é🏥<>&'" """.Trim().Replace("\\u007f", "\u007f", StringComparison.Ordinal),
            ContentHash.Canonical(Cases.FirstForm(Cases.Content with { Note = "\"\\/\b\f\n\r\t\0\u001f\u007f…é🏥<>&'" })),
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
        Prop.ForAll(note.ToArbitrary(), text => NoteIn(ContentHash.Canonical(Cases.FirstForm(Cases.Content with { Note = text }))) == text.Normalize(NormalizationForm.FormC))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static string? NoteIn(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("note").GetString();
    }
}
