using System.Data.Common;
using Training.Modules;

namespace Training.Web.Setup;

/// <summary>Runs the commands that modules bring, such as <c>audit verify</c>.</summary>
internal static class SiteCommands
{
    private const int Misunderstood = 2;

    /// <returns>The exit code; null where the words on the command line are no command.</returns>
    public static async Task<int?> RunAsync(string[] args, IServiceProvider services, SiteSetup setup, TextWriter output, CancellationToken ct)
    {
        if (args is not [var name, .. var words] || name.StartsWith('-') || name.Contains('=', StringComparison.Ordinal))
        {
            return null;
        }

        await using var scope = services.CreateAsyncScope();
        if (scope.ServiceProvider.GetServices<ISiteCommand>().FirstOrDefault(command => command.Name == name) is not { } command)
        {
            return null;
        }

        try
        {
            if (command.Writes)
            {
                await setup.PrepareDatabaseAsync(ct);
            }

            if (await command.RunAsync(words, output, ct) is { } exitCode)
            {
                return exitCode;
            }
        }
        catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException)
        {
            throw new StartupProblem($"{name}: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }

        await output.WriteLineAsync(command.Usage);
        return Misunderstood;
    }
}
