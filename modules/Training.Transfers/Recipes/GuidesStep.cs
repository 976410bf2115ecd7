using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Transfers.Agreements;
using Training.Transfers.Contracts;
using Training.Transfers.Guidance;

namespace Training.Transfers.Recipes;

/// <summary>Names the guides of members, by the same rules as the pages. A member who has one already is left alone.</summary>
internal sealed class GuidesStep(TrainingDbContext db, ITransfers transfers, IPeople people, NameGuide name, TimeProvider clock) : IRecipeStep
{
    public string Name => "Guides";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var items = context.Items("guides");
        var named = await people.FindByKeyAsync(items.SelectMany(item => new[] { (string?)item["member"] ?? "", (string?)item["guide"] ?? "" }), ct);
        var known = await db.Guides.Select(guide => guide.ParticipantId).ToHashSetAsync(ct);
        foreach (var (index, item) in items.Index())
        {
            var member = named.GetValueOrDefault((string?)item["member"] ?? "");
            var guide = named.GetValueOrDefault((string?)item["guide"] ?? "");
            var code = (string?)item["transfer"];
            var learner = member is null ? null : (await transfers.OfPersonAsync(member.Id, ct)).FirstOrDefault(p => p.Transfer.Code == code);
            if (guide is null || learner is null)
            {
                context.Problem($"there is no member '{item["member"]}' of transfer '{code}', or no person '{item["guide"]}'", index + 1);
                continue;
            }

            if (!known.Add(learner.Participant.Id))
            {
                continue;
            }

            var from = Day((int?)item["fromDaysAgo"]) ?? learner.Participant.From;
            var to = Day((int?)item["toDaysAgo"]) ?? learner.Participant.To;
            try
            {
                await name.AddAsync(learner, guide.Id, new Days(from, to), ct);
            }
            catch (RuleViolation violation)
            {
                context.Problem($"{guide.Key} can not guide {member!.Key} in {code}: {violation.Key} {string.Join(' ', violation.Arguments)}", index + 1);
            }
        }
    }

    private DateOnly? Day(int? daysAgo) => daysAgo is { } days ? clock.Today().AddDays(-days) : null;
}
