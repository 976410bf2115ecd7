using Microsoft.EntityFrameworkCore;
using Training.Audit.Checkpoints;
using Training.Data;
using Training.Tests.Support;

namespace Training.Tests.Auditing;

/// <summary>AUD-2: whatever is done to the rows by SQL is found, with its index, by the site's verifier and by the independent one.</summary>
public sealed class TamperTests
{
    private const string Leaves = "\"Data_AuditLeaves\"";
    private const string Details = "\"Data_AuditDetails\"";

    // More than a new site writes by itself.
    private const int Before = 100;
    private const int All = 130;

    /// <summary>Name, the entry that must be named, and the statements; entry 110 is in the middle, 130 entries in all, of which the first 100 are in the checkpoint before.</summary>
    public static TheoryData<string, long, string[]> Tampering() => new()
    {
        { "edit the text", 110, [$"UPDATE {Leaves} SET \"Json\" = replace(\"Json\", 'Test.Happened', 'Test.Happenee') WHERE \"Index\" = 110"] },
        { "delete", 110, [$"DELETE FROM {Leaves} WHERE \"Index\" = 110", $"DELETE FROM {Details} WHERE \"Index\" = 110"] },
        { "insert by moving the rest", 110, [.. MoveUp()] },
        { "reorder two entries", 110, [.. Swap()] },
        { "truncate", 125, [$"DELETE FROM {Leaves} WHERE \"Index\" >= 125", $"DELETE FROM {Details} WHERE \"Index\" >= 125"] },
        { "truncate to nothing", 0, [$"DELETE FROM {Leaves}", $"DELETE FROM {Details}"] },
        { "change what an entry's details say", 110, [$"UPDATE {Details} SET \"Json\" = replace(\"Json\", 'number', 'nummer') WHERE \"Index\" = 110"] },
    };

    /// <summary>Things that only the database can show: an export has the leaves, not the columns and nodes beside them.</summary>
    public static TheoryData<string, long, string[]> TamperingBesideTheLeaf() => new()
    {
        { "change a column for searching", 110, [$"UPDATE {Leaves} SET \"Action\" = 'Test.Other' WHERE \"Index\" = 110"] },
        { "take the details away", 110, [$"DELETE FROM {Details} WHERE \"Index\" = 110"] },
        { "pretend an erasure", 110, [$"UPDATE {Details} SET \"Json\" = NULL, \"Salt\" = NULL, \"ErasedAt\" = (SELECT \"At\" FROM {Leaves} WHERE \"Index\" = 103) WHERE \"Index\" = 110"] },
        { "change a stored node", 108, [$"UPDATE {Leaves} SET \"Nodes\" = (SELECT \"Nodes\" FROM {Leaves} WHERE \"Index\" = 107) WHERE \"Index\" = 109"] },
        { "let a hospital's auditors read it", 110, ["INSERT INTO \"Data_AuditHospitals\" (\"Index\", \"HospitalId\") SELECT 110, \"Id\" FROM \"Organizations_Hospitals\" LIMIT 1"] },
    };

    [NodeTheory, MemberData(nameof(OnBoth), nameof(Tampering))]
    public async Task Verify_AfterTampering_NamesTheEntry(Database database, string what, long expected, string[] statements)
    {
        await using var site = await FilledAsync(database);
        await site.TamperAsync(statements);

        var ours = await site.VerifyAsync();
        var independent = await site.VerifyIndependentlyAsync();

        Assert.True(ours is { ExitCode: 1 } && ours.FirstDamaged == expected, $"{what}: {ours.Output}");
        Assert.True(independent is { ExitCode: 1 } && independent.FirstDamaged == expected, $"{what}: {independent.Output}");
    }

    [Theory, MemberData(nameof(OnBoth), nameof(TamperingBesideTheLeaf))]
    public async Task Verify_AfterTamperingBesideTheLeaf_NamesTheEntry(Database database, string what, long expected, string[] statements)
    {
        await using var site = await FilledAsync(database);
        await site.TamperAsync(statements);
        var ours = await site.VerifyAsync();
        Assert.True(ours is { ExitCode: 1 } && ours.FirstDamaged == expected, $"{what}: {ours.Output}");
    }

    [NodeTheory, OnSqlite, OnPostgreSql]
    public async Task Verify_WholeTreeRewritten_ContradictsTheSignedCheckpoint(Database database)
    {
        await using var site = await FilledAsync(database);

        // Somebody who knows everything but the signing key: a changed leaf, and all hashes, nodes and the head made to fit.
        await site.DataAsync(async db =>
        {
            var leaves = await db.Set<AuditLeaf>().AsNoTracking().OrderBy(l => l.Index).ToListAsync();
            var edge = new MerkleEdge();
            await db.WriteAsync(
                async ct =>
                {
                    await db.UnguardAppendOnlyAsync(ct);
                    foreach (var leaf in leaves)
                    {
                        var json = leaf.Index == 110 ? leaf.Json.Replace("Test.Happened", "Test.Hidden", StringComparison.Ordinal) : leaf.Json;
                        var action = leaf.Index == 110 ? "Test.Hidden" : leaf.Action;
                        var hash = MerkleTree.LeafHash(System.Text.Encoding.UTF8.GetBytes(json));
                        var nodes = edge.Append(hash);
                        await db.Set<AuditLeaf>().Where(l => l.Index == leaf.Index).ExecuteUpdateAsync(
                            row => row.SetProperty(l => l.Json, json).SetProperty(l => l.Hash, hash).SetProperty(l => l.Nodes, nodes).SetProperty(l => l.Action, action), ct);
                    }

                    var bytes = edge.ToBytes();
                    await db.Set<AuditHead>().ExecuteUpdateAsync(row => row.SetProperty(h => h.Edge, bytes), ct);
                },
                default);
        });

        foreach (var verdict in new[] { await site.VerifyAsync(), await site.VerifyIndependentlyAsync() })
        {
            Assert.Equal(1, verdict.ExitCode);
            Assert.Contains("another root", verdict.Output, StringComparison.Ordinal);

            // Signed at 100 and at 130: what was changed lies between.
            Assert.Equal(Before, verdict.FirstDamaged);
        }

        // And the site signs no tree that does not continue the last one.
        await site.AppendAsync(1);
        var before = await site.DataAsync(db => db.Set<Checkpoint>().CountAsync());
        await site.SignCheckpointAsync();
        Assert.Equal(before, await site.DataAsync(db => db.Set<Checkpoint>().CountAsync()));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Verify_CheckpointForged_SaysSo(Database database)
    {
        await using var site = await FilledAsync(database);
        await site.TamperAsync("UPDATE \"Audit_Checkpoints\" SET \"Note\" = replace(\"Note\", '130', '129') WHERE \"Size\" = 130");
        var ours = await site.VerifyAsync();
        Assert.Equal(1, ours.ExitCode);
        Assert.Contains("no key of this site has signed it", ours.Output, StringComparison.Ordinal);
    }

    [NodeTheory, OnSqlite, OnPostgreSql]
    public async Task Verify_Untouched_IsIntactForBoth(Database database)
    {
        await using var site = await FilledAsync(database);
        var ours = await site.VerifyAsync();
        var independent = await site.VerifyIndependentlyAsync();
        Assert.True(ours.IsIntact, ours.Output);
        Assert.True(independent.IsIntact, independent.Output);
        Assert.Equal(ours.Root, independent.Root);
        Assert.Contains("Checkpoints: 2 of 2 agree", ours.Output, StringComparison.Ordinal);
    }

    /// <summary>Each row of the named list, on each database that is here.</summary>
    public static IEnumerable<object[]> OnBoth(string list)
    {
        var rows = (IEnumerable<object[]>)(list == nameof(Tampering) ? Tampering() : TamperingBesideTheLeaf());
        return from database in OnPostgreSqlAttribute.Server is null ? new[] { Database.Sqlite } : [Database.Sqlite, Database.PostgreSql]
               from row in rows
               select (object[])[database, .. row];
    }

    private static async Task<Site> FilledAsync(Database database)
    {
        var site = await Site.StartAsync(database, "blank");
        await site.AppendAsync(Before - (await site.LeavesAsync()).Count);
        await site.SignCheckpointAsync();
        await site.AppendAsync(All - Before);
        await site.SignCheckpointAsync();
        Assert.Equal(All, (await site.LeavesAsync()).Count);
        return site;
    }

    // Room for one more, in steps that keep the primary key unique on every database.
    private static IEnumerable<string> MoveUp() =>
    [
        $"UPDATE {Leaves} SET \"Index\" = \"Index\" + 1000 WHERE \"Index\" >= 110",
        $"UPDATE {Details} SET \"Index\" = \"Index\" + 1000 WHERE \"Index\" >= 110",
        $"UPDATE {Leaves} SET \"Index\" = \"Index\" - 999 WHERE \"Index\" >= 1110",
        $"UPDATE {Details} SET \"Index\" = \"Index\" - 999 WHERE \"Index\" >= 1110",
        $"""
        INSERT INTO {Leaves} ("Index", "Json", "Hash", "Nodes", "At", "Action", "SubjectType", "SubjectId", "ActorId", "OnBehalfOf")
        SELECT 110, "Json", "Hash", "Nodes", "At", "Action", "SubjectType", "SubjectId", "ActorId", "OnBehalfOf" FROM {Leaves} WHERE "Index" = 109
        """,
        $"""INSERT INTO {Details} ("Index", "Salt", "Json", "SearchText", "ErasedAt") SELECT 110, "Salt", "Json", "SearchText", "ErasedAt" FROM {Details} WHERE "Index" = 109""",
        "UPDATE \"Data_AuditHead\" SET \"Size\" = \"Size\" + 1",
    ];

    private static IEnumerable<string> Swap() => new[] { Leaves, Details }.SelectMany(table => new[]
    {
        $"UPDATE {table} SET \"Index\" = 1000 WHERE \"Index\" = 110",
        $"UPDATE {table} SET \"Index\" = 110 WHERE \"Index\" = 120",
        $"UPDATE {table} SET \"Index\" = 120 WHERE \"Index\" = 1000",
    });
}
