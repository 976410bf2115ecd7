using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Training.Courses.Contracts;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Agreements;
using Training.Transfers.Participants;

namespace Training.Transfers.Recipes;

/// <summary>Adds transfers with their stamps, members and mentors. One that is there already (by code) is left as it is.</summary>
internal sealed class TransfersStep(
    TrainingDbContext db, IOrganizations organizations, ITechniques techniques, IPeople people, ICourses courses, TimeProvider clock) : IRecipeStep
{
    public string Name => "Transfers";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var items = context.Items("transfers");
        var directory = await organizations.GetAsync(ct);
        var catalogue = await techniques.GetAsync(ct);
        var known = await db.Transfers.Select(t => t.Code).ToHashSetAsync(ct);
        var named = await people.FindByKeyAsync(items.SelectMany(i => Objects(i, "members").Concat(Objects(i, "mentors"))).Select(i => (string?)i["person"] ?? ""), ct);
        foreach (var (index, item) in items.Index())
        {
            var row = index + 1;
            var code = (string?)item["code"] ?? "";
            if (!known.Add(code))
            {
                continue;
            }

            if (MakeTransfer(context, item, code, directory, catalogue, row) is { } transfer)
            {
                db.Add(transfer);
                AddStamps(context, item, transfer, row);
                AddMentors(context, item, transfer, named, row);
                await AddMembersAsync(context, item, transfer, catalogue.Package(transfer.PackageVersionId), named, row, ct);
            }
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonObject item, string property) => item[property]?.AsArray().Select(i => i!.AsObject()) ?? [];

    private DateOnly Day(JsonNode? daysAgo) => clock.Today().AddDays(-((int?)daysAgo ?? 0));

    private Transfer? MakeTransfer(RecipeStepContext context, JsonObject item, string code, OrganizationDirectory directory, TechniqueCatalogue catalogue, int row)
    {
        var package = catalogue.FindPackage((string?)item["package"] ?? "");
        var giving = directory.FindHospital((string?)item["giving"] ?? "");
        var receiving = directory.FindHospital((string?)item["receiving"] ?? "");
        if (package is null || giving is null || receiving is null)
        {
            context.Problem($"transfer {code} needs a known package and two known hospitals, not '{item["package"]}', '{item["giving"]}', '{item["receiving"]}'", row);
            return null;
        }

        return new Transfer
        {
            Code = code,
            PackageVersionId = package.Id,
            GivingHospitalId = giving.Id,
            ReceivingHospitalId = receiving.Id,
            ContractNumber = (string?)item["contract"],
            From = Day(item["fromDaysAgo"]),
            To = Day(item["toDaysAgo"]),
        };
    }

    private void AddStamps(RecipeStepContext context, JsonObject item, Transfer transfer, int row)
    {
        foreach (var stamp in Objects(item, "stamps"))
        {
            if (!Enum.TryParse<TransferStep>((string?)stamp["step"], out var step))
            {
                context.Problem($"transfer {transfer.Code}: there is no step '{stamp["step"]}'", row);
                continue;
            }

            db.Add(new TransferStamp
            {
                TransferId = transfer.Id,
                Step = step,
                Stalled = (bool?)stamp["stalled"] ?? false,
                On = Day(stamp["daysAgo"]),
                By = (string?)stamp["by"] ?? "",
                DocumentNumber = (string?)stamp["document"],
                Note = (string?)stamp["note"],
            });
        }
    }

    private void AddMentors(RecipeStepContext context, JsonObject item, Transfer transfer, IReadOnlyDictionary<string, PersonInfo> named, int row)
    {
        foreach (var mentor in Objects(item, "mentors"))
        {
            if (!named.TryGetValue((string?)mentor["person"] ?? "", out var person))
            {
                context.Problem($"transfer {transfer.Code}: there is no person '{mentor["person"]}'", row);
                continue;
            }

            db.Add(new Supervision { TransferId = transfer.Id, MentorPersonId = person.Id, From = transfer.From });
        }
    }

    private async Task AddMembersAsync(
        RecipeStepContext context, JsonObject item, Transfer transfer, PackageInfo package, IReadOnlyDictionary<string, PersonInfo> named, int row, CancellationToken ct)
    {
        foreach (var member in Objects(item, "members"))
        {
            if (!named.TryGetValue((string?)member["person"] ?? "", out var person) || !Enum.TryParse<TeamRole>((string?)member["role"], out var role))
            {
                context.Problem($"transfer {transfer.Code}: there is no person '{member["person"]}' or no role '{member["role"]}'", row);
                continue;
            }

            var participant = new Participant
            {
                TransferId = transfer.Id,
                PersonId = person.Id,
                Role = role,
                From = transfer.From,
                To = member["leftDaysAgo"] is { } left ? Day(left) : null,
                LeftReason = (string?)member["leftReason"],
            };
            participant.Joined(transfer);
            db.Add(participant);
            if (member["theoryDaysAgo"] is { } theory && package.TheoryCourseId is { } courseId)
            {
                await db.SaveChangesAsync(ct);
                await courses.RecordPassedAsync(person.Id, courseId, clock.GetUtcNow().AddDays(-(int)theory), ct);
            }
        }
    }
}
