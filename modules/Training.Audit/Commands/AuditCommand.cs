using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Audit.Checkpoints;
using Training.Data;
using Training.Modules;

namespace Training.Audit.Commands;

/// <summary>
/// <c>audit verify</c> and <c>audit export</c>. Both only read, also on SQLite, so the site may go on running. Neither is an entry of the
/// trail: whoever may start the site's program on its data can read the database anyway.
/// </summary>
internal sealed class AuditCommand(TrainingDbContext db, SigningKey key, AuditExport export, TimeProvider clock) : ISiteCommand
{
    private const int Intact = 0;
    private const int Damaged = 1;

    public string Name => "audit";

    public bool Writes => false;

    public string Usage => """
        audit verify                            works the tree out again; says size, root and time, and names the first damaged entry
        audit export <file> [--without-details] writes what an independent verifier needs, one JSON object a line
        """;

    public async Task<int?> RunAsync(IReadOnlyList<string> args, TextWriter output, CancellationToken ct) => args switch
    {
        ["verify"] => await VerifyAsync(output, ct),
        ["export", var file] => await ExportAsync(file, withDetails: true, output, ct),
        ["export", var file, "--without-details"] => await ExportAsync(file, withDetails: false, output, ct),
        _ => null,
    };

    private async Task<int> VerifyAsync(TextWriter output, CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        var (roots, forged) = await SignedRootsAsync(ct);
        var found = await AuditVerifier.VerifyAsync(db, roots, ct);
        var seconds = clock.GetElapsedTime(start).TotalSeconds;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Size: {found.Size} entries, {found.Erased} with details erased"));
        await output.WriteLineAsync($"Root: {Convert.ToBase64String(found.Root)}");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Checkpoints: {found.Roots} of {roots.Count + forged.Count} agree"));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Time: {seconds:0.00} s, memory {Process.GetCurrentProcess().PeakWorkingSet64 / (1024 * 1024)} MB at most"));
        foreach (var damage in found.Damages)
        {
            await output.WriteLineAsync($"DAMAGED {damage}");
        }

        foreach (var size in forged)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"DAMAGED checkpoint of {size} entries: no key of this site has signed it"));
        }

        var first = found.First;
        await output.WriteLineAsync(first is not null
            ? string.Create(CultureInfo.InvariantCulture, $"The trail was damaged. First damaged entry: {first.Index}")
            : forged.Count > 0 ? "The trail was damaged: a checkpoint was forged." : "The trail is intact.");
        return first is null && forged.Count == 0 ? Intact : Damaged;
    }

    private async Task<int> ExportAsync(string file, bool withDetails, TextWriter output, CancellationToken ct)
    {
        await using var stream = new FileStream(file, FileMode.CreateNew);
        var entries = await export.WriteAsync(stream, withDetails, ct);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{entries} entries are in {file}."));
        return Intact;
    }

    private async Task<(IReadOnlyList<SignedRoot> Roots, IReadOnlyList<long> Forged)> SignedRootsAsync(CancellationToken ct)
    {
        var roots = new List<SignedRoot>();
        var forged = new List<long>();
        await foreach (var checkpoint in db.Checkpoints.AsNoTracking().OrderBy(c => c.Size).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (CheckpointNote.Open(checkpoint.Note, key.All) is { } signed && signed.Size == checkpoint.Size && signed.Root.AsSpan().SequenceEqual(checkpoint.Root))
            {
                roots.Add(new SignedRoot(signed.Size, signed.Root));
            }
            else
            {
                forged.Add(checkpoint.Size);
            }
        }

        return (roots, forged);
    }
}
