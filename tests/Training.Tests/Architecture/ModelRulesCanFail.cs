using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Training.Modules;

namespace Training.Tests.Architecture;

/// <summary>A bad sample for each rule about tables and entities.</summary>
public sealed class ModelRulesCanFail
{
    [Fact]
    public void TablesNameTheirOwner_TableOfAnother_Fails()
        => Rule.Fails(
            TableRules.TablesNameTheirOwner(BadModel(postgreSql: false), new Dictionary<Type, string> { [typeof(BadEntity)] = "Logbook" }),
            "BadEntity of Logbook is stored in Courses_Bad",
            "Unmapped is mapped by no configuration");

    [Fact]
    public void SqlStaysAtHome_TableOfAnother_Fails()
        => Rule.Fails(
            TableRules.SqlStaysAtHome(
                [
                    new("modules/Training.Logbook/Tallies/A.cs", "var sql = $\"\"\"\n    UPDATE \"Courses_Courses\" SET \"X\" = {x}\n    \"\"\";"),
                    new("modules/Training.Logbook/Tallies/B.cs", "// \"Courses_Lessons\"\nToTable(\"Logbook_Tallies\"); HasCheckConstraint(\"CK_Data_Rows\"); f(\"Other_Thing\");"),
                    new("src/Training.Data/C.cs", "Sql(\"DELETE FROM Identity_Users\");"),
                ],
                ["Courses", "Logbook", "Identity", "Data"]),
            "A.cs:1 names Courses_Courses",
            "B.cs:2 names CK_Data_Rows",
            "C.cs:1 names Identity_Users");

    [Fact]
    public void SortKeysSortByByte_WithoutCollation_Fails() => Rule.Fails(TableRules.SortKeysSortByByte(BadModel(postgreSql: true)), "BadEntity.SortKey");

    [Fact]
    public void TimesAreNumbers_AsText_Fails() => Rule.Fails(TableRules.TimesAreNumbers(BadModel(postgreSql: false)), "BadEntity.At", "BadEntity.Later");

    [Fact]
    public void AppendOnlyIsReviewed_OneMoreAndOneLess_Fails()
        => Rule.Fails(
            EntityRules.AppendOnlyIsReviewed([typeof(BadEntity), typeof(Unmapped)], ["Unmapped"]),
            "Unmapped is not append-only any more",
            "BadEntity is append-only and not on the list");

    [Fact]
    public void AppendOnlyCanNotBeSet_PublicSetter_Fails()
        => Rule.Fails(EntityRules.AppendOnlyCanNotBeSet([typeof(BadEntity)]), "BadEntity.At can be set");

    [Fact]
    public void NoPatientIdentity_NameAndBirth_Fail()
        => Rule.Fails(
            EntityRules.NoPatientIdentity(
                ["BadEntity.PatientName", "BadEntity.YearOfBirth", "BadEntity.Stage", "BadEntity.Age", "BadEntity.AgeBand", "Decision.MentorName"],
                new Dictionary<string, string> { ["Decision.MentorName"] = "the mentor", ["Decision.Name"] = "gone" }),
            "BadEntity.PatientName looks like",
            "BadEntity.YearOfBirth looks like",
            "BadEntity.Age looks like",
            "Decision.Name is on the list and need not be");

    private static IModel BadModel(bool postgreSql)
    {
        using var db = new BadContext(postgreSql);
        return db.GetService<IDesignTimeModel>().Model;
    }

    private sealed class BadEntity : IAppendOnly
    {
        public Guid Id { get; init; }

        public string SortKey { get; init; } = "";

        public DateTimeOffset At { get; set; }

        public DateTimeOffset? Later { get; init; }
    }

    private sealed class Unmapped
    {
        public Guid Id { get; init; }
    }

    private sealed class BadContext(bool postgreSql) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
        {
            // One model for each database: the service provider is not shared, and so the model is not either.
            if (postgreSql)
            {
                optionsBuilder.UseNpgsql("Host=127.0.0.1");
            }
            else
            {
                optionsBuilder.UseSqlite("Data Source=:memory:");
            }
        }

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<BadEntity>().ToTable("Courses_Bad");
            modelBuilder.Entity<Unmapped>();
        }
    }
}
