using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Training.Logbook.Redaction;
using Training.Logbook.Verification;
using Training.Modules;
using Training.Tests.Auditing;
using Training.Tests.Support;
using Training.Tests.Workflows.Running;

namespace Training.Tests.Logbook;

/// <summary>Looks for words in the raw bytes of everything that a site stores, and runs what looks after the logbook.</summary>
internal static class RemovedBytes
{
    /// <summary>Which of these words stand where: in a file of the data folder, or in a file of the PostgreSQL database.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(this Site site, params string[] words)
    {
        var found = new List<string>();
        foreach (var file in Directory.GetFiles(site.Folder, "*", SearchOption.AllDirectories))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await open.CopyToAsync(copy);
            found.AddRange(words.Where(word => copy.GetBuffer().AsSpan(0, (int)copy.Length).IndexOf(Encoding.UTF8.GetBytes(word)) >= 0).Select(word => $"{word} in {Path.GetFileName(file)}"));
        }

        if (!site.ConnectionString.StartsWith("Data Source", StringComparison.Ordinal))
        {
            found.AddRange(await OnPostgreSqlAsync(new NpgsqlConnectionStringBuilder(site.ConnectionString).Database!, words));
        }

        return found;
    }

    private static async Task<List<string>> OnPostgreSqlAsync(string database, string[] words)
    {
        var found = new List<string>();
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(OnPostgreSqlAttribute.Server) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync();

        // So that what is in memory is in the files, and files that were given up are gone.
        await using (var checkpoint = new NpgsqlCommand("CHECKPOINT", connection))
        {
            await checkpoint.ExecuteNonQueryAsync();
        }

        foreach (var word in words)
        {
            await using var command = new NpgsqlCommand(
                """
                SELECT relname::text FROM pg_class
                WHERE relkind IN ('r', 'i', 't', 'm', 'S') AND pg_relation_filepath(oid) IS NOT NULL
                  AND position($1 IN pg_read_binary_file(pg_relation_filepath(oid), 0, 1000000000, true)) > 0
                """,
                connection);
            command.Parameters.Add(new NpgsqlParameter { Value = Encoding.UTF8.GetBytes(word) });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                found.Add($"{word} in {reader.GetString(0)}");
            }
        }

        return found;
    }

    /// <summary>What <c>logbook verify</c> says.</summary>
    public static Task<Verdict> VerifyLogbookAsync(this Site site) => site.DataAsync(async (_, services) =>
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        var code = await services.GetServices<ISiteCommand>().Single(c => c.Name == "logbook").RunAsync(["verify"], output, default);
        return new Verdict(code!.Value, output.ToString());
    });

    public static Task RunOverwriteAsync(this Site site) => site.RunTaskAsync<OverwriteRemoved>();

    public static Task RunNightlyAsync(this Site site) => site.RunTaskAsync<VerifyLogbook>();

    private static Task<bool> RunTaskAsync<T>(this Site site)
        where T : IBackgroundTask
        => site.DataAsync(async (_, services) =>
        {
            await services.GetServices<IBackgroundTask>().OfType<T>().Single().RunAsync(default);
            return true;
        });

    /// <summary>Asks to remove those parts of a case whose text is one of these, and files where there are any.</summary>
    public static async Task<Answer> AskAsync(this Visitor visitor, Guid entryId, string[] texts, string? remark = null, bool files = false)
    {
        var page = await visitor.GetAsync($"/logbook/{entryId}/redact");
        var (address, fields) = Visitor.FormOf(page, new() { ["Input.Remark"] = remark ?? "", ["Input.Reason"] = page.Page.QuerySelectorAll("main select option")[1].GetAttribute("value") });
        var chosen = page.Page.QuerySelectorAll("label.check")
            .Where(label => texts.Any(text => label.TextContent.Contains(text, StringComparison.Ordinal)) || (files && label.QuerySelector("input")!.GetAttribute("value")!.Contains(" file:", StringComparison.Ordinal)))
            .Select(label => new KeyValuePair<string, string>("Input.Fields", label.QuerySelector("input")!.GetAttribute("value")!));
        return await visitor.PostAsync(address, [.. fields.Where(f => f.Key != "Input.Fields"), .. chosen]);
    }

    public const string ConfirmButton = "button[formaction*=Confirm]";

    public const string DeclineButton = "button[formaction*=Decline]";

    public static async Task<Answer> DecideAsync(this Visitor visitor, Guid requestId, string button, string? because = null)
        => await visitor.SubmitAsync(await visitor.GetAsync($"/redactions/{requestId}"), new() { ["Input.Because"] = because ?? "", ["Input.Password"] = Visitor.DemoPassword }, button);
}
