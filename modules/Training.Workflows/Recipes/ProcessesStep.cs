using Training.Modules;
using Training.Workflows.Definitions;

namespace Training.Workflows.Recipes;

/// <summary>Publishes the processes that modules deliver. A process that has a version already is left to the administrator.</summary>
internal sealed class ProcessesStep(Publish publish, Models models) : IRecipeStep
{
    public string Name => "Processes";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        foreach (var (index, item) in context.Items("processes").Index())
        {
            var file = (string?)item["file"] ?? "";
            var document = context.ReadText(file);
            if (document.Length == 0)
            {
                continue;
            }

            var examination = await publish.ExamineAsync(document, ct);
            foreach (var problem in examination.Problems)
            {
                context.ProblemIn(file, $"{problem.ElementId}: {problem.Reason} {string.Join(", ", problem.Arguments)}", index + 1);
            }

            if (examination.Model is { } model && await models.NewestAsync(model.Id, ct) is null)
            {
                await publish.PublishAsync(document, (string?)item["reason"] ?? "", ct);
            }
        }
    }
}
