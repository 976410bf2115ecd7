using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Modules;
using Training.Workflows.Running;

namespace Training.Workflows.Commands;

/// <summary><c>workflows run</c>: does what is due and ends, for a site whose jobs are switched off, or to catch up before it opens.</summary>
internal sealed class WorkflowsCommand(TrainingDbContext db, RunDue due) : ISiteCommand
{
    public string Name => "workflows";

    public bool Writes => true;

    public string Usage => "workflows run                           fires the timers that are due, hands over messages, and ends";

    public async Task<int?> RunAsync(IReadOnlyList<string> args, TextWriter output, CancellationToken ct)
    {
        if (args is not ["run"])
        {
            return null;
        }

        await output.WriteLineAsync("Running what is due.");
        await due.RunAsync(ct);
        var stopped = await db.Set<Instance>().CountAsync(i => i.FaultedAt != null, ct);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Done. {stopped} instances have stopped because of an error."));
        return 0;
    }
}
