using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Tests.Architecture;

namespace Training.Tests.Access;

/// <summary>The rules of the scope over the real model and code, and a bad sample for each.</summary>
public sealed class ScopeTests
{
    [Fact]
    public void Entities_Scope_FilteredOrReviewed()
    {
        using var db = Models.Context(DatabaseProvider.Sqlite);
        Rule.Holds(ScopeRules.EntitiesAreScoped(Models.Of(db).GetEntityTypes(), Repository.ReviewedReasons("unscoped-entities.txt")));
    }

    [Fact]
    public void Code_ReadsPastTheScope_AreReviewed()
        => Rule.Holds(ScopeRules.UnscopedReadsAreReviewed(Repository.SiteFiles(".cs", ".cshtml"), Repository.ReviewedReasons("unscoped-reads.txt")));

    [Fact]
    public void EntitiesAreScoped_NoFilterNoReason_Fails()
    {
        var model = new ModelBuilder();
        model.Entity<Open>();
        model.Entity<Closed>().HasQueryFilter(Scoping.FilterName, closed => closed.Id != Guid.Empty);
        Rule.Fails(
            ScopeRules.EntitiesAreScoped(model.Model.GetEntityTypes(), new Dictionary<string, string> { ["Closed"] = "", ["Gone"] = "was here" }),
            "Open has no scope",
            "Closed is on the list and need not be",
            "Gone is on the list and need not be",
            "Closed is on the list without a reason");
    }

    [Fact]
    public void UnscopedReadsAreReviewed_EachWayPast_Fails()
        => Rule.Fails(
            ScopeRules.UnscopedReadsAreReviewed(
                [
                    new("modules/A.cs", "db.Unscoped<Transfer>().Any()"),
                    new("modules/B.cs", "db.Transfers.IgnoreQueryFilters().Any()"),
                    new("modules/C.cs", "db.Transfers.FromSql($\"SELECT 1\")"),
                    new("modules/D.cs", "// db.Unscoped<Transfer>()"),
                    new("modules/E.cs", "db.Unscoped<Transfer>()"),
                ],
                new Dictionary<string, string> { ["modules/E.cs"] = "a reason", ["modules/F.cs"] = "gone" }),
            "modules/A.cs reads past",
            "modules/B.cs reads past",
            "modules/C.cs reads past",
            "modules/F.cs is on the list and need not be");

    [Fact]
    public void Viewer_WithoutUser_ReachesNothing()
    {
        Assert.True(Viewer.System.Everywhere("any"));
        Assert.Equal(Guid.Empty, Viewer.System.PersonId);
        Assert.Empty(Viewer.System.Hospitals("any"));
    }

    private sealed class Open
    {
        public Guid Id { get; init; }
    }

    private sealed class Closed
    {
        public Guid Id { get; init; }
    }
}
