using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Integrity.Questions;
using Training.Modules;
using Training.Workflows.Contracts;

namespace Training.Integrity.Running;

/// <summary>The training office of the giving hospital, but nobody of it who is asked themselves.</summary>
internal sealed class OfficeOfQuestion(TrainingDbContext db, IRoleHolders holders, ICurrentUser user) : RoleResolver(holders)
{
    public override string Id => "office-of-question";

    public override async Task<bool> MayActAsync(Subject subject, string key, CancellationToken ct)
        => await base.MayActAsync(subject, key, ct) && await FindAsync(subject, ct) is { } question && !question.IsAsked(user.PersonId);

    protected override bool MayBe(RoleKey key) => key is { Role: Roles.TrainingOffice, Kind: ScopeKind.Hospital };

    protected override async Task<RoleKey?> RoleOfAsync(Subject subject, string? argument, CancellationToken ct)
        => await FindAsync(subject, ct) is { } question ? new RoleKey(Roles.TrainingOffice, ScopeKind.Hospital, question.GivingHospitalId) : null;

    private async Task<Question?> FindAsync(Subject subject, CancellationToken ct)
        => subject.Type == IntegrityProcess.SubjectType ? await db.Unscoped<Question>().AsNoTracking().SingleOrDefaultAsync(q => q.Id == subject.Id, ct) : null;
}
