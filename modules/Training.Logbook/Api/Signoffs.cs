using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.Rating;
using Training.Logbook.Redaction;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Logbook.Api;

/// <summary>A mentor's sign-offs for programs: the queue and the command of the pages, and no less of a proof.</summary>
internal sealed class Signoffs(
    TrainingDbContext db,
    ICurrentUser user,
    Queue queue,
    CasesToSign cases,
    SignCase sign,
    Opened opened,
    Ratings ratings,
    IReauthentication reauthentication,
    ITechniques techniques,
    IPeople people,
    CaseFacts facts,
    Redactions redactions,
    TimeProvider clock,
    IStringLocalizer<Texts> texts)
{
    public const string Address = "/api/v1/signoffs";

    /// <exception cref="RuleViolation">The cursor or the number of rows has no meaning.</exception>
    public async Task<IResult> ListAsync(SignoffState state, string? after, int? limit, HttpContext context, CancellationToken ct)
    {
        var size = Cursor.Size(limit);
        var page = state == SignoffState.Decided ? await DecidedAsync(Cursor.Id(after), size, ct) : await WaitingAsync(Cursor.Place(after), size, ct);
        context.LinkNext(page.Next);
        return TypedResults.Ok(page);
    }

    /// <summary>Opens a version: what has to be shown.</summary>
    public async Task<IResult> OpenAsync(Guid versionId, HttpContext context, CancellationToken ct)
    {
        if (await cases.FindAsync(versionId, ct) is not { } found)
        {
            return context.Missing();
        }

        var (catalogue, scales) = (await techniques.GetAsync(ct), await ratings.GetAsync(ct));
        var (form, known) = (scales.On(clock.Today()), await redactions.OfAsync([found.Entry.Id], ct));
        LevelItem[] Levels(Scale scale) => [.. form.Of(scale).Select(level => new LevelItem(level.Level, level.Display))];
        return TypedResults.Ok(new SignoffRecord(
            found.Entry.Id,
            found.Entry.CaseCode,
            (await people.FindAsync([found.Entry.PersonId], ct))[found.Entry.PersonId].Display,
            VersionItem.Of(found.Version, catalogue, known),
            found.Entry is { WaitingSince: not null } entry && entry.CurrentNumber == found.Version.Number && found.Decision is null,
            found.Version.AsksRating,
            Levels(Scale.Entrustment),
            Levels(Scale.Performance),
            Levels(Scale.Difficulty),
            [.. scales.Reasons.Select(reason => new ReasonItem(reason.Id, reason.Display))],
            opened.Stamp(versionId),
            SealedTexts.NewSalt(),
            found.Decision is { } decision ? DecisionItem.Of(decision, true, known) : null));
    }

    /// <summary>What a passkey has to sign for the decision.</summary>
    public async Task<IResult> ChallengeAsync(SignoffBody body, HttpContext context, CancellationToken ct)
    {
        if (await cases.FindAsync(body.VersionId, ct) is null)
        {
            return context.Missing();
        }

        var state = context.Check(InputOf(body));
        if (!state.IsValid || body.Decision is not { } kind)
        {
            return context.Invalid(state);
        }

        var (prepared, changed) = await PrepareAsync(body, kind, ct);
        return changed ?? Results.Text(await reauthentication.ChallengeAsync(prepared!.Request, ct), "application/json");
    }

    public async Task<IResult> DecideAsync(SignedSignoffBody body, HttpContext context, CancellationToken ct)
    {
        if (await context.ReplayedAsync(db, body.WithoutProof(), ct) is not null)
        {
            return await DecidedAsync(body.VersionId, ct);
        }

        if (await cases.FindAsync(body.VersionId, ct) is null)
        {
            return context.Missing();
        }

        var state = context.Check(InputOf(body));
        if (!state.IsValid || body.Decision is not { } kind)
        {
            return context.Invalid(state);
        }

        // Before the write begins: comparing a password is slow on purpose and must not hold up other writers.
        var (prepared, changed) = await PrepareAsync(body, kind, ct);
        if (changed is not null)
        {
            return changed;
        }

        var proof = await reauthentication.ConfirmAsync(prepared!.Request, (body.Proof ?? new ProofBody()).ToInput(), ct);
        if (proof.Refusal is not null)
        {
            return await context.ReplayedAsync(db, body.WithoutProof(), ct) is not null ? await DecidedAsync(body.VersionId, ct) : context.Refuse(proof);
        }

        await context.OnceAsync(
            db,
            body.WithoutProof(),
            async inner =>
            {
                await sign.DecideAsync(DecisionOf(body, kind), user.PersonId!.Value, proof, inner);
                return $"{Address}/{body.VersionId:D}";
            },
            ct);
        return await DecidedAsync(body.VersionId, ct);
    }

    // The form of the page has the limits and the words.
    private static ReviewModel.InputModel InputOf(SignoffBody body) => new()
    {
        Entrustment = body.Entrustment,
        Performance = body.Performance,
        Difficulty = body.Difficulty,
        Reason = body.ReturnReason,
        Comment = body.Comment,
        ShownHash = body.ContentHash,
        Opened = body.Opened,
        Salt = body.Salt,
    };

    private DecisionInput DecisionOf(SignoffBody body, DecisionKind kind) => new(body.VersionId, kind, body.Entrustment, CaseText.Of(body.Comment), body.ContentHash)
    {
        Performance = body.Performance,
        Difficulty = body.Difficulty,
        ReturnReasonId = body.ReturnReason,
        Salt = body.Salt,
        OpenedAt = opened.Read(body.VersionId, body.Opened),
    };

    private async Task<(PreparedDecision? Prepared, IResult? Changed)> PrepareAsync(SignoffBody body, DecisionKind kind, CancellationToken ct)
    {
        try
        {
            return (await sign.PrepareAsync(DecisionOf(body, kind), user.PersonId!.Value, ct), null);
        }
        catch (RuleViolation violation) when (violation.Key == "Sign.Changed")
        {
            return (null, await ChangedAsync(violation, body.VersionId, ct));
        }
    }

    // What is the newest now, and what it says differently from what was shown.
    private async Task<IResult> ChangedAsync(RuleViolation violation, Guid shownId, CancellationToken ct)
    {
        var versions = await db.EntryVersions.AsNoTracking()
            .Where(v => db.Set<EntryVersion>().Any(shown => shown.Id == shownId && shown.EntryId == v.EntryId && v.Number >= shown.Number))
            .OrderBy(v => v.Number).ToListAsync(ct);
        var said = await facts.OfAllAsync(versions, ct);
        return new ApiProblem(violation.Status, violation.Key, texts[violation.Key])
        {
            More = new Dictionary<string, object?>
            {
                ["newestVersionId"] = versions[^1].Id,
                ["newestContentHash"] = versions[^1].ContentHash,
                ["changes"] = versions.Skip(1).SelectMany(v => said[v.Id]).Where(fact => fact.IsChanged).Select(fact => new ChangeItem(fact.Label, fact.Before, fact.Value)).ToArray(),
            },
        };
    }

    private async Task<ApiPage<SignoffItem>> WaitingAsync((bool Late, DateTimeOffset Since, Guid Id)? after, int size, CancellationToken ct)
    {
        var rows = await queue.ReadAfterAsync(after, size + 1, ct);
        var names = await people.FindAsync(rows.Select(row => row.PersonId), ct);
        var catalogue = await techniques.GetAsync(ct);
        var last = rows.Count > size ? rows[size - 1] : null;
        return new ApiPage<SignoffItem>(
            [.. rows.Take(size).Select(row => new SignoffItem(CaseItem.Of(row, catalogue), names[row.PersonId].Display, null))],
            last is null ? null : Cursor.Of(last.LateSince is not null, last.WaitingSince!.Value, last.Id));
    }

    private async Task<ApiPage<SignoffItem>> DecidedAsync(Guid? after, int size, CancellationToken ct)
    {
        if (user.PersonId is not { } me)
        {
            return new ApiPage<SignoffItem>([], null);
        }

        var records = db.RecordsOf(me);
        var mine = db.Decisions.AsNoTracking().Where(d => records.Contains(d.MentorPersonId));
        var decisions = await (after is { } last ? mine.Where(d => d.Id.CompareTo(last) < 0) : mine).OrderByDescending(d => d.Id).Take(size + 1).ToListAsync(ct);
        Guid[] versionIds = [.. decisions.Take(size).Select(d => d.EntryVersionId)];
        var rows = (await db.LogbookEntries.Where(e => db.Set<EntryVersion>().Any(v => v.EntryId == e.Id && versionIds.Contains(v.Id))).ToRows(db).ToListAsync(ct)).ToDictionary(row => row.Id);
        var entries = await db.EntryVersions.Where(v => versionIds.Contains(v.Id)).Select(v => new { v.Id, v.EntryId }).ToDictionaryAsync(v => v.Id, v => v.EntryId, ct);
        var names = await people.FindAsync(rows.Values.Select(row => row.PersonId), ct);
        var (catalogue, known) = (await techniques.GetAsync(ct), await redactions.OfAsync(rows.Keys, ct));
        return new ApiPage<SignoffItem>(
            [.. decisions.Take(size).Select(d => (Decision: d, Row: rows[entries[d.EntryVersionId]]))
                .Select(found => new SignoffItem(CaseItem.Of(found.Row, catalogue), names[found.Row.PersonId].Display, DecisionItem.Of(found.Decision, true, known)))],
            decisions.Count > size ? Cursor.Of(decisions[size - 1].Id) : null);
    }

    private async Task<IResult> DecidedAsync(Guid versionId, CancellationToken ct)
        => TypedResults.Created($"{Address}/{versionId:D}", DecisionItem.Of(await db.Decisions.AsNoTracking().SingleAsync(d => d.EntryVersionId == versionId, ct), true, new CaseRedactions([])));
}
