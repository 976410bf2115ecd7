using Training.Data;
using Training.Modules;

namespace Training.Tests.Architecture;

/// <summary>The rules of the audit trail over the real code, and that each can fail.</summary>
public sealed class AuditRulesTests
{
    [Fact]
    public void BulkWrites_Files_EqualReviewedList()
        => Rule.Holds(AuditRules.BulkWritesAreReviewed(Repository.SiteFiles(".cs"), Repository.ReviewedReasons("bulk-writes.txt")));

    [Fact]
    public void NotAudited_Entities_SayWhy()
    {
        using var db = Models.Context(DatabaseProvider.Sqlite);
        Rule.Holds(AuditRules.NotAuditedHasAReason(Models.Of(db).GetEntityTypes().Select(type => type.ClrType)));
    }

    [Fact]
    public void BulkWrites_NotOnTheList_Fails()
    {
        SourceFile[] files = [new("modules/A/A.cs", "db.A.ExecuteDeleteAsync(ct);"), new("modules/A/B.cs", "// .ExecuteDeleteAsync(")];
        Assert.Single(AuditRules.BulkWritesAreReviewed(files, new Dictionary<string, string>()));
        Assert.Single(AuditRules.BulkWritesAreReviewed(files, new Dictionary<string, string> { ["modules/A/A.cs"] = "" }));
        Assert.Single(AuditRules.BulkWritesAreReviewed(files, new Dictionary<string, string> { ["modules/A/A.cs"] = "A.Removed", ["modules/A/B.cs"] = "x" }));
        Assert.Empty(AuditRules.BulkWritesAreReviewed(files, new Dictionary<string, string> { ["modules/A/A.cs"] = "A.Removed" }));
    }

    [Fact]
    public void NotAudited_WithoutReason_Fails() => Assert.Equal(2, AuditRules.NotAuditedHasAReason([typeof(Silent)]).Count);

    [NotAudited("")]
    private sealed class Silent
    {
        [NotAudited("because")]
        public string Property { get; set; } = "";
    }
}
