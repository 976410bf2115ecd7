namespace Training.Tests.Architecture;

/// <summary>A bad sample for each rule about files, markup and words.</summary>
public sealed class TextRulesCanFail
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    [Fact]
    public void FormsStoreTheirKey_FormWithoutModel_Fails()
        => Rule.Fails(
            PostRules.FormsStoreTheirKey([new("modules/Training.A/B/_Part.cshtml", """<form class="card" METHOD='post'></form>""")], Nothing),
            "_Part.cshtml posts without");

    [Fact]
    public void FormsStoreTheirKey_HandlerThatOnlyMentionsIt_Fails()
        => Rule.Fails(
            PostRules.FormsStoreTheirKey(
                [
                    new("modules/Training.A/B/Edit.cshtml", """<form asp-page="x"></form>"""),
                    new("modules/Training.A/B/Edit.cshtml.cs", "public IActionResult OnPostSave() => Page(); // RedirectAfterAsync( is not needed here"),
                ],
                Nothing),
            "B/Edit.cshtml posts without");

    [Fact]
    public void FormsStoreTheirKey_ListThatIsNotNeededOrGivesNoReason_Fails()
        => Rule.Fails(
            PostRules.FormsStoreTheirKey([], new Dictionary<string, string> { ["modules/Training.A/Gone.cshtml"] = "it was needed once", ["POST /x"] = "" }),
            "Gone.cshtml is on the list and need not be",
            "POST /x is on the list without a reason");

    [Fact]
    public void FilesAreShort_LongFile_FailsUnlessTheListSaysWhy()
    {
        SourceFile[] files = [new("src/A.cs", "1\n2\n3\n4\n"), new("src/B.cs", "1\n2\n3\n4\n5"), new("src/C.cs", "1\n2\n3\n")];
        Rule.Fails(
            FileRules.FilesAreShort(files, 3, new Dictionary<string, string> { ["src/A.cs"] = "" }),
            "src/A.cs is on the list without a reason",
            "src/B.cs has 5 lines");
        Rule.Fails(
            FileRules.ListIsNeeded(files, _ => 3, new Dictionary<string, string> { ["src/B.cs"] = "long", ["src/C.cs"] = "was long" }),
            "src/C.cs is on the list and need not be");
    }

    [Fact]
    public void FoldersAreSmall_ThreeFilesOfTwo_Fails()
        => Rule.Fails(FileRules.FoldersAreSmall([new("a/1.cs", ""), new("a/2.cs", ""), new("a/3.cs", ""), new("b/1.cs", "")], 2), "a has 3 files");

    [Fact]
    public void FormsCarryTheirToken_AddressWithoutToken_Fails()
        => Rule.Fails(
            MarkupRules.FormsCarryTheirToken(
            [
                new("a.cshtml", """<form method="post" action="/x?handler=End"><button></button></form>"""),
                new("b.cshtml", """<form asp-antiforgery="true" method="post" action="/x"></form><form method="post"></form><form action="/find"></form>"""),
            ]),
            "a.cshtml:1 posts without the token");

    [Fact]
    public void NothingInline_StyleScriptAndHandlers_Fail()
        => Rule.Fails(
            MarkupRules.NothingInline(
            [
                new("a.cshtml", """<p style="color:red" data-style="ok">@* <script> *@<a onclick="x()">"""),
                new("b.cshtml", "<script>x()</script><script src=x></script><style>"),
                new("c.cs", """var style = "ok"; output.Append("<p style=\"x\">"); // <script>"""),
            ]),
            "a.cshtml:1 style=\"",
            "a.cshtml:1 onclick=\"",
            "b.cshtml:1 <script",
            "b.cshtml:1 <style",
            "c.cs:1 style=\\\"");

    [Fact]
    public void NoOtherOrigin_AddressesOfOthers_Fail()
        => Rule.Fails(
            MarkupRules.NoOtherOrigin(
            [
                new("a.cshtml", """<svg xmlns="http://www.w3.org/2000/svg"></svg><a href="https://example.org/x">"""),
                new("b.css", "/* https://example.org */ @font-face { src: url(\"//cdn.example.org/f\") }"),
                new("c.js", "fetch('http://example.org')"),
            ]),
            "https://example.org/x",
            "b.css:1 url(\"//",
            "http://example.org");

    [Fact]
    public void WordsComeFromResources_VietnameseInAString_Fails()
        => Rule.Fails(
            MarkupRules.WordsComeFromResources(
                [new("a.cs", "/// Ký\nvar x = $\"{\"Ký\"}\";"), new("b.cshtml", "@* Ký *@<p>Đ</p>"), new("c.cs", "// Ký")],
                new Dictionary<string, string> { ["b.cshtml"] = "", ["c.cs"] = "was needed" }),
            "a.cs:2 has 'ý'",
            "c.cs is on the list and need not be",
            "b.cshtml is on the list without a reason");

    [Fact]
    public void DataIsNeverNull_OneThatMayBe_Fails()
        => Rule.Fails(MarkupRules.DataIsNeverNull([new("a.cshtml", "<p data-id=\"@Model.Id\" data-new=\"@(Model.IsNew ? \"\" : null)\" lang=\"@(Model.En ? \"en\" : null)\"></p>")]), "data-new");

    [Fact]
    public void NoWordsInMarkup_EnglishBetweenTags_Fails()
        => Rule.Fails(MarkupRules.NoWordsInMarkup([new("a.cshtml", "<p class=\"x\">@T[\"Ok\"]</p><h1>Hello, world!</h1><b>·</b>")]), "Hello, world!");

    [Fact]
    public void LanguagesAgree_EveryDifference_Fails()
        => Rule.Fails(
            TextRules.LanguagesAgree(new TextSet(
                "A/Texts",
                [new("Same", "{0} và {1}"), new("Twice", "x"), new("Twice", "y"), new("Empty", " "), new("OnlyVi", "x"), new("Places", "{0}")],
                [new("Same", "{1} and {0}"), new("Twice", "x"), new("Empty", "x"), new("OnlyEn", "x"), new("Places", "{1}")])),
            "Twice stands there twice",
            "Empty is empty",
            "OnlyVi has no English text",
            "OnlyEn has no Vietnamese text",
            "Places takes other values");

    [Fact]
    public void UsedTextsExist_MissingKeysOfEveryKind_Fail()
    {
        var uses = new[]
        {
            new SourceFile(
                "modules/Training.A/B.cs",
                """texts["Here"]; throw new RuleViolation("Gone.Rule"); [Display(Name = "Gone.Name")]; Range(1, 2, ErrorMessage = "Gone.Message"); new AuditEvent(x ? "Gone.Event" : "Here", id)"""),
            new SourceFile("modules/Training.A/C.cshtml", """<p title="@T[x > 0 ? "Gone.Yes" : "Here", y]">@T[$"Kind.{kind}"] @T[$"Lost.{kind}.Short"] @T["Gone." + what]</p>"""),
        }.SelectMany(file => TextRules.UsesIn(file, _ => "A"));
        Rule.Fails(
            TextRules.UsedTextsExist(uses, Sets("Here", "Kind.One"), []),
            "Gone.Event", "Gone.Rule", "Gone.Name", "Gone.Message", "Gone.Yes", "Lost.….Short", "Gone.…,");
    }

    [Fact]
    public void EveryValueHasItsText_OneOfTwo_Fails()
        => Rule.Fails(
            TextRules.EveryValueHasItsText([new TextUse("C.cshtml:1", "A", "Kind.", "")], Sets("Kind.One"), _ => ["One", "Two"]),
            "A has no Kind.Two, which C.cshtml:1 may ask for");

    [Fact]
    public void TextsAreUsed_LeftOver_Fails()
    {
        var mentions = TextRules.MentionsIn(new SourceFile("a.cs", """Refuse("Login.Wrong"); texts[$"Kind.{kind}"]; // "Old" """), "A").ToArray();
        Rule.Fails(TextRules.TextsAreUsed(Sets("Login.Wrong", "Kind.One", "Kinder", "Old")["A"], mentions), "Kinder", "Old");
    }

    private static Dictionary<string, TextSet> Sets(params string[] keys)
        => new() { ["A"] = new TextSet("A", [.. keys.Select(key => KeyValuePair.Create(key, "x"))], []) };
}
