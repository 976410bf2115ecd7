using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.Workflow;
using Training.Modules;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.Recipes;

/// <summary>
/// Begins the process of every case that waits and has none, as those do that were logged before there were processes, and numbers what was logged
/// before cases were numbered.
/// </summary>
internal sealed class CaseProcessesStep(TrainingDbContext db, ITransfers transfers, IProcesses processes, SubmitCase submit) : IRecipeStep
{
    public string Name => "CaseProcesses";

    public async Task ExecuteAsync(RecipeStepContext context, CancellationToken ct)
    {
        var waiting = await (from entry in db.Unscoped<LogbookEntry>().AsNoTracking()
                             where entry.WaitingSince != null
                             join version in db.Unscoped<EntryVersion>().AsNoTracking() on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                             orderby entry.WaitingSince
                             select new { entry, version }).ToListAsync(ct);
        var participations = (await transfers.FindAsync(waiting.Select(found => found.entry.ParticipantId), ct)).ToDictionary(p => p.Participant.Id);
        await NumberAsync(ct);
        foreach (var found in waiting)
        {
            if ((await processes.FindAsync(CaseProcess.Of(found.entry.Id), ct)).Count == 0)
            {
                await submit.RequestSignOffAsync(found.entry, found.version, participations[found.entry.ParticipantId].Transfer, ct);
            }
        }
    }

    private async Task NumberAsync(CancellationToken ct)
    {
        var without = await (from entry in db.Unscoped<LogbookEntry>().AsNoTracking()
                             where entry.WithdrawnAt == null && !db.Set<CaseClaim>().Any(c => c.EntryId == entry.Id)
                             join version in db.Unscoped<EntryVersion>().AsNoTracking() on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                             orderby entry.Id
                             select new { entry, version }).ToListAsync(ct);
        foreach (var same in without.GroupBy(found => (found.entry.PersonId, found.version.TechniqueId, found.version.Stage, found.version.PerformedOn, found.version.PlaceHospitalId)))
        {
            db.AddRange(same.Index().Select(item => new CaseClaim
            {
                PersonId = same.Key.PersonId,
                TechniqueId = same.Key.TechniqueId,
                Stage = same.Key.Stage,
                PerformedOn = same.Key.PerformedOn,
                PlaceHospitalId = same.Key.PlaceHospitalId,
                DayNumber = item.Index + 1,
                EntryId = item.Item.entry.Id,
            }));
        }

        await db.SaveChangesAsync(ct);
    }
}
