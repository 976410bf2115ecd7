using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Training.Modules;

/// <summary>Runs a recipe: all of it in one transaction, or nothing.</summary>
public sealed class RecipeRunner(IEnumerable<IRecipeStep> steps, ModuleCatalog catalog, IUnitOfWork work, IAuditTrail audit, ILogger<RecipeRunner> log)
{
    /// <summary>Runs the recipe in <paramref name="path"/>, a file named <c>….recipe.json</c>.</summary>
    /// <exception cref="RecipeException">Something in it is wrong; the message names file, row and reason, and nothing is stored.</exception>
    public async Task RunAsync(string path, CancellationToken ct)
    {
        var name = Path.GetFileName(path);
        var files = new RecipeFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, catalog);
        var queue = Parse(path, name);
        await work.WriteAsync(
            async inner =>
            {
                foreach (var (step, json) in queue)
                {
                    var context = new RecipeStepContext(json, files, name);

                    // Joins the transaction and saves, so that the next step finds what this one added.
                    await work.WriteAsync(saved => step.ExecuteAsync(context, saved), inner);
                    if (context.Problems.Count > 0)
                    {
                        throw new RecipeException(context.Problems);
                    }

                    log.LogDebug("Recipe {Recipe}: step {Step} done.", name, step.Name);
                }

                audit.Add(new AuditEvent("Recipes.RecipeRun", "Recipe", Guid.Empty) { Facts = new Dictionary<string, string?> { ["recipe"] = name, ["sha256"] = HashOf(path) } });
            },
            ct);
    }

    private static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private List<(IRecipeStep Step, JsonObject Json)> Parse(string path, string name)
    {
        if (!File.Exists(path))
        {
            throw new RecipeException([new RecipeProblem(name, null, "there is no such recipe")]);
        }

        JsonNode? root;
        try
        {
            root = JsonNode.Parse(File.ReadAllText(path), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException exception)
        {
            throw new RecipeException([new RecipeProblem(name, (int?)exception.LineNumber + 1, "this is not valid JSON")]);
        }

        if ((root as JsonObject)?["steps"] is not JsonArray array)
        {
            throw new RecipeException([new RecipeProblem(name, null, "the list 'steps' is missing")]);
        }

        var queue = new List<(IRecipeStep, JsonObject)>();
        foreach (var (index, item) in array.Index())
        {
            if (item is not JsonObject json)
            {
                throw new RecipeException([new RecipeProblem(name, null, $"step {index + 1} is not an object with a name")]);
            }

            var step = steps.FirstOrDefault(s => s.Name == json["name"]?.ToString())
                ?? throw new RecipeException([new RecipeProblem(name, null, $"no module knows a step named '{json["name"]}'")]);
            queue.Add((step, json));
        }

        return queue;
    }
}
