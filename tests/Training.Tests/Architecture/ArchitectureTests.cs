using System.Reflection;
using Training.Data;
using Training.Modules;
using Training.Theme;
using Xunit.Abstractions;

namespace Training.Tests.Architecture;

/// <summary>Each rule over the real code. <see cref="RulesCanFail"/> shows for each that it can fail.</summary>
public sealed class ArchitectureTests(ITestOutputHelper output)
{
    private const int LongFile = 200;
    private const int LongestCode = 400;
    private const int LongestMarkup = 250;
    private const int MostFilesInAFolder = 24;

    private static readonly ModuleCatalog Catalog = new(typeof(Program).Assembly);

    private static readonly string[] Areas = [.. Catalog.Modules.Select(module => module.Area), "Data"];

    [Fact]
    public void Modules_Exported_OnlyContracts()
        => Rule.Holds(Catalog.Modules.Where(module => module.Manifest is not ThemeAttribute)
            .SelectMany(module => ModuleRules.OnlyContractsArePublic(module.Id, module.Assembly.GetExportedTypes())));

    [Fact]
    public void Manifests_Dependencies_EqualReferences() => Rule.Holds(ModuleRules.ManifestNamesWhatIsUsed([.. Catalog.Modules.Select(ModuleFacts.Of)]));

    [Fact]
    public void Modules_References_HaveNoCircle()
        => Rule.Holds(ModuleRules.NoCircles(Catalog.Modules.Select(ModuleFacts.Of).ToDictionary(module => module.Id, module => module.Referenced)));

    [Theory]
    [InlineData("Training.Modules")]
    [InlineData("Training.Data", "Training.Modules")]
    [InlineData("Training.Data.Sqlite", "Training.Data", "Training.Modules")]
    [InlineData("Training.Data.PostgreSql", "Training.Data", "Training.Modules")]
    [InlineData("Training.Theme", "Training.Modules")]
    public void Foundations_References_KnowNoModule(string assembly, params string[] allowed)
        => Rule.Holds(ModuleRules.UsesOnly(assembly, ModuleFacts.ReferencesOf(Assembly.Load(assembly)), allowed));

    [Fact]
    public void PageModels_Attributes_SayWhoMayOpenThem()
        => Rule.Holds(PageRules.ModelSaysWhoMayOpenIt(Catalog.Modules.SelectMany(module => module.Assembly.GetTypes())
            .Where(type => type.IsSubclassOf(typeof(Microsoft.AspNetCore.Mvc.RazorPages.PageModel)) && !type.IsAbstract)));

    [Fact]
    public void Forms_Posting_StoreTheirKey()
        => Rule.Holds(PostRules.FormsStoreTheirKey([.. Repository.SiteFiles(".cs", ".cshtml")], Repository.ReviewedReasons("posts-without-key.txt")));

    [Fact]
    public void Files_Length_WithinLimits()
    {
        SourceFile[] code = [.. Repository.Files.Where(file => file.Extension == ".cs" && !Repository.IsMigration(file))];
        SourceFile[] markup = [.. Repository.Files.Where(file => file.Extension == ".cshtml")];
        var reviewed = Repository.ReviewedReasons("long-files.txt");
        output.WriteLine($"{code.Length} code files: median {FileRules.Percentile(code, 50)} lines, 95 % up to {FileRules.Percentile(code, 95)}.");
        output.WriteLine($"{markup.Length} markup files: median {FileRules.Percentile(markup, 50)} lines.");
        foreach (var file in code.Where(file => file.LineCount > LongFile))
        {
            output.WriteLine($"Warning: {file.Path} has {file.LineCount} lines, more than {LongFile}.");
        }

        Rule.Holds(
            FileRules.FilesAreShort(code, LongestCode, reviewed),
            FileRules.FilesAreShort(markup, LongestMarkup, reviewed),
            FileRules.ListIsNeeded(code.Concat(markup), file => file.Extension == ".cs" ? LongestCode : LongestMarkup, reviewed));
    }

    // Decisions are an archive, read one by one: there is nothing to split.
    [Fact]
    public void Folders_Files_WithinLimit() => Rule.Holds(
        FileRules.FoldersAreSmall(Repository.Files.Where(file => !Repository.IsMigration(file) && file.Folder != "src/docs/decisions"), MostFilesInAFolder));

    [Fact]
    public void Tables_Names_BeginWithTheirModule()
    {
        using var db = Models.Context(DatabaseProvider.Sqlite);
        Rule.Holds(TableRules.TablesNameTheirOwner(Models.Of(db), TableRules.OwnersOf(Catalog)));
    }

    [Fact]
    public void Sql_Tables_OfTheOwnModule() => Rule.Holds(TableRules.SqlStaysAtHome(Repository.SiteFiles(".cs"), Areas));

    [Fact]
    public void SortKeys_OnPostgreSql_SortByByte()
    {
        using var db = Models.Context(DatabaseProvider.PostgreSql);
        var model = Models.Of(db);
        Assert.Contains(model.GetEntityTypes(), type => type.FindProperty(ModelConventions.SortKey) is not null);
        Rule.Holds(TableRules.SortKeysSortByByte(model));
    }

    [Fact]
    public void Times_OnSqlite_AreNumbers()
    {
        using var db = Models.Context(DatabaseProvider.Sqlite);
        Rule.Holds(TableRules.TimesAreNumbers(Models.Of(db)));
    }

    [Fact]
    public void Markup_StyleAndScript_NothingInline() => Rule.Holds(MarkupRules.NothingInline(Repository.SiteFiles(".cshtml", ".cs", ".svg")));

    [Fact]
    public void Markup_Data_IsNeverNull() => Rule.Holds(MarkupRules.DataIsNeverNull(Repository.SiteFiles(".cshtml")));

    [Fact]
    public void Markup_Forms_CarryTheirToken() => Rule.Holds(MarkupRules.FormsCarryTheirToken(Repository.SiteFiles(".cshtml")));

    [Fact]
    public void Markup_Addresses_NoOtherOrigin() => Rule.Holds(MarkupRules.NoOtherOrigin(Repository.SiteFiles(".cshtml", ".css", ".js", ".svg")));

    [Fact]
    public void Code_Letters_VietnameseOnlyInResources()
        => Rule.Holds(MarkupRules.WordsComeFromResources(Repository.SiteFiles(".cs", ".cshtml"), Repository.ReviewedReasons("vietnamese-in-code.txt")));

    [Fact]
    public void Markup_Words_ComeFromResources() => Rule.Holds(MarkupRules.NoWordsInMarkup(Repository.SiteFiles(".cshtml")));

    [Fact]
    public void AppendOnly_Entities_EqualReviewedList()
    {
        using var db = Models.Context(DatabaseProvider.Sqlite);
        Type[] entities = [.. Models.Of(db).GetEntityTypes().Select(type => type.ClrType)];
        Rule.Holds(EntityRules.AppendOnlyIsReviewed(entities, Repository.ReviewedList("append-only.txt")), EntityRules.AppendOnlyCanNotBeSet(entities));
    }

    [Fact]
    public void Logbook_Columns_NoPatientIdentity()
    {
        using var db = Models.Context(DatabaseProvider.Sqlite);
        var logbook = Models.Of(db).GetEntityTypes().Where(type => type.ClrType.Assembly.GetName().Name == "Training.Logbook");
        Rule.Holds(EntityRules.NoPatientIdentity(logbook.SelectMany(EntityRules.PropertiesOf), Repository.ReviewedReasons("logbook-names.txt")));
    }

    [Fact]
    public void EntryVersion_Columns_ExactlyThese()
    {
        // What is said about a case. A new column is a decision about privacy: review it, then add it here.
        using var db = Models.Context(DatabaseProvider.Sqlite);
        var version = Models.Of(db).GetEntityTypes().Single(type => type.ClrType.Name == "EntryVersion");
        Assert.Equal(
            [
                "AgeBand", "Attachments", "Complexity", "ComplicationManaged", "Complications", "ContentHash", "ConvertedTo", "CorrectionReason", "DayNumber", "EntryId", "Evidence",
                "Form", "Id", "MentorPersonId", "Note", "Number", "Outcome", "PerformedOn", "PlaceHospitalId", "Role", "Sealed", "Setting", "Sex", "Stage", "SubmittedAt",
                "Supervision", "TechniqueId",
            ],
            version.GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal));
    }
}
