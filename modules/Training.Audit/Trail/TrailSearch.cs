using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Training.Audit.Checkpoints;
using Training.Data;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Audit.Trail;

/// <summary>What is looked for.</summary>
/// <param name="Words">Words of names, reasons and facts, with or without diacritics; or the id of a thing, a person or an account.</param>
/// <param name="Action">Name of what happened.</param>
/// <param name="From">First day, in Viet Nam.</param>
/// <param name="To">Last day.</param>
internal sealed record TrailQuery(string? Words, string? Action, DateOnly? From, DateOnly? To)
{
    /// <summary>As an event says it.</summary>
    public IReadOnlyDictionary<string, string?> Facts => new Dictionary<string, string?>
    {
        ["words"] = Words,
        ["action"] = Action,
        ["from"] = From?.ToString("O", CultureInfo.InvariantCulture),
        ["to"] = To?.ToString("O", CultureInfo.InvariantCulture),
    };
}

/// <summary>An entry with its details; those are null once erased.</summary>
internal sealed record TrailRow(AuditLeaf Leaf, string? Details)
{
    public EntryDetails Says => EntryDetails.Read(Details);
}

/// <summary>Searches the trail within the scope of the person who asks.</summary>
internal sealed class TrailSearch(TrainingDbContext db, ICurrentUser user, IOrganizations organizations)
{
    /// <summary>The entries that may be read: all with a grant for the country, else those about a hospital in scope.</summary>
    public async Task<IQueryable<AuditLeaf>> VisibleAsync(CancellationToken ct)
    {
        var scope = user.ScopeOf(Permissions.View);
        if (scope.Country)
        {
            return db.AuditLeaves.AsNoTracking();
        }

        Guid[] hospitals = [.. (await organizations.GetAsync(ct)).Within(scope).Select(h => h.Id)];
        return db.AuditLeaves.AsNoTracking().Where(l => db.Set<AuditHospital>().Any(h => h.Index == l.Index && hospitals.Contains(h.HospitalId)));
    }

    /// <summary>What is found, the newest first.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="before">Only entries before this one; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IQueryable<TrailRow>> FindAsync(TrailQuery query, long? before, CancellationToken ct)
    {
        var leaves = await VisibleAsync(ct);
        if (before is { } limit)
        {
            leaves = leaves.Where(l => l.Index < limit);
        }

        if (query.Action is { Length: > 0 } action)
        {
            leaves = leaves.Where(l => l.Action == action);
        }

        if (query.From is { } from)
        {
            var since = new DateTimeOffset(from, TimeOnly.MinValue, VietnamTime.Offset).ToUniversalTime();
            leaves = leaves.Where(l => l.At >= since);
        }

        if (query.To is { } to)
        {
            var until = new DateTimeOffset(to.AddDays(1), TimeOnly.MinValue, VietnamTime.Offset).ToUniversalTime();
            leaves = leaves.Where(l => l.At < until);
        }

        return Containing(leaves, query.Words);
    }

    private IQueryable<TrailRow> Containing(IQueryable<AuditLeaf> leaves, string? words)
    {
        if (Guid.TryParse(words?.Trim(), out var id))
        {
            leaves = leaves.Where(l => l.SubjectId == id || l.ActorId == id || l.OnBehalfOf == id);
            words = null;
        }

        var rows = from leaf in leaves
                   join details in db.AuditDetails on leaf.Index equals details.Index into found
                   from details in found.DefaultIfEmpty()
                   select new { leaf, details };
        foreach (var word in VietnameseText.Words(words))
        {
            rows = rows.Where(row => row.details!.SearchText!.Contains(word));
        }

        return rows.OrderByDescending(row => row.leaf.Index).Select(row => new TrailRow(row.leaf, row.details!.Json));
    }
}
