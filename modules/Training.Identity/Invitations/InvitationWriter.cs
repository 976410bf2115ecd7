using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Modules;
using Training.Notifications.Contracts;
using Training.Organizations.Contracts;

namespace Training.Identity.Invitations;

/// <summary>Whom to invite, and with which role.</summary>
internal sealed record InvitationRequest(Guid? PersonId, string Name, string Email, string? Role, Guid? HospitalId);

/// <summary>Sends and withdraws invitations. Call inside a write.</summary>
internal sealed class InvitationWriter(
    TrainingDbContext db, ILookupNormalizer normalizer, IOrganizations organizations, ICurrentUser actor, PermissionCatalog permissions, IMailQueue mail, IAuditTrail audit,
    IStringLocalizer<Texts> texts, TimeProvider clock)
{
    /// <summary>The roles that come with an invitation; all others are granted to an account that is there.</summary>
    public static IReadOnlyList<string> OfferedRoles { get; } = [Roles.Trainee, Roles.Mentor];

    /// <param name="request">Whom.</param>
    /// <param name="root">Address of the site, without a slash at the end.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">There is an account already, or the role is not the actor's to give.</exception>
    public async Task<Invitation> SendAsync(InvitationRequest request, string root, CancellationToken ct)
    {
        var email = request.Email.Trim();
        var normalized = normalizer.NormalizeEmail(email)!;
        if (await db.Set<User>().AnyAsync(u => u.NormalizedEmail == normalized || u.NormalizedUserName == normalized, ct))
        {
            throw new RuleViolation("Invite.Email.Taken") { Field = "Input.Email" };
        }

        if (request.PersonId is { } person && await db.Set<User>().AnyAsync(u => u.PersonId == person, ct))
        {
            throw new RuleViolation("Invite.HasAccount");
        }

        if (request.Role is { } role && (!OfferedRoles.Contains(role) || request.HospitalId is not { } hospital || !actor.Can(PeoplePermissions.Invite)
            || !await MayGrantAsync(actor.UserId, hospital, ct)))
        {
            throw new RuleViolation("Invite.Role.NotYours") { Field = "Input.Role" };
        }

        var now = clock.GetUtcNow();
        await db.Unscoped<Invitation>()
            .Where(i => i.AcceptedAt == null && i.WithdrawnAt == null && (i.NormalizedEmail == normalized || (request.PersonId != null && i.PersonId == request.PersonId)))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.WithdrawnAt, now), ct);
        var token = SecretToken.Create();
        var invitation = new Invitation
        {
            PersonId = request.PersonId,
            Name = request.Name,
            Email = email,
            NormalizedEmail = normalized,
            Role = request.Role,
            HospitalId = request.HospitalId,
            TokenHash = SecretToken.Hash(token),
            InvitedByUserId = actor.UserId,
            InvitedBy = actor.Name,
            SentAt = now,
            ExpiresAt = now + Invitation.Lifetime,
        };
        db.Add(invitation);
        mail.Send(new Mail(
            email,
            texts["Invite.Mail.Subject"],
            texts["Invite.Mail.Body", request.Name, actor.Name, $"{root}/account/invitation/{token}", Show.Time(invitation.ExpiresAt)])
        { Secret = true });
        audit.Add(EventOf("Identity.InvitationSent", invitation));
        return invitation;
    }

    /// <summary>Makes the link useless.</summary>
    /// <returns>False where it was accepted or withdrawn already, or is not in scope.</returns>
    public async Task<bool> WithdrawAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Set<Invitation>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invitation
            || await db.Set<Invitation>().Where(i => i.Id == id && i.AcceptedAt == null && i.WithdrawnAt == null).ExecuteUpdateAsync(set => set.SetProperty(i => i.WithdrawnAt, now), ct) == 0)
        {
            return false;
        }

        audit.Add(EventOf("Identity.InvitationWithdrawn", invitation));
        return true;
    }

    /// <summary>The invitation that the token opens now; null for any other token, whatever is wrong with it.</summary>
    public async Task<Invitation?> FindAsync(string token, CancellationToken ct)
    {
        var (hash, now) = (SecretToken.Hash(token), clock.GetUtcNow());
        var found = await db.Unscoped<Invitation>().AsNoTracking()
            .SingleOrDefaultAsync(i => i.TokenHash == hash && i.AcceptedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now, ct);
        return found is { Role: not null, HospitalId: { } hospital } && !await MayGrantAsync(found.InvitedByUserId, hospital, ct) ? null : found;
    }

    /// <summary>Uses the invitation up: of two who send the same link at once, one gets true.</summary>
    public async Task<bool> ClaimAsync(Invitation invitation, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Unscoped<Invitation>()
            .Where(i => i.Id == invitation.Id && i.AcceptedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.AcceptedAt, now), ct) == 1;
    }

    public static AuditEvent EventOf(string action, Invitation invitation) => new(action, nameof(Invitation), invitation.Id)
    {
        HospitalIds = invitation.HospitalId is { } hospital ? [hospital] : [],
        Facts = new Dictionary<string, string?> { ["person"] = invitation.PersonId?.ToString(), ["role"] = invitation.Role },
    };

    /// <summary>Whether the account holds a right to invite people of the hospital today; it is asked again when the link is used.</summary>
    private async Task<bool> MayGrantAsync(Guid userId, Guid hospitalId, CancellationToken ct)
    {
        var today = clock.Today();
        var directory = await organizations.GetAsync(ct);
        var province = directory.FindHospital(hospitalId)?.ProvinceId;
        var grants = await db.RoleGrants.CountingOn(today)
            .Where(g => g.UserId == userId && db.Set<User>().Any(u => u.Id == userId && u.DisabledAt == null))
            .ToListAsync(ct);
        return province is not null && grants.Any(g => permissions.Has(g.Role, PeoplePermissions.Invite)
            && (g.Kind == ScopeKind.Country || g.HospitalId == hospitalId || (g.ProvinceId is { } whole && whole == province)));
    }
}
