using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Audit.Checkpoints;
using Training.Data;
using Training.Modules;
using Training.Tests.Architecture;
using Training.Tests.Support;

namespace Training.Tests.Auditing;

/// <summary>What a verifier said.</summary>
internal sealed record Verdict(int ExitCode, string Output)
{
    public bool IsIntact => ExitCode == 0 && Output.Contains("The trail is intact.", StringComparison.Ordinal);

    /// <summary>The index it names; null where it names none.</summary>
    public long? FirstDamaged => Regex.Match(Output, @"First damaged entry: (\d+)") is { Success: true } match ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    public string Root => Regex.Match(Output, "Root: (.*)").Groups[1].Value.Trim();
}

/// <summary>What the tests of the trail do over and over.</summary>
internal static class Trail
{
    /// <summary>Adds events that come with no change.</summary>
    public static Task AppendAsync(this Site site, int count, string action = "Test.Happened", Guid? subject = null) => site.DataAsync(async (_, services) =>
    {
        await services.GetRequiredService<IUnitOfWork>().WriteAsync(
            _ =>
            {
                for (var i = 0; i < count; i++)
                {
                    services.GetRequiredService<IAuditTrail>().Add(new AuditEvent(action, "Test", subject ?? Guid.CreateVersion7()) { Facts = new Dictionary<string, string?> { ["number"] = $"{i}" } });
                }

                return Task.CompletedTask;
            },
            default);
        return true;
    });

    public static Task<List<AuditLeaf>> LeavesAsync(this Site site) => site.DataAsync(db => db.Set<AuditLeaf>().AsNoTracking().OrderBy(l => l.Index).ToListAsync());

    public static async Task<(AuditLeaf Leaf, JsonElement Details)> NewestEventAsync(this Site site, string action)
    {
        var (leaf, json) = await site.DataAsync(async db =>
        {
            var found = await db.Set<AuditLeaf>().AsNoTracking().Where(l => l.Action == action).OrderByDescending(l => l.Index).FirstAsync();
            return (found, (await db.Set<AuditDetails>().AsNoTracking().SingleAsync(d => d.Index == found.Index)).Json!);
        });
        return (leaf, JsonDocument.Parse(json).RootElement);
    }

    public static Task SignCheckpointAsync(this Site site) => site.DataAsync(async (_, services) =>
    {
        await services.GetServices<IBackgroundTask>().OfType<SignCheckpoint>().Single().RunAsync(default);
        return true;
    });

    /// <summary>What <c>audit verify</c> says.</summary>
    public static Task<Verdict> VerifyAsync(this Site site) => site.CommandAsync("verify");

    public static Task<Verdict> CommandAsync(this Site site, params string[] args) => site.DataAsync(async (_, services) =>
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        var code = await services.GetServices<ISiteCommand>().Single(c => c.Name == "audit").RunAsync(args, output, default);
        return new Verdict(code!.Value, output.ToString());
    });

    /// <summary>What the independent verifier says about an export.</summary>
    public static async Task<Verdict> VerifyIndependentlyAsync(this Site site, string? proofs = null)
    {
        var file = Path.Combine(site.Folder, $"{Guid.CreateVersion7():N}.jsonl");
        Assert.Equal(0, (await site.CommandAsync("export", file)).ExitCode);
        var key = Path.Combine(site.Folder, "public.pem");
        await File.WriteAllTextAsync(key, site.Services.GetRequiredService<SigningKey>().Current.ExportSubjectPublicKeyInfoPem());
        string[] arguments = [Path.Combine(Repository.Root, "tests/verify-audit.mjs"), file, "--key", key, .. proofs is null ? (string[])[] : ["--proofs", proofs]];
        using var process = Process.Start(new ProcessStartInfo(NodeTheoryAttribute.Program!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync() + await error;
        await process.WaitForExitAsync();
        return new Verdict(process.ExitCode, output);
    }
}
