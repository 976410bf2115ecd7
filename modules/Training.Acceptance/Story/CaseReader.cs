using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Training.Acceptance.Council;
using Training.Acceptance.FollowUps;
using Training.Acceptance.Papers;
using Training.Data;

namespace Training.Acceptance.Story;

/// <summary>Reads cases for whoever sees them: those who see the transfer, and the council.</summary>
internal sealed class CaseReader(TrainingDbContext db)
{
    /// <summary>The newest case of a transfer; null where there is none to be seen. Two statements.</summary>
    public Task<CaseStory?> NewestAsync(Guid transferId, CancellationToken ct) => ReadAsync(db.AcceptanceCases, c => c.TransferId == transferId, ct);

    /// <summary>The case that a process carries, read past the scope: whoever moves the process need not see it. Two statements.</summary>
    public async Task<CaseStory> OfInstanceAsync(Guid instanceId, CancellationToken ct)
        => await ReadAsync(db.Unscoped<AcceptanceCase>(), c => c.InstanceId == instanceId, ct) ?? throw new InvalidOperationException($"Instance {instanceId} carries no case of acceptance.");

    // In two halves: one statement would multiply the votes with the papers.
    private async Task<CaseStory?> ReadAsync(IQueryable<AcceptanceCase> cases, Expression<Func<AcceptanceCase, bool>> which, CancellationToken ct)
    {
        var begun = await (from c in cases.AsNoTracking().Where(which)
                           join rule in db.Set<AcceptanceRule>() on c.RuleId equals rule.Id
                           orderby c.Number descending
                           select new
                           {
                               Case = c,
                               Rule = rule,
                               Council = db.Set<CouncilMember>().Where(m => m.CaseId == c.Id).ToList(),
                               Votes = db.Set<Vote>().Where(v => v.CaseId == c.Id).ToList(),
                               Remedies = db.Set<Remedy>().Where(r => r.CaseId == c.Id).ToList(),
                           }).FirstOrDefaultAsync(ct);
        if (begun is null)
        {
            return null;
        }

        var story = new CaseStory(
            begun.Case,
            begun.Rule,
            [.. begun.Council.OrderBy(m => m.Side).ThenBy(m => m.Name, StringComparer.Ordinal)],
            [.. begun.Votes.OrderBy(v => v.At)],
            [.. begun.Remedies.OrderBy(r => r.Round)]);
        if (story.Phase is CasePhase.Voting or CasePhase.Refused or CasePhase.Closed)
        {
            return story;
        }

        var ended = await cases.AsNoTracking().Where(c => c.Id == story.Case.Id)
            .Select(c => new
            {
                Minutes = db.Set<Minutes>().Where(m => m.CaseId == c.Id).ToList(),
                Signatures = db.Set<MinutesSignature>().Where(s => s.CaseId == c.Id).ToList(),
                Note = db.Set<DepartmentNote>().Where(n => n.CaseId == c.Id).ToList(),
                FollowUps = db.Set<FollowUp>().Where(f => f.CaseId == c.Id).ToList(),
                Answers = db.Set<FollowUpAnswer>().Where(a => a.CaseId == c.Id).ToList(),
            })
            .SingleAsync(ct);
        return story with
        {
            Minutes = [.. ended.Minutes.OrderBy(m => m.Version)],
            Signatures = [.. ended.Signatures.OrderBy(s => s.At)],
            Note = ended.Note.SingleOrDefault(),
            FollowUps = [.. ended.FollowUps.OrderBy(f => f.Number)],
            Answers = [.. ended.Answers.OrderBy(a => a.Number)],
        };
    }
}

internal static class AcceptanceDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<AcceptanceCase> AcceptanceCases => db.Set<AcceptanceCase>();
    }
}
