using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.Rating;
using Training.Logbook.Redaction;
using Training.Logbook.SignOff;
using Training.Logbook.Verification;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Logbook.Api;

/// <summary>What a list of cases is asked for.</summary>
internal sealed record CaseQuery
{
    [FromQuery(Name = "participant"), Description("Cases of this member of a team instead of one's own.")]
    public Guid? Participant { get; init; }

    [FromQuery(Name = "hospital"), Description("Key of a receiving hospital, instead of one's own cases; only with technique.")]
    public string? Hospital { get; init; }

    [FromQuery(Name = "technique"), Description("Key of a technique.")]
    public string? Technique { get; init; }

    [FromQuery(Name = "stage")]
    public Stage? Stage { get; init; }

    [FromQuery(Name = "state")]
    public EntryState? State { get; init; }

    [FromQuery(Name = "from"), Description("First day of the cases, in Viet Nam.")]
    public DateOnly? From { get; init; }

    [FromQuery(Name = "to"), Description("Last day of the cases, in Viet Nam.")]
    public DateOnly? To { get; init; }

    [FromQuery(Name = "changedSince"), Description("UTC. Only cases about which something was said or decided since.")]
    public DateTimeOffset? ChangedSince { get; init; }

    [FromQuery(Name = "after"), Description("The next of the page before.")]
    public string? After { get; init; }

    [FromQuery(Name = "limit"), Description("1 to 200 cases, 50 where it is left out.")]
    public int? Limit { get; init; }

    /// <summary>Something besides whose cases they are decides.</summary>
    public bool Filters => Stage is not null || State is not null || From is not null || To is not null || ChangedSince is not null || (Technique is not null && Hospital is null);
}

/// <summary>Reads cases for programs, as far as whoever asks may see them.</summary>
internal sealed class ReadCases(
    TrainingDbContext db, ICurrentUser user, ITechniques techniques, IOrganizations organizations, IReauthentication reauthentication, CaseChoices choices, Redactions redactions, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json)
{
    /// <summary>
    /// Cases that a request with filters looks at. A page may so have fewer rows than were asked for, and still a next one; in return every
    /// request costs the same, however rare that is what the filters look for.
    /// </summary>
    private const int Window = 500;

    /// <exception cref="RuleViolation">The query has no meaning.</exception>
    public async Task<IResult> ListAsync(CaseQuery query, HttpContext context, CancellationToken ct)
    {
        var (after, size) = (Cursor.Id(query.After), Cursor.Size(query.Limit));
        var catalogue = await techniques.GetAsync(ct);
        if (await WhoseAsync(query, catalogue, ct) is not { } whose)
        {
            return context.Missing();
        }

        var window = query.Filters ? Window : size + 1;
        var ids = await (after is { } last ? whose.Where(e => e.Id.CompareTo(last) < 0) : whose).OrderByDescending(e => e.Id).Select(e => e.Id).Take(window).ToArrayAsync(ct);
        var found = await Filtered(db.LogbookEntries.Where(e => ids.Contains(e.Id)), query, catalogue).OrderByDescending(e => e.Id).Take(size + 1).ToRows(db).ToListAsync(ct);
        EntryRow[] rows = [.. found.OrderByDescending(row => row.Id)];
        Guid? next = rows.Length > size ? rows[size - 1].Id : ids.Length == window ? ids[^1] : null;
        var page = new ApiPage<CaseItem>([.. rows.Take(size).Select(row => CaseItem.Of(row, catalogue))], next is { } id ? Cursor.Of(id) : null);
        context.LinkNext(page.Next);
        return TypedResults.Ok(page);
    }

    /// <summary>One case, by its id or by its code.</summary>
    public async Task<IResult> FindAsync(string key, HttpContext context, CancellationToken ct)
    {
        var all = db.LogbookEntries.AsNoTracking();
        var asked = Guid.TryParse(key, out var id) ? all.Where(e => e.Id == id) : all.Where(e => e.CaseCode == key);
        if (await asked.Select(e => new { Entry = e, Own = db.Set<SelfRating>().Where(r => r.EntryId == e.Id).ToList() }).AsSingleQuery().SingleOrDefaultAsync(ct) is not { } found)
        {
            return context.Missing();
        }

        var (entry, own) = (found.Entry, found.Own.SingleOrDefault());
        var catalogue = await techniques.GetAsync(ct);
        var versions = await (from version in db.EntryVersions.AsNoTracking()
                              where version.EntryId == entry.Id
                              join decision in db.Decisions.AsNoTracking() on version.Id equals decision.EntryVersionId into decisions
                              from decided in decisions.DefaultIfEmpty()
                              orderby version.Number descending
                              select new { Version = version, Decision = (Decision?)decided }).ToListAsync(ct);
        Guid[] versionIds = [.. versions.Select(v => v.Version.Id)];
        var approvals = (await db.Approvals.AsNoTracking().Where(a => versionIds.Contains(a.EntryVersionId)).OrderBy(a => a.DecidedAt).ToListAsync(ct)).ToLookup(a => a.EntryVersionId);
        var devices = await reauthentication.VerifyAsync(db, versions.Select(v => v.Decision).OfType<Decision>(), ct);

        var known = await redactions.OfAsync([entry.Id], ct);

        // Neither side sees the other's rating before its own is in, as on the page.
        var (mine, signed) = (entry.PersonId == user.PersonId, versions.Any(v => v.Decision is { Kind: DecisionKind.Signed }));
        return Tagged(new CaseRecord(
            entry.Id,
            entry.CaseCode,
            StateOf(entry),
            entry.PersonId,
            entry.ParticipantId,
            entry.TransferId,
            entry.HospitalId,
            entry.AddressedTo,
            entry.WaitingSince,
            entry.LateSince,
            entry.SignedAt,
            entry.WithdrawnAt,
            known.Shown(entry.Id, CaseField.WithdrawnBecause, entry.WithdrawnBecause),
            mine || signed ? own?.Entrustment : null,
            [.. versions.Select(v => new DecidedVersionItem(
                VersionItem.Of(v.Version, catalogue, known),
                v.Decision is { } decision ? DecisionItem.Of(decision, !mine || own is not null, known) : null,
                [.. approvals[v.Version.Id].Select(a => new ApprovalItem(a.Id, a.Kind, a.ApproverName, a.ApproverPosition, known.Shown(a.Id, CaseField.Comment, a.Comment), a.Method, a.DecidedAt))],
                v.Decision is { } signature ? Signatures.Of(v.Version, signature, known) != SignatureVerdict.Invalid : null,
                v.Decision is { } by && devices.TryGetValue(by.Id, out var holds) ? holds : null))]));
    }

    /// <summary>One version of a case.</summary>
    public async Task<IResult> VersionAsync(Guid id, int number, HttpContext context, CancellationToken ct)
        => await db.EntryVersions.AsNoTracking().SingleOrDefaultAsync(v => v.EntryId == id && v.Number == number, ct) is { } version
            ? Tagged(VersionItem.Of(version, await techniques.GetAsync(ct), await redactions.OfAsync([id], ct)))
            : context.Missing();

    /// <summary>What the person may log.</summary>
    public async Task<IResult> ChoicesAsync(CancellationToken ct)
    {
        var (offered, catalogue) = (await choices.ReadAsync(ct), await techniques.GetAsync(ct));
        var view = await choices.ViewAsync(new CaseInput(), offered, ct);
        MentorItem[] mentors = [.. view.Mentors.Select(mentor => new MentorItem(mentor.PersonId, mentor.Name))];
        return TypedResults.Ok(offered.Select(choice => new ChoiceItem(
            choice.Key,
            new DoneItemChoice(choice.TechniqueId, catalogue.Technique(choice.TechniqueId).Key, choice.Technique),
            choice.Participation.Participant.Id,
            choice.Participation.Transfer.Code,
            CaseRoles.Of(choice.Participation.Participant.Role),
            mentors)).ToArray());
    }

    private static EntryState StateOf(LogbookEntry entry) => entry.SignedAt is not null ? EntryState.Signed
        : entry.WithdrawnAt is not null ? EntryState.Withdrawn
        : entry.WaitingSince is not null ? EntryState.Waiting
        : EntryState.Returned;

    // Each of the three has an index that ends in the id.
    private async Task<IQueryable<LogbookEntry>?> WhoseAsync(CaseQuery query, TechniqueCatalogue catalogue, CancellationToken ct)
    {
        if ((query.Hospital is not null && (query.Participant is not null || query.Technique is null))
            || query.Stage is { } stage && !Enum.IsDefined(stage) || query.State is { } state && !Enum.IsDefined(state))
        {
            throw new RuleViolation("Api.Filter") { Status = StatusCodes.Status400BadRequest };
        }

        if (query.Technique is { } key && catalogue.FindTechnique(key) is null)
        {
            return null;
        }

        if (query.Participant is { } participant)
        {
            return db.LogbookEntries.Where(e => e.ParticipantId == participant);
        }

        if (query.Hospital is null)
        {
            return db.LogbookEntries.Where(e => e.PersonId == user.PersonId);
        }

        var technique = catalogue.FindTechnique(query.Technique!)!.Id;
        return (await organizations.GetAsync(ct)).Within(user.ScopeOf(Permissions.ViewCases)).FirstOrDefault(h => h.Key == query.Hospital) is { Id: var hospital }
            ? db.LogbookEntries.Where(e => e.HospitalId == hospital && e.TechniqueId == technique)
            : null;
    }

    private IQueryable<LogbookEntry> Filtered(IQueryable<LogbookEntry> entries, CaseQuery query, TechniqueCatalogue catalogue)
    {
        entries = entries.In(query.State);
        if (query.Technique is { } key)
        {
            var technique = catalogue.FindTechnique(key)!.Id;
            entries = entries.Where(e => e.TechniqueId == technique);
        }

        if (query.Stage is not null || query.From is not null || query.To is not null)
        {
            var (stage, from, to) = (query.Stage, query.From ?? DateOnly.MinValue, query.To ?? DateOnly.MaxValue);
            entries = entries.Where(e => db.Set<EntryVersion>().Any(v =>
                v.EntryId == e.Id && v.Number == e.CurrentNumber && (stage == null || v.Stage == stage) && v.PerformedOn >= from && v.PerformedOn <= to));
        }

        if (query.ChangedSince is { } asked)
        {
            var since = asked.ToUniversalTime();
            entries = entries.Where(e => e.WithdrawnAt >= since || e.SignedAt >= since || e.LateSince >= since
                || db.Set<EntryVersion>().Any(v => v.EntryId == e.Id && (v.SubmittedAt >= since
                    || db.Set<Decision>().Any(d => d.EntryVersionId == v.Id && d.DecidedAt >= since)
                    || db.Set<Approval>().Any(a => a.EntryVersionId == v.Id && a.DecidedAt >= since))));
        }

        return entries;
    }

    // Whoever has read it before gets 304 without a body.
    private FileContentHttpResult Tagged<T>(T item)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(item, json.Value.SerializerOptions);
        return TypedResults.Bytes(bytes, "application/json", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\""));
    }
}

internal static class Links
{
    /// <summary>Names the next page as RFC 8288 has it, beside the cursor in the body.</summary>
    public static void LinkNext(this HttpContext context, string? next)
    {
        if (next is not null)
        {
            var query = QueryString.Create(context.Request.Query.Where(field => field.Key != "after")).Add("after", next);
            context.Response.Headers[HeaderNames.Link] = $"<{context.Request.Path}{query}>; rel=\"next\"";
        }
    }
}
