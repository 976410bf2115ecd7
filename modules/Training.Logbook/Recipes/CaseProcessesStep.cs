using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Entries;
using Training.Logbook.Workflow;
using Training.Modules;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.Logbook.Recipes;

/// <summary>Begins the process of every case that waits and has none, as those do that were logged before there were processes.</summary>
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
        foreach (var found in waiting)
        {
            if ((await processes.FindAsync(CaseProcess.Of(found.entry.Id), ct)).Count == 0)
            {
                await submit.RequestSignOffAsync(found.entry, found.version, participations[found.entry.ParticipantId].Transfer, ct);
            }
        }
    }
}
