using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;

namespace Training.Identity.Throttling;

/// <summary>Who tries a door.</summary>
/// <param name="Account">What names the account: the normalised e-mail that was typed, or an id; null where none is tried.</param>
/// <param name="Device">The mark of a device known for that account, or null.</param>
internal sealed record Attempt(string? Account, string? Device = null);

/// <summary>
/// Counts tries, over all nodes. A try is counted as failed when it begins and given back when it succeeds, so that parallel tries can not
/// slip through between look and count. A known device has a count of its own and feels no other: nobody can lock its owner out.
/// </summary>
internal sealed class Throttle(TrainingDbContext db, IHttpContextAccessor accessor, TimeProvider clock) : IGuessing
{
    private const string Everybody = "all";

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Counts a try, before anything that was sent is looked at.</summary>
    public async Task<Entrance> EnterAsync(string door, Attempt attempt, CancellationToken ct)
    {
        var limits = DoorLimits.Of(door);
        var entrance = Entrance.Open;
        await db.WriteAsync(
            async inner =>
            {
                if (attempt.Device is null)
                {
                    // The same order everywhere, so that two of them never wait for each other.
                    entrance = Judge(await CountAsync(door, Everybody, limits, inner), limits.Altogether, int.MaxValue, limits);
                    entrance = entrance.IsOpen ? Judge(await CountAsync(door, NetworkKey, limits, inner), limits.PerNetwork, int.MaxValue, limits) : entrance;
                }

                if (entrance.IsOpen && AccountKey(attempt) is { } key)
                {
                    entrance = Judge(await CountAsync(door, key, limits, inner), limits.PerAccount, limits.InARow, limits);
                }
            },
            ct);
        return entrance;
    }

    /// <summary>Gives the try back, and ends the row of failures.</summary>
    public Task SucceededAsync(string door, Attempt attempt, CancellationToken ct) => db.WriteAsync(
        async inner =>
        {
            if (attempt.Device is null)
            {
                await GiveBackAsync(door, [Everybody, NetworkKey], inner);
            }

            if (AccountKey(attempt) is { } key)
            {
                await GiveBackAsync(door, [key], inner);
            }
        },
        ct);

    /// <summary>Forgets the failures at an account: it was recovered. Joins a running write.</summary>
    public Task ForgiveAsync(string account, CancellationToken ct)
    {
        var key = HashOf("account", account);
        return db.WriteAsync(inner => db.Set<ThrottleCount>().Where(t => t.Key == key).ExecuteDeleteAsync(inner), ct);
    }

    /// <inheritdoc/>
    public async Task<Entrance> LookAsync(string door, CancellationToken ct)
    {
        var (limits, key) = (DoorLimits.Of(door), NetworkKey);
        var count = await db.Set<ThrottleCount>().AsNoTracking().SingleOrDefaultAsync(t => t.Door == door && t.Key == key, ct);
        return count is null || count.Since + Seconds(limits) <= Now || count.Tries < limits.PerNetwork ? Entrance.Open : Closed(count.Since, limits);
    }

    /// <inheritdoc/>
    public Task MissedAsync(string door, CancellationToken ct) => db.WriteAsync(inner => CountAsync(door, NetworkKey, DoorLimits.Of(door), inner), ct);

    private string NetworkKey => HashOf("network", Network.Of(accessor.HttpContext?.Connection.RemoteIpAddress));

    private static string? AccountKey(Attempt attempt) => attempt switch
    {
        { Device: { } device } => HashOf("device", device),
        { Account: { } account } => HashOf("account", account),
        _ => null,
    };

    private static string HashOf(string kind, string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{value}")));

    private static long Seconds(DoorLimits limits) => (long)limits.Window.TotalSeconds;

    private Entrance Judge(ThrottleCount count, int most, int mostInARow, DoorLimits limits) => count switch
    {
        _ when count.InARow > mostInARow => new Entrance(false, TimeSpan.Zero, OnlyRecovery: true),
        _ when count.Tries > most => Closed(count.Since, limits),
        _ => Entrance.Open,
    };

    private Entrance Closed(long since, DoorLimits limits) => new(false, TimeSpan.FromSeconds(Math.Max(1, since + Seconds(limits) - Now)), OnlyRecovery: false);

    // A refused try does not lengthen the row: whoever only knocks faster does not lock an account sooner.
    private async Task<ThrottleCount> CountAsync(string door, string key, DoorLimits limits, CancellationToken ct)
    {
        var now = Now;
        var over = now - Seconds(limits);
        var rows = await db.Set<ThrottleCount>().FromSql(
            $"""
            INSERT INTO "Identity_Throttles" AS t ("Door", "Key", "Since", "Tries", "InARow") VALUES ({door}, {key}, {now}, 1, 1)
            ON CONFLICT ("Door", "Key") DO UPDATE SET
                "Since" = CASE WHEN t."Since" <= {over} THEN {now} ELSE t."Since" END,
                "Tries" = CASE WHEN t."Since" <= {over} THEN 1 ELSE t."Tries" + 1 END,
                "InARow" = CASE WHEN t."Since" > {over} AND t."Tries" >= {limits.PerAccount} THEN t."InARow" ELSE t."InARow" + 1 END
            RETURNING "Door", "Key", "Since", "Tries", "InARow"
            """).AsNoTracking().ToListAsync(ct);
        return rows.Single();
    }

    private Task<int> GiveBackAsync(string door, string[] keys, CancellationToken ct) => db.Set<ThrottleCount>()
        .Where(t => t.Door == door && keys.Contains(t.Key))
        .ExecuteUpdateAsync(t => t.SetProperty(x => x.Tries, x => x.Tries > 0 ? x.Tries - 1 : 0).SetProperty(x => x.InARow, 0), ct);
}
