using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Data;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Organizations.Hospitals;
using Training.Tests.Support;

namespace Training.Tests.Auditing;

/// <summary>AUD-1: every command leaves its event, with who, what, when, from where and what changed, or nothing at all.</summary>
public sealed class EventTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Commands_OfTheCatalogue_LeaveTheirEvents(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var trainee = await site.SignedInAsync("hocvien");
        var mentor = await site.SignedInAsync("huongdan");
        var administrator = await site.SignedInAsync("quantri");
        trainee.Client.DefaultRequestHeaders.UserAgent.ParseAdd("Canary/1.0");

        var (_, returned) = await site.LogCaseAsync(trainee);
        await AssertEventAsync(site, "Logbook.CaseSubmitted", "EntryVersion", returned, "hocvien", "transfer");
        Assert.True((await mentor.ReturnAsync(returned, "Ghi lại vai trò")).IsRedirect);
        var returning = await AssertEventAsync(site, "Logbook.CaseReturned", "Decision", await DecisionIdAsync(site, returned), "huongdan", "contentHash");
        Assert.Equal("Ghi lại vai trò", returning.GetProperty("reason").GetString());

        await site.SignLastCaseAsync(trainee, mentor);
        var (_, signed) = await site.NewestAsync();
        await AssertEventAsync(site, "Logbook.CaseSigned", "Decision", await DecisionIdAsync(site, signed), "huongdan", "entrustment");

        var hospital = await site.HospitalIdAsync("bach-mai");
        var form = await administrator.GetAsync($"/admin/hospitals/{hospital}");
        Assert.True((await administrator.SubmitAsync(form, new() { ["Input.GoverningBody"] = "Canary" })).IsRedirect);
        var edited = await AssertEventAsync(site, "Organizations.HospitalCorrected", "Hospital", hospital, "quantri", "GoverningBody");
        Assert.EndsWith("→ Canary", edited.GetProperty("facts").GetProperty("GoverningBody").GetString(), StringComparison.Ordinal);
        Assert.Contains(edited.GetProperty("rows").EnumerateArray(), row => row.GetProperty("table").GetString() == "Organizations_Hospitals");

        var technique = await site.TechniqueIdAsync("pci");
        var techniqueForm = await administrator.GetAsync($"/admin/techniques/{technique}");
        Assert.True((await administrator.SubmitAsync(techniqueForm, new() { ["Input.FollowUpMonths"] = "13" })).IsRedirect);
        await AssertEventAsync(site, "Techniques.TechniqueEdited", "Technique", technique, "quantri", "FollowUpMonths");

        Assert.True((await site.VerifyAsync()).IsIntact);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Recipe_IsOneEventWithItsHash(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var (_, details) = await site.NewestEventAsync("Recipes.RecipeRun");
        Assert.Equal("demo.recipe.json", details.GetProperty("facts").GetProperty("recipe").GetString());
        Assert.Equal(64, details.GetProperty("facts").GetProperty("sha256").GetString()!.Length);
        Assert.Equal(2, (await site.LeavesAsync()).Count(leaf => leaf.Action == "Recipes.RecipeRun"));
        Assert.True((await site.VerifyAsync()).IsIntact);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Write_RefusedOrFailing_LeavesNoEvent(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        var before = await site.LeavesAsync();
        await site.DataAsync(async (db, services) =>
        {
            var audit = services.GetRequiredService<IAuditTrail>();
            await Assert.ThrowsAsync<RuleViolation>(() => db.WriteAsync(
                ct =>
                {
                    audit.Add(new AuditEvent("Test.Refused", "Test", Guid.Empty));
                    throw new RuleViolation("x");
                },
                default));

            // In the same scope: what the refused write had to say is not said by the next one.
            await db.WriteAsync(
                async ct =>
                {
                    audit.Add(new AuditEvent("Test.Outer", "Test", Guid.Empty));
                    await db.WriteAsync(
                        _ =>
                        {
                            audit.Add(new AuditEvent("Test.Inner", "Test", Guid.Empty));
                            return Task.CompletedTask;
                        },
                        ct);
                },
                default);
            Assert.Throws<InvalidOperationException>(() => audit.Add(new AuditEvent("Test.Outside", "Test", Guid.Empty)));
            return true;
        });

        Assert.Equal([.. before.Select(l => l.Action), "Test.Outer", "Test.Inner"], (await site.LeavesAsync()).Select(l => l.Action));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Write_BeforeAndAfter_AreOfTheRowsAndKeyedWithTheSalt(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        var id = await site.HospitalIdAsync("bach-mai");
        foreach (var name in new[] { "A", "A", "B" })
        {
            await site.DataAsync(async (db, services) =>
            {
                await db.WriteAsync(
                    async ct =>
                    {
                        (await db.Hospitals.SingleAsync(h => h.Id == id, ct)).FormerProvince = name;
                        services.GetRequiredService<IAuditTrail>().Add(new AuditEvent("Test.Edited", "Hospital", id));
                    },
                    default);
                return true;
            });
        }

        var leaves = (await site.LeavesAsync()).Where(l => l.Action == "Test.Edited").Select(l => LeafJson.Read(l.Json)!).ToArray();
        Assert.NotNull(leaves[0].Before);
        Assert.NotEqual(leaves[0].Before, leaves[0].After);

        // The second write changed nothing.
        Assert.Null(leaves[1].Before);

        // What the row was after the first is what it was before the third; the salts hide even that.
        Assert.NotEqual(leaves[0].After, leaves[2].Before);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Write_OfASignedInPerson_WithoutEvent_IsRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var hospital = await site.HospitalIdAsync("bach-mai");
        await site.DataAsync(async (db, services) =>
        {
            services.GetRequiredService<Microsoft.AspNetCore.Http.IHttpContextAccessor>().HttpContext = new Microsoft.AspNetCore.Http.DefaultHttpContext();
            Task SayNothingAsync(string value) => db.WriteAsync(async ct => (await db.Hospitals.SingleAsync(h => h.Id == hospital, ct)).FormerProvince = value, default);

            // A visitor, or the site itself.
            await SayNothingAsync("silent");

            services.GetRequiredService<Training.Identity.Access.CurrentUser>().SignedIn(Guid.CreateVersion7(), null, "Somebody", [], await services.GetRequiredService<Training.Organizations.Contracts.IOrganizations>().GetAsync(default));
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => SayNothingAsync("silent again"));
            Assert.Contains("Organizations_Hospitals", refused.Message, StringComparison.Ordinal);
            Assert.Equal("silent", await db.Hospitals.Where(h => h.Id == hospital).Select(h => h.FormerProvince).SingleAsync());

            // Bookkeeping needs no event.
            db.Add(new IdempotencyKey { UserId = Guid.CreateVersion7(), Key = Guid.CreateVersion7(), BodyHash = "", Location = "/", StoredAt = site.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
            return true;
        });
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Write_SixtyFourAtOnce_GivesGaplessIndicesAndAnIntactTree(Database database)
    {
        await using var site = await Site.StartAsync(database, "blank");
        var before = (await site.LeavesAsync()).Count;

        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => site.AppendAsync(1 + (i % 3)))));

        var leaves = await site.LeavesAsync();
        Assert.Equal(before + Enumerable.Range(0, 64).Sum(i => 1 + (i % 3)), leaves.Count);
        Assert.Equal(Enumerable.Range(0, leaves.Count).Select(i => (long)i), leaves.Select(l => l.Index));
        var verdict = await site.VerifyAsync();
        Assert.True(verdict.IsIntact, verdict.Output);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task AppendOnly_UpdateAndDeleteBySql_AreRefused(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var tables = await site.DataAsync(db => Task.FromResult(db.Model.GetEntityTypes().Where(t => typeof(IAppendOnly).IsAssignableFrom(t.ClrType)).Select(t => (Table: t.GetTableName()!, Column: t.FindPrimaryKey()!.Properties[0].GetColumnName())).Distinct().ToArray()));
        Assert.True(tables.Length >= 16);
        var tried = 0;
        foreach (var (table, column) in tables)
        {
            var rows = await CountAsync(site, table);
            if (rows == 0)
            {
                continue;
            }

            tried++;
            foreach (var sql in new[] { $"UPDATE \"{table}\" SET \"{column}\" = \"{column}\"", $"DELETE FROM \"{table}\"" })
            {
                var refused = await Record.ExceptionAsync(() => site.DataAsync(db => db.WriteAsync(ct => db.Database.ExecuteSqlRawAsync(sql, ct), default)));
                Assert.True(refused?.Message.Contains("append-only", StringComparison.Ordinal) == true, $"{sql}: {refused?.Message ?? "was done"}");
            }

            Assert.Equal(rows, await CountAsync(site, table));
        }

        Assert.True(tried >= 12, $"Only {tried} tables had a row to try.");
    }

    private static Task<int> CountAsync(Site site, string table)
    {
        var sql = $"SELECT CAST(COUNT(*) AS INTEGER) AS \"Value\" FROM \"{table}\"";
        return site.DataAsync(async db => (await db.Database.SqlQueryRaw<int>(sql).ToListAsync())[0]);
    }

    private static Task<Guid> DecisionIdAsync(Site site, Guid versionId) => site.DataAsync(db => db.Set<Decision>().Where(d => d.EntryVersionId == versionId).Select(d => d.Id).SingleAsync());

    private static async Task<JsonElement> AssertEventAsync(Site site, string action, string subjectType, Guid subject, string account, string fact)
    {
        var (leaf, details) = await site.NewestEventAsync(action);
        var says = LeafJson.Read(leaf.Json)!;
        Assert.Equal((subjectType, subject, await site.UserIdAsync(account)), (leaf.SubjectType, leaf.SubjectId, leaf.ActorId!.Value));
        Assert.Equal((says.SubjectId, says.ActorId), (leaf.SubjectId, leaf.ActorId));
        Assert.InRange(leaf.At, site.Clock.GetUtcNow().AddMinutes(-5), site.Clock.GetUtcNow());
        Assert.NotEqual(says.Before, says.After);
        Assert.NotEmpty(details.GetProperty("actor").GetString()!);
        Assert.NotEmpty(details.GetProperty("request").GetString()!);
        Assert.Equal(Environment.MachineName, details.GetProperty("node").GetString());
        Assert.True(details.TryGetProperty("address", out _) && details.TryGetProperty("agent", out _));
        Assert.True(details.GetProperty("facts").TryGetProperty(fact, out _), $"{action} does not say {fact}: {details}");
        return details;
    }
}
