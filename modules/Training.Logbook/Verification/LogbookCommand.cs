using System.Diagnostics;
using System.Globalization;
using Training.Modules;

namespace Training.Logbook.Verification;

/// <summary><c>logbook verify</c>: compares every case with what was signed, now. It only reads, so the site may go on running.</summary>
internal sealed class LogbookCommand(LogbookVerifier verifier, TimeProvider clock) : ISiteCommand
{
    private const int Intact = 0;
    private const int Damaged = 1;

    public string Name => "logbook";

    public bool Writes => false;

    public string Usage => """
        logbook verify    works the hashes of all cases, signatures, files and removals out again, and names those that do not fit
        """;

    public async Task<int?> RunAsync(IReadOnlyList<string> args, TextWriter output, CancellationToken ct) => args is ["verify"] ? await VerifyAsync(output, ct) : null;

    private async Task<int> VerifyAsync(TextWriter output, CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        var (versions, signatures, faults) = (0L, 0L, 0);
        await foreach (var batch in verifier.VerifyAsync(ct))
        {
            (versions, signatures, faults) = (versions + batch.Versions, signatures + batch.Signatures, faults + batch.Faults.Count);
            foreach (var fault in batch.Faults)
            {
                await output.WriteLineAsync($"INVALID case {fault.CaseCode} version {fault.Number}: {Words(fault.Kind)}");
            }
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Versions: {versions}, signatures: {signatures}"));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Time: {clock.GetElapsedTime(start).TotalSeconds:0.00} s, memory {Process.GetCurrentProcess().PeakWorkingSet64 / (1024 * 1024)} MB at most"));
        await output.WriteLineAsync(faults == 0 ? "All signatures hold." : string.Create(CultureInfo.InvariantCulture, $"{faults} things do not fit. What to do: src/docs/runbook.md"));
        return faults == 0 ? Intact : Damaged;
    }

    private static string Words(FaultKind kind) => kind switch
    {
        FaultKind.EntryChanged => "the entry was changed",
        FaultKind.AttachmentChanged => "a file was changed or is gone",
        FaultKind.SignatureChanged => "the sign-off was changed or belongs to another version",
        FaultKind.SignatureMissing => "it counts as signed and has no signature",
        FaultKind.AssertionInvalid => "what a device signed is not valid",
        FaultKind.ApprovalChanged => "an approval was changed or belongs to another version",
        _ => "something was removed without two people",
    };
}
