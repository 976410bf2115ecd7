using System.Text.Json.Nodes;

namespace Training.Modules;

/// <summary>One thing wrong in a recipe or in a file it names. <paramref name="Row"/> counts as an editor does, the header being 1.</summary>
public sealed record RecipeProblem(string File, int? Row, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => Row is null ? $"{File}: {Reason}" : $"{File}, row {Row}: {Reason}";
}

/// <summary>The recipe was refused. Nothing of it is stored.</summary>
public sealed class RecipeException(IReadOnlyList<RecipeProblem> problems)
    : Exception($"The recipe was refused and nothing was stored. {string.Join("; ", problems.Take(20))}{(problems.Count > 20 ? $"; and {problems.Count - 20} more" : "")}.")
{
    /// <summary>Everything that was found in the step that failed.</summary>
    public IReadOnlyList<RecipeProblem> Problems { get; } = problems;
}

/// <summary>
/// Loads one kind of content. Idempotent: what is there already is left as it is or brought up to date, never doubled.
/// </summary>
public interface IRecipeStep
{
    /// <summary>The <c>name</c> of the step in the recipe's JSON.</summary>
    string Name { get; }

    /// <summary>Runs inside the recipe's transaction. Problems go to <see cref="RecipeStepContext.Problem(string, int?)"/>.</summary>
    Task ExecuteAsync(RecipeStepContext context, CancellationToken ct);
}

/// <summary>What a step is given: its JSON, its files and a place to report problems.</summary>
public sealed class RecipeStepContext(JsonObject step, RecipeFiles files, string recipe)
{
    private readonly List<RecipeProblem> _problems = [];

    /// <summary>The step's own JSON object.</summary>
    public JsonObject Step { get; } = step;

    /// <summary>What was reported so far.</summary>
    public IReadOnlyList<RecipeProblem> Problems => _problems;

    /// <summary>The file that problems are reported against: the step's <c>file</c>, or the recipe itself.</summary>
    public string File { get; } = (string?)step["file"] ?? recipe;

    /// <summary>Reports a problem; the recipe is refused once the step returns.</summary>
    public void Problem(string reason, int? row = null) => _problems.Add(new RecipeProblem(File, row, reason));

    /// <summary>Reports a problem of another file that the step reads.</summary>
    public void ProblemIn(string file, string reason, int? row = null) => _problems.Add(new RecipeProblem(file, row, reason));

    /// <summary>Reads the CSV file that the step names. A missing file or column is a problem and gives no rows.</summary>
    /// <param name="columns">Columns that must be there.</param>
    public IReadOnlyList<RecipeRow> ReadTable(params string[] columns) => RecipeTable.Read(this, ReadText(File), columns);

    /// <summary>Reads a file beside the recipe or embedded in a module; empty, with a problem, where there is none.</summary>
    public string ReadText(string file)
    {
        if (TryReadText(file) is { } text)
        {
            return text;
        }

        ProblemIn(file, "there is no such file beside the recipe or in a module");
        return "";
    }

    /// <summary>A second CSV file that the step names in another property; its problems are reported against that file. Null where it names none.</summary>
    /// <param name="property">Name of the property, such as <c>history</c>.</param>
    public RecipeStepContext? Second(string property)
        => (string?)Step[property] is { } file ? new RecipeStepContext(new JsonObject { ["file"] = file }, files, recipe) : null;

    /// <summary>Takes over what was found in a second file.</summary>
    public void ProblemsOf(RecipeStepContext second) => _problems.AddRange(second.Problems);

    /// <summary>Reads a file that need not be there; null where it is not.</summary>
    public string? TryReadText(string file) => files.Find(file);

    /// <summary>The objects of an array in the step's JSON; a missing or wrong one is a problem.</summary>
    public IReadOnlyList<JsonObject> Items(string property)
    {
        if (Step[property] is JsonArray array && array.All(item => item is JsonObject))
        {
            return [.. array.Select(item => item!.AsObject())];
        }

        Problem($"step {Step["name"]} needs a list of objects named '{property}'");
        return [];
    }
}
