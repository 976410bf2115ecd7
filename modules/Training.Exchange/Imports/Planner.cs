using System.Security.Cryptography;
using System.Text;
using Training.Exchange.Contracts;
using Training.Exchange.Files;
using Training.Exchange.Uploads;
using Training.Modules;

namespace Training.Exchange.Imports;

/// <summary>What an import would do with a file.</summary>
internal sealed record PlanResult(ReadTable Table, PlanDocument Document, string Digest)
{
    public int Count(RowOutcome outcome) => Table.Rows.Count(row => row.Outcome == outcome && row.Problems.Count == 0);
}

/// <summary>Lets an import plan every row. The preview and the commit both come here, and must come to the same digest.</summary>
internal sealed class Planner(TimeProvider clock)
{
    private const int Step = 500;

    public async Task<PlanResult> PlanAsync(ITableImport import, ReadTable table, Scope scope, Func<int, Task> progress, CancellationToken ct)
    {
        // Without a column that everything hangs on, each row would only repeat that it is missing.
        if (table.HeaderProblems.Count == 0)
        {
            var plan = await import.PrepareAsync(new ImportContext(scope, clock.Today()), table.Rows, ct);
            foreach (var (index, row) in table.Rows.Index())
            {
                plan(row);
                if ((index + 1) % Step == 0)
                {
                    ct.ThrowIfCancellationRequested();
                    await progress(index + 1);
                }
            }
        }

        return new PlanResult(table, DocumentOf(table), DigestOf(table));
    }

    private static PlanDocument DocumentOf(ReadTable table)
    {
        var problems = table.HeaderProblems.Select(problem => new FoundProblem(table.HeaderRow, problem, ""))
            .Concat(table.Rows.SelectMany(row => row.Problems.OrderBy(problem => problem.Column is null ? -1 : table.Places.GetValueOrDefault(problem.Column, int.MaxValue)).Select(problem => new FoundProblem(row.Number, problem, problem.Column is null ? "" : Shorten(row.Cell(problem.Column))))));
        var rows = table.Rows.Where(row => row.Outcome != RowOutcome.Same && row.Problems.Count == 0)
            .Select(row => new FoundRow(row.Number, row.Label, row.Outcome, row.Changes));
        return new PlanDocument([.. problems], [.. rows], table.Unused, table.Places);
    }

    private static string DigestOf(ReadTable table)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in table.Rows)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{row.Number}\u001F{row.Outcome}\u001F{row.Problems.Count}"));
            foreach (var change in row.Changes)
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"\u001E{change.Column}\u001F{change.Old}\u001F{change.New}"));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static string Shorten(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
