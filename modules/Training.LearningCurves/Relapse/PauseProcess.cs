using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Workflows.Contracts;

namespace Training.LearningCurves.Relapse;

/// <summary>The names that this module and the drawing of its process share; Recipes/processes/pause-of-independence.bpmn is how it is delivered.</summary>
internal static class PauseProcess
{
    public const string Key = "pause-of-independence";

    public const string SubjectType = "RelapseSignal";

    public const string ReviewForm = "LearningCurves.Review";

    public const string Paused = "pause";
    public const string Kept = "keep";

    public static Subject Of(Guid signalId) => new(SubjectType, signalId);

    public static string AddressOf(Guid signalId) => $"/curves/signals/{signalId}";
}

/// <summary>The technical head decides.</summary>
internal sealed class ReviewForm : ITaskForm
{
    public string Name => PauseProcess.ReviewForm;

    public IReadOnlyList<string> Outcomes => [PauseProcess.Paused, PauseProcess.Kept];

    public string AddressOf(Subject subject, Guid taskId) => PauseProcess.AddressOf(subject.Id);
}

/// <summary>Says what the process is about, and to which transfer it belongs.</summary>
internal sealed class SignalSubject(TrainingDbContext db, ITransfers transfers, ITechniques techniques, IPeople people) : IProcessSubject, ITransferSubject
{
    public string Type => PauseProcess.SubjectType;

    public async Task<IReadOnlyDictionary<Guid, SubjectCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var rows = await db.Set<RelapseSignal>().AsNoTracking().Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.PersonId, s.TechniqueId, s.PerformedOn }).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return new Dictionary<Guid, SubjectCard>();
        }

        var names = await people.FindAsync(rows.Select(row => row.PersonId), ct);
        var catalogue = await techniques.GetAsync(ct);
        return rows.ToDictionary(
            row => row.Id,
            row => new SubjectCard(names[row.PersonId].Display, catalogue.Technique(row.TechniqueId).Display, PauseProcess.AddressOf(row.Id)));
    }

    async Task<TransferSubject?> ITransferSubject.FindAsync(Guid id, CancellationToken ct)
        => await db.Unscoped<RelapseSignal>().AsNoTracking().Where(s => s.Id == id).Select(s => s.ParticipantId).SingleOrDefaultAsync(ct) is var participant
            && participant != Guid.Empty
            && await transfers.FindAsync([participant], ct) is [var (member, transfer)]
                ? new TransferSubject(transfer, member.PersonId)
                : null;
}
