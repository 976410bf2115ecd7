using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Phones;
using Training.Identity.Users;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Identity.Grants;

/// <summary>What somebody asks for when they grant a role.</summary>
internal sealed record GrantRequest(string Role, ScopeKind Kind, Guid? ScopeId, DateOnly From, DateOnly? To, string Reason);

/// <summary>
/// Grants roles and ends grants. Both judge the actor's rights as they are in the database once no other change of grants can come between.
/// Call inside a write.
/// </summary>
internal sealed class GrantWriter(
    TrainingDbContext db, ICurrentUser actor, IOrganizations organizations, IAuditTrail audit, GrantLetters letters, TimeProvider clock)
{
    /// <summary>Stores a new grant for the account.</summary>
    /// <exception cref="RuleViolation">The actor may not grant this, or the period is not possible.</exception>
    public async Task<RoleGrant> GrantAsync(Guid userId, GrantRequest request, CancellationToken ct)
    {
        await db.LockGrantsAsync(ct);
        var today = clock.Today();
        var user = await SomebodyElseAsync(userId, ct);
        var scope = await ScopeOfAsync(request.Kind, request.ScopeId, ct);
        var authority = scope is null ? null : GrantRules.AuthorityFor(await HeldAsync(today, ct), request.Role, scope);
        if (scope is null || authority is null)
        {
            throw new RuleViolation("Grant.NotAllowed") { Field = "Input.Scope" };
        }

        if (request.From < today)
        {
            throw new RuleViolation("Grant.Backdated") { Field = "Input.From" };
        }

        if (request.To < request.From)
        {
            throw new RuleViolation("Grant.EndsBeforeItBegins") { Field = "Input.To" };
        }

        if (GrantRules.Outlives(request.To, authority))
        {
            throw new RuleViolation("Grant.Outlives", Show.Date(authority.To!.Value)) { Field = "Input.To" };
        }

        var grant = new RoleGrant
        {
            UserId = userId,
            Role = request.Role,
            Kind = request.Kind,
            HospitalId = scope.HospitalId,
            ProvinceId = request.Kind == ScopeKind.Province ? scope.ProvinceId : null,
            From = request.From,
            To = request.To,
            GrantedBy = actor.Name,
            GrantedByUserId = actor.UserId,
            GrantedAt = clock.GetUtcNow(),
            Reason = request.Reason.Trim(),
        };
        if (await OverlapsAsync(grant, ct))
        {
            throw new RuleViolation("Grant.Overlaps") { Field = "Input.Scope" };
        }

        db.Add(grant);
        await db.RevokeTicketsAsync(userId, clock.GetUtcNow(), ct);
        audit.Add(EventOf("Identity.RoleGranted", grant, user, grant.Reason));
        await letters.GrantedAsync(user, grant, ct);
        return grant;
    }

    /// <summary>Sets the last day of a grant, or ends it at once.</summary>
    /// <param name="grantId">The grant; it must exist.</param>
    /// <param name="version">The version that the actor saw.</param>
    /// <param name="last">Its last day; null ends it now.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">The actor may not end it, it is over already, or it is the last one of an administrator.</exception>
    public async Task EndAsync(Guid grantId, int version, DateOnly? last, string reason, CancellationToken ct)
    {
        await db.LockGrantsAsync(ct);
        var today = clock.Today();
        var grant = await db.RoleGrants.SingleAsync(g => g.Id == grantId, ct);
        await db.Entry(grant).ReloadAsync(ct);
        var user = await SomebodyElseAsync(grant.UserId, ct);
        var scope = await ScopeOfAsync(grant.Kind, grant.HospitalId ?? grant.ProvinceId, ct);
        if (scope is null || GrantRules.AuthorityFor(await HeldAsync(today, ct), grant.Role, scope) is null)
        {
            throw new RuleViolation("Grant.End.NotAllowed");
        }

        if (grant.Version != version)
        {
            throw new RuleViolation("Form.Stale");
        }

        if (grant.To < today)
        {
            throw new RuleViolation("Grant.End.Over");
        }

        if (last is { } day && (day < today || day < grant.From || grant.To <= day))
        {
            throw new RuleViolation("Grant.End.Day") { Field = "Input.Last" };
        }

        if (grant.Role == Roles.Administrator && !await db.AdministratorStaysAsync(today, grantId, null, ct))
        {
            throw new RuleViolation("Grant.LastAdministrator");
        }

        grant.To = last ?? today.AddDays(-1);
        grant.EndedAt = clock.GetUtcNow();
        grant.EndedByUserId = actor.UserId;
        grant.EndReason = reason.Trim();
        await db.RevokeTicketsAsync(grant.UserId, clock.GetUtcNow(), ct);
        audit.Add(EventOf("Identity.GrantEnded", grant, user, grant.EndReason));
        await letters.EndedAsync(user, grant, last, ct);
    }

    /// <summary>What the actor holds today.</summary>
    public async Task<IReadOnlyList<HeldGrant>> HeldAsync(DateOnly today, CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        var grants = await db.RoleGrants.AsNoTracking().CountingOn(today)
            .Where(g => g.UserId == actor.UserId)
            .ToListAsync(ct);
        return [.. grants.Select(g => new HeldGrant(g.Role, g.ScopeIn(directory), g.To))];
    }

    private async Task<User> SomebodyElseAsync(Guid userId, CancellationToken ct)
    {
        var user = await db.Users.SingleAsync(u => u.Id == userId, ct);
        return userId == actor.UserId || (user.PersonId is { } person && person == actor.PersonId)
            ? throw new RuleViolation("Grant.Own")
            : user;
    }

    private async Task<GrantScope?> ScopeOfAsync(ScopeKind kind, Guid? id, CancellationToken ct)
    {
        var directory = await organizations.GetAsync(ct);
        return (kind, id) switch
        {
            (ScopeKind.Hospital, { } hospital) => directory.FindHospital(hospital) is { } found ? GrantScope.Hospital(found.Id, found.ProvinceId) : null,
            (ScopeKind.Province, { } province) => directory.Provinces.Any(p => p.Id == province) ? GrantScope.Province(province) : null,
            (ScopeKind.Country, null) => GrantScope.Country,
            _ => null,
        };
    }

    private Task<bool> OverlapsAsync(RoleGrant grant, CancellationToken ct) => db.RoleGrants.AnyAsync(
        g => g.UserId == grant.UserId && g.Role == grant.Role && g.Kind == grant.Kind && g.HospitalId == grant.HospitalId && g.ProvinceId == grant.ProvinceId
            && (g.To == null || (g.To >= grant.From && g.To >= g.From)) && (grant.To == null || g.From <= grant.To),
        ct);

    private static AuditEvent EventOf(string action, RoleGrant grant, User user, string reason) => new(action, nameof(RoleGrant), grant.Id)
    {
        HospitalIds = grant.HospitalId is { } hospital ? [hospital] : [],
        Reason = reason,
        Facts = new Dictionary<string, string?>
        {
            ["account"] = user.Id.ToString(),
            ["role"] = grant.Role,
            ["scope"] = grant.Kind == ScopeKind.Country ? "Country" : $"{grant.Kind}:{grant.HospitalId ?? grant.ProvinceId}",
            ["from"] = grant.From.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["to"] = grant.To?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        },
    };
}
