using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Identity.Grants;
using Training.Identity.People;
using Training.Modules;

namespace Training.Identity.Merging;

/// <summary>The fields that two records may differ in, each kept from one of them.</summary>
internal enum MergeField
{
    FullName,
    Title,
    DateOfBirth,
    NationalId,
    Profession,
    Specialty,

    /// <summary>Number, scope and both days: a licence is taken as a whole.</summary>
    Licence,

    Email,
    Phone,
}

/// <summary>Makes one record of two. Call inside a write (src/docs/decisions/0010).</summary>
internal sealed class MergePeople(
    TrainingDbContext db, PersonMover mover, IEnumerable<IPersonMergeGuard> guards, ICurrentUser actor, IAuditTrail audit, TimeProvider clock)
{
    /// <param name="keptId">The record that stays.</param>
    /// <param name="droppedId">The record that will point at it.</param>
    /// <param name="fromDropped">The fields whose value is taken from the dropped one.</param>
    /// <param name="reason">Why they are one person.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">They can not be one person, or one of them is merged already.</exception>
    public async Task<Merge> MergeAsync(Guid keptId, Guid droppedId, IReadOnlySet<MergeField> fromDropped, string reason, CancellationToken ct)
    {
        var people = await db.People.Where(p => p.Id == keptId || p.Id == droppedId).ToDictionaryAsync(p => p.Id, ct);
        if (keptId == droppedId || !people.TryGetValue(keptId, out var kept) || !people.TryGetValue(droppedId, out var dropped)
            || kept.MergedIntoId is not null || dropped.MergedIntoId is not null)
        {
            throw new RuleViolation("Merge.Gone");
        }

        if (kept.NationalIdHash is not null && dropped.NationalIdHash is not null && kept.NationalIdHash != dropped.NationalIdHash)
        {
            throw new RuleViolation("Merge.DifferentNationalId");
        }

        var records = await db.People.Where(p => p.Id == keptId || p.Id == droppedId || p.MergedIntoId == keptId || p.MergedIntoId == droppedId).Select(p => p.Id).ToListAsync(ct);
        foreach (var guard in guards)
        {
            await guard.CheckAsync(records, ct);
        }

        var hospitals = await db.Appointments.Where(a => a.PersonId == keptId || a.PersonId == droppedId).Select(a => a.HospitalId).Distinct().ToListAsync(ct);
        await TakeFieldsAsync(kept, dropped, fromDropped, ct);
        var columns = await db.WithoutAppendOnlyGuardsAsync(inner => mover.MoveAsync(droppedId, keptId, inner), ct);
        var merge = new Merge
        {
            KeptId = keptId,
            DroppedId = droppedId,
            Reason = reason.Trim(),
            MergedByUserId = actor.UserId,
            MergedBy = actor.Name,
            MergedAt = clock.GetUtcNow(),
            Report = new MergeReport(columns, [.. fromDropped.Order().Select(field => new MergedField(field.ToString(), true))]).ToJson(),
        };
        db.Add(merge);
        audit.Add(new AuditEvent("Identity.PeopleMerged", nameof(Person), keptId)
        {
            HospitalIds = hospitals,
            Reason = merge.Reason,
            Facts = new Dictionary<string, string?>
            {
                ["dropped"] = droppedId.ToString(),
                ["merge"] = merge.Id.ToString(),
                ["fields"] = string.Join(' ', fromDropped.Order()),
                ["moved"] = string.Join(' ', columns.Where(c => c.Moved.Count > 0).Select(c => $"{c.Kind}={c.Moved.Count}")),
            },
        });
        return merge;
    }

    // First the numbers that only one record may have leave both, then they come back where they belong.
    private async Task TakeFieldsAsync(Person kept, Person dropped, IReadOnlySet<MergeField> fromDropped, CancellationToken ct)
    {
        var (licence, other) = (LicenceFields.Of(dropped), LicenceFields.Of(kept));
        var identity = (Sealed: dropped.NationalIdSealed, Hash: dropped.NationalIdHash);
        var takesIdentity = fromDropped.Contains(MergeField.NationalId) && identity.Hash is not null;
        if (takesIdentity)
        {
            (dropped.NationalIdSealed, dropped.NationalIdHash) = (null, null);
        }

        if (fromDropped.Contains(MergeField.Licence))
        {
            LicenceFields.None.WriteTo(kept);
            LicenceFields.None.WriteTo(dropped);
        }

        dropped.MergedIntoId = kept.Id;
        await SaveBothAsync(kept, dropped, ct);
        if (takesIdentity)
        {
            (kept.NationalIdSealed, kept.NationalIdHash) = identity;
        }

        if (fromDropped.Contains(MergeField.Licence))
        {
            licence.WriteTo(kept);
            other.WriteTo(dropped);
        }

        foreach (var field in fromDropped)
        {
            Take(field, kept, dropped);
        }

        await SaveBothAsync(kept, dropped, ct);
    }

    private static void Take(MergeField field, Person kept, Person dropped)
    {
        switch (field)
        {
            case MergeField.FullName:
                (kept.FullName, dropped.FullName) = (dropped.FullName, kept.FullName);
                break;
            case MergeField.Title:
                (kept.Title, dropped.Title) = (dropped.Title, kept.Title);
                break;
            case MergeField.DateOfBirth:
                (kept.DateOfBirth, dropped.DateOfBirth) = (dropped.DateOfBirth, kept.DateOfBirth);
                break;
            case MergeField.Profession:
                (kept.Profession, dropped.Profession) = (dropped.Profession, kept.Profession);
                break;
            case MergeField.Specialty:
                (kept.Specialty, dropped.Specialty) = (dropped.Specialty, kept.Specialty);
                break;
            case MergeField.Email:
                (kept.Email, dropped.Email) = (dropped.Email, kept.Email);
                break;
            case MergeField.Phone:
                (kept.Phone, dropped.Phone) = (dropped.Phone, kept.Phone);
                break;
            case MergeField.NationalId or MergeField.Licence:
                break;
        }
    }

    // Both count as changed whatever was taken, so that of two merges with a common record at once only one is stored.
    private async Task SaveBothAsync(Person kept, Person dropped, CancellationToken ct)
    {
        kept.Named();
        dropped.Named();
        db.Entry(kept).Property(p => p.Version).IsModified = true;
        db.Entry(dropped).Property(p => p.Version).IsModified = true;
        await db.SaveChangesAsync(ct);
    }

    private sealed record LicenceFields(string? Number, string? Scope, DateOnly? IssuedOn, DateOnly? ExpiresOn)
    {
        public static LicenceFields None { get; } = new(null, null, null, null);

        public static LicenceFields Of(Person person) => new(person.LicenceNumber, person.LicenceScope, person.LicenceIssuedOn, person.LicenceExpiresOn);

        public void WriteTo(Person person)
            => (person.LicenceNumber, person.LicenceScope, person.LicenceIssuedOn, person.LicenceExpiresOn) = (Number, Scope, IssuedOn, ExpiresOn);
    }
}
