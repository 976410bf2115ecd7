using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Transfers.Contracts;

namespace Training.Logbook.Api;

/// <summary>Logs, corrects, supersedes and withdraws cases for programs: the commands of the pages, behind the checks of their forms.</summary>
internal sealed class WriteCases(TrainingDbContext db, ICurrentUser user, CaseChoices choices, SubmitCase submit, ITransfers transfers, TimeProvider clock)
{
    public const string Address = "/api/v1/logbook";

    public async Task<IResult> LogAsync(NewCaseBody body, HttpContext context, CancellationToken ct)
    {
        if (await context.ReplayedAsync(db, body, ct) is { } before)
        {
            return await StoredAsync(before, ct);
        }

        var input = body.ToInput();
        input.OwnRating = body.OwnRating;
        var state = context.Check(input);
        if (choices.Chosen(await choices.ReadAsync(ct), input, state) is not { } choice || !state.IsValid)
        {
            return context.Invalid(state);
        }

        return await StoredAsync(
            await context.OnceAsync(
                db,
                body,
                async inner =>
                {
                    var (entry, version) = await submit.LogAsync(choice.Participation, input.ToContent(choice, clock.Today()), input.OwnRating, null, inner);
                    return AddressOf(entry.Id, version.Number);
                },
                ct),
            ct);
    }

    /// <param name="id">The case.</param>
    /// <param name="body">Its next version.</param>
    /// <param name="supersedes">Whether the newest version is signed, as the program believes.</param>
    /// <param name="context">The request.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> CorrectAsync(Guid id, VersionBody body, bool supersedes, HttpContext context, CancellationToken ct)
    {
        if (await context.ReplayedAsync(db, body, ct) is { } before)
        {
            return await StoredAsync(before, ct);
        }

        if (await OwnAsync(id, ct) is not { } own)
        {
            return context.Missing();
        }

        var (entry, newest) = own;
        CheckStanding(entry, body.Version, supersedes);
        var offered = (await choices.ReadAsync(ct)).Where(choice => choice.Participation.Participant.Id == entry.ParticipantId).ToArray();
        var input = body.ToInput();
        var state = context.Check(input);
        Add(state, context.Check(new ReasonInput { Reason = body.Reason }));
        if (choices.Chosen(offered, input, state) is not { } choice || !state.IsValid)
        {
            return context.Invalid(state);
        }

        return await StoredAsync(
            await context.OnceAsync(
                db,
                body,
                async inner =>
                {
                    var content = input.ToContent(choice, clock.Today()) with { Attachments = newest.Content.Attachments };
                    var version = await submit.CorrectAsync(entry, newest, choice.Participation, content, CaseText.Of(body.Reason), inner);
                    return AddressOf(id, version.Number);
                },
                ct),
            ct);
    }

    public async Task<IResult> WithdrawAsync(Guid id, WithdrawalBody body, HttpContext context, CancellationToken ct)
    {
        if (await context.ReplayedAsync(db, body, ct) is not null)
        {
            return await WithdrawnAsync(id, ct);
        }

        if (await OwnAsync(id, ct) is not var (entry, _))
        {
            return context.Missing();
        }

        var input = new WithdrawalInput { Reason = CaseText.Of(body.Reason) };
        var state = context.Check(input);
        if (!state.IsValid)
        {
            return context.Invalid(state);
        }

        if (!entry.IsUnsigned)
        {
            throw new RuleViolation(entry.SignedAt is null ? "Case.ChangedMeanwhile" : "Case.IsSigned") { Status = StatusCodes.Status409Conflict };
        }

        await context.OnceAsync(
            db,
            body,
            async inner =>
            {
                await submit.WithdrawAsync(entry, (await transfers.FindAsync([entry.ParticipantId], inner)).Single(), input.Reason!, inner);
                return $"{Address}/{id:D}";
            },
            ct);
        return await WithdrawnAsync(id, ct);
    }

    private static string AddressOf(Guid id, int number) => string.Create(CultureInfo.InvariantCulture, $"{Address}/{id:D}/versions/{number}");

    private static void CheckStanding(LogbookEntry entry, int number, bool supersedes)
    {
        if (entry.CurrentNumber != number || entry.WithdrawnAt is not null || entry.IsBeingApproved)
        {
            throw new RuleViolation("Case.ChangedMeanwhile") { Status = StatusCodes.Status409Conflict };
        }

        if (entry.SignedAt is not null != supersedes)
        {
            throw new RuleViolation(supersedes ? "Case.IsNotSigned" : "Case.IsSigned") { Status = StatusCodes.Status409Conflict };
        }
    }

    private static void Add(ModelStateDictionary state, ModelStateDictionary more) => state.Merge(more);

    private async Task<(LogbookEntry Entry, EntryVersion Newest)?> OwnAsync(Guid id, CancellationToken ct)
        => await (from entry in db.LogbookEntries.AsNoTracking()
                  where entry.Id == id && entry.PersonId == user.PersonId
                  join version in db.EntryVersions.AsNoTracking() on new { EntryId = entry.Id, Number = entry.CurrentNumber } equals new { version.EntryId, version.Number }
                  select new { entry, version }).SingleOrDefaultAsync(ct) is { } found
            ? (found.entry, found.version)
            : null;

    // Made of what never changes, so that the same request gets the same answer again.
    private async Task<IResult> StoredAsync(string address, CancellationToken ct)
    {
        var parts = address.Split('/');
        var (id, number) = (Guid.Parse(parts[^3]), int.Parse(parts[^1], CultureInfo.InvariantCulture));
        return TypedResults.Created(address, await (
            from version in db.EntryVersions
            where version.EntryId == id && version.Number == number
            join entry in db.LogbookEntries on version.EntryId equals entry.Id
            select new CaseReceipt(entry.Id, entry.CaseCode, version.Number, version.Id, version.ContentHash, version.SubmittedAt)).SingleAsync(ct));
    }

    private async Task<IResult> WithdrawnAsync(Guid id, CancellationToken ct)
        => TypedResults.Ok(await db.LogbookEntries.Where(e => e.Id == id).Select(e => new WithdrawalReceipt(e.Id, e.CaseCode, e.WithdrawnAt!.Value)).SingleAsync(ct));

    private sealed class ReasonInput
    {
        [StringLength(300), Display(Name = "Field.Reason")]
        public string? Reason { get; init; }
    }

    private sealed class WithdrawalInput
    {
        [Required, StringLength(300), Display(Name = "Withdraw.Because")]
        public string? Reason { get; init; }
    }
}
