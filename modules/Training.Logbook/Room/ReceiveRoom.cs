using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Identity.Contracts;
using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Logbook.Rating;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Transfers.Contracts;

namespace Training.Logbook.Room;

/// <summary>What became of a part of a bundle.</summary>
internal enum RoomOutcome
{
    /// <summary>Stored now.</summary>
    Stored,

    /// <summary>The other phone was first, or this one was, and had no answer.</summary>
    Already,

    /// <summary>Not valid; the sentence says why.</summary>
    Refused,

    /// <summary>Nobody has decided yet: the learner's phone brings its case alone, and it waits.</summary>
    None,
}

/// <summary>The answer to a bundle, for both phones.</summary>
internal sealed record RoomReceipt(RoomOutcome Case, RoomOutcome Decision, string CaseCode, string? Why, IReadOnlyList<Fact> Differences);

/// <summary>
/// Takes in what two phones did in the room, whichever of them comes first. The case is stored in the name of its learner, whose phone signed it; the
/// decision in the name of the mentor, whose passkey signed it; each by the command, the rules and the rights that hold for them at the site now. The
/// case comes first: where the decision is refused, it waits like any other.
/// </summary>
internal sealed class ReceiveRoom(
    TrainingDbContext db, ICurrentUser sender, IActing acting, IDeviceKeys keys, ISigningTickets tickets, ITransfers transfers, IStringLocalizerFactory texts, IAuditTrail audit, TimeProvider clock)
{
    // More come from no theatre; a phone that was tampered with fills no tables.
    private const int MostRefusalsOfADay = 100;

    /// <exception cref="RuleViolation">It is no bundle of whoever sends it, or the learner's phone did not write it; nothing is stored.</exception>
    public async Task<RoomReceipt> TakeAsync(RoomBundle bundle, CancellationToken ct)
    {
        var made = RoomCase.Parse(bundle.Statement, bundle.Texts);
        var decision = bundle.Decision is { } answer ? RoomDecision.Parse(answer) : null;
        var signature = Signature(bundle.Signature);
        if (await keys.FindAsync(made.KeyId, ct) is not { } key || key.PersonId != made.TraineeId || !key.Holds(made.Statement, signature))
        {
            throw new RuleViolation("Room.NotTheirPhone");
        }

        if (key.RevokedAt is { } revoked)
        {
            throw new RuleViolation("Room.PhoneRevoked", Show.Time(revoked));
        }

        var mentor = decision is null ? null : await tickets.FindAsync(decision.Answer.Ticket, decision.Answer.Nonce!, ct);
        if (sender.PersonId is not { } by || (by != made.TraineeId && by != mentor?.PersonId))
        {
            throw new RuleViolation("Room.NotYours") { Status = 403 };
        }

        var ownRating = by == made.TraineeId ? bundle.OwnRating : null;
        if (decision is null)
        {
            var (outcome, decided, _) = await LogAsync(made, key.UserId, ct);
            await RateAsync(made, ownRating, ct);
            return new RoomReceipt(outcome, decided is null ? RoomOutcome.None : RoomOutcome.Already, made.CaseCode, null, []);
        }

        RoomCaseState stored;
        try
        {
            stored = await LogAsync(made, key.UserId, ct);
            await RateAsync(made, ownRating, ct);
        }
        catch (RuleViolation violation)
        {
            return await RefuseAsync(made, decision, mentor, RoomOutcome.Refused, violation, [], ct);
        }

        if (stored.Decided is { } before && before.ProofId == decision.Answer.Ticket && before.SignedHash == decision.SignedHash)
        {
            return new RoomReceipt(stored.Outcome, RoomOutcome.Already, made.CaseCode, null, []);
        }

        try
        {
            if (stored.Decided is { } other)
            {
                throw new RuleViolation("Room.OtherDecision", other.MentorName, Show.Time(other.DecidedAt));
            }

            if (mentor is null)
            {
                throw new RuleViolation("Room.TicketUnknown");
            }

            await DecideAsync(made, decision, mentor, signature, by, ct);
            return new RoomReceipt(stored.Outcome, RoomOutcome.Stored, made.CaseCode, null, []);
        }
        catch (RuleViolation violation)
        {
            // The other phone may have won while this one waited.
            return (await StateAsync(made, key.UserId, ct)).Decided is { } winner && winner.ProofId == decision.Answer.Ticket && winner.SignedHash == decision.SignedHash
                ? new RoomReceipt(stored.Outcome, RoomOutcome.Already, made.CaseCode, null, [])
                : await RefuseAsync(made, decision, mentor, stored.Outcome, violation, stored.Differences, ct);
        }
    }

    // In the name of the learner.
    private async Task<RoomCaseState> LogAsync(RoomCase made, Guid learner, CancellationToken ct)
    {
        if (await StateAsync(made, learner, ct) is { Outcome: RoomOutcome.Already } there)
        {
            return there;
        }

        try
        {
            await acting.AsAsync(
                learner,
                async services =>
                {
                    if (!services.GetRequiredService<ICurrentUser>().Can(Permissions.Log))
                    {
                        throw new RuleViolation("Room.MayNotLog");
                    }

                    var own = services.GetRequiredService<TrainingDbContext>();
                    var participation = (await services.GetRequiredService<ITransfers>().OfPersonAsync(made.TraineeId, ct)).FirstOrDefault(p => p.Participant.Id == made.ParticipantId)
                        ?? throw new RuleViolation("Case.NotYours");
                    await own.WriteAsync(
                        async inner =>
                        {
                            var (_, version) = await services.GetRequiredService<SubmitCase>().LogAsync(participation, made.Content, null, made.Device, inner);
                            if (version.ContentHash != made.ContentHash)
                            {
                                throw RoomCase.Unreadable();
                            }
                        },
                        ct);
                    return true;
                },
                ct);
        }
        catch (RuleViolation)
        {
            // The other phone may have brought it at the same instant.
            if (await StateAsync(made, learner, ct) is { Outcome: RoomOutcome.Already } now)
            {
                return now;
            }

            throw;
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // As above; or another case has its id or its code.
            return await StateAsync(made, learner, ct) is { Outcome: RoomOutcome.Already } now ? now : throw new RuleViolation("Room.OtherCase", made.CaseCode);
        }

        var stored = await StateAsync(made, learner, ct);
        return stored.Outcome == RoomOutcome.Already ? stored with { Outcome = RoomOutcome.Stored } : throw new RuleViolation("Room.MayNotLog");
    }

    // What the learner sees of it: refused where it is not there, or where another case has its id.
    private async Task<RoomCaseState> StateAsync(RoomCase made, Guid learner, CancellationToken ct) => await acting.AsAsync(
        learner,
        async services =>
        {
            var own = services.GetRequiredService<TrainingDbContext>();
            var versions = await (from version in own.EntryVersions.AsNoTracking()
                                  where version.EntryId == made.EntryId
                                  join entry in own.LogbookEntries on version.EntryId equals entry.Id
                                  where entry.PersonId == made.TraineeId
                                  join decision in own.Decisions.AsNoTracking() on version.Id equals decision.EntryVersionId into decisions
                                  from decided in decisions.DefaultIfEmpty()
                                  select new { version, decided }).ToListAsync(ct);
            if (versions.SingleOrDefault(v => v.version.Id == made.VersionId && v.version.ContentHash == made.ContentHash) is not { } found)
            {
                return new RoomCaseState(RoomOutcome.Refused, null, []);
            }

            // Changed since: each later version with its difference.
            var facts = await services.GetRequiredService<CaseFacts>().OfAllAsync([.. versions.Select(v => v.version)], ct);
            var changed = versions.Where(v => v.version.Number > found.version.Number).OrderBy(v => v.version.Number).SelectMany(v => facts[v.version.Id]).Where(fact => fact.IsChanged);
            return new RoomCaseState(RoomOutcome.Already, found.decided, [.. changed]);
        },
        ct) ?? throw new RuleViolation("Room.MayNotLog");

    // Comes with the learner's phone, and the case perhaps before it with the mentor's; said once, as at the site.
    private async Task RateAsync(RoomCase made, int? level, CancellationToken ct)
    {
        if (level is not (>= 1 and <= 5))
        {
            return;
        }

        try
        {
            await db.WriteAsync(
                async inner =>
                {
                    if (await db.LogbookEntries.AsNoTracking().FirstOrDefaultAsync(e => e.Id == made.EntryId && e.PersonId == made.TraineeId && e.WithdrawnAt == null, inner) is { } entry
                        && !await db.Set<SelfRating>().AnyAsync(r => r.EntryId == made.EntryId, inner))
                    {
                        var rating = new SelfRating { EntryId = made.EntryId, Number = 1, Entrustment = level.Value, RatedAt = clock.GetUtcNow() };
                        db.Add(rating);
                        audit.Add(new AuditEvent("Logbook.SelfRated", nameof(SelfRating), rating.Id) { HospitalIds = [entry.HospitalId], Facts = new Dictionary<string, string?> { ["case"] = made.CaseCode } });
                    }
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Said at the site at the same instant.
        }
    }

    // In the name of the mentor.
    private async Task DecideAsync(RoomCase made, RoomDecision said, TicketHolder mentor, byte[] deviceSignature, Guid by, CancellationToken ct)
    {
        var brought = (sender.UserId, sender.Name);
        var done = await acting.AsAsync(
            mentor.UserId,
            async services =>
            {
                if (!services.GetRequiredService<ICurrentUser>().Can(Permissions.Sign))
                {
                    throw new RuleViolation("Sign.NotYours");
                }

                var own = services.GetRequiredService<TrainingDbContext>();
                var sign = services.GetRequiredService<SignCase>();
                var input = said.InputFor(made, (mentor.Name, mentor.Position), clock.GetUtcNow());
                await own.WriteAsync(
                    async inner =>
                    {
                        // Whoever was in the room decides, as if the case had been addressed to them; undone with the write if they may not.
                        await own.LogbookEntries.Where(e => e.Id == made.EntryId && e.WaitingSince != null).ExecuteUpdateAsync(set => set.SetProperty(e => e.AddressedTo, mentor.PersonId), inner);
                        var prepared = await sign.PrepareAsync(input, mentor.PersonId, inner);
                        if (CanonicalJson.HashOf(prepared.Decision.Canonical) != said.SignedHash)
                        {
                            throw new RuleViolation("Room.DecisionDiffers");
                        }

                        var answer = new TicketAnswer(said.Answer.Ticket, said.Answer.Nonce!, said.SignedAt, said.Answer.Assertion!);
                        var proof = await services.GetRequiredService<ISigningTickets>().ConfirmAsync(prepared.Request, answer, inner);
                        var decision = await sign.DecideAsync(input, mentor.PersonId, proof, inner);
                        own.Add(new RoomSigning
                        {
                            DecisionId = decision.Id,
                            ClaimedAt = said.SignedAt,
                            BroughtByPersonId = by,
                            Statement = made.Statement,
                            DeviceKeyId = made.KeyId,
                            DeviceSignature = deviceSignature,
                        });
                        services.GetRequiredService<IAuditTrail>().Add(EventOf("Logbook.RoomReceived", decision.Id, made, said, [prepared.Version.PlaceHospitalId]) with { Actor = brought, OnBehalfOf = mentor.UserId });
                    },
                    ct);
                return true;
            },
            ct);
        if (!done)
        {
            throw new RuleViolation("Room.MentorGone");
        }
    }

    private async Task<RoomReceipt> RefuseAsync(
        RoomCase made, RoomDecision said, TicketHolder? mentor, RoomOutcome stored, RuleViolation violation, IReadOnlyList<Fact> differences, CancellationToken ct)
    {
        // Not the place that the phone named: nobody writes into the records of a hospital that they have nothing to do with.
        var hospitals = (await transfers.OfPersonAsync(made.TraineeId, ct)).Where(p => p.Participant.Id == made.ParticipantId).Select(p => p.Transfer.ReceivingHospitalId).ToArray();
        string Why() => texts.OfModule(violation.Source!)[violation.Key, [.. violation.Arguments]].Value;
        var (since, by) = (clock.GetUtcNow().AddDays(-1), sender.PersonId!.Value);
        var (traineeId, mentorId, versionId, ticketId, rule) = (made.TraineeId, mentor?.PersonId ?? sender.PersonId!.Value, made.VersionId, said.Answer.Ticket, violation.Key);
        try
        {
            await db.WriteAsync(
                async inner =>
                {
                    // Both phones may bring it, and each more than once.
                    if (!await db.RoomRefusals.AnyAsync(r => r.VersionId == versionId && r.TicketId == ticketId && r.Rule == rule, inner)
                        && await db.RoomRefusals.CountAsync(r => r.BroughtByPersonId == by && r.ReceivedAt > since, inner) < MostRefusalsOfADay)
                    {
                        db.Add(new RoomRefusal
                        {
                            EntryId = made.EntryId,
                            VersionId = versionId,
                            CaseCode = made.CaseCode,
                            TraineePersonId = traineeId,
                            MentorPersonId = mentorId,
                            TicketId = ticketId,
                            Rule = rule,
                            Because = InLanguages.OfRecords(Why),
                            ClaimedAt = said.SignedAt,
                            ReceivedAt = clock.GetUtcNow(),
                            BroughtByPersonId = sender.PersonId!.Value,
                        });
                        audit.Add(EventOf("Logbook.RoomRefused", versionId, made, said, hospitals) with { Reason = InLanguages.OfRecords(Why) });
                    }
                },
                ct);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Written down by the other phone at the same instant.
        }

        return new RoomReceipt(stored, RoomOutcome.Refused, made.CaseCode, Why(), differences);
    }

    private AuditEvent EventOf(string action, Guid subject, RoomCase made, RoomDecision said, IReadOnlyList<Guid> hospitals) => new(action, action == "Logbook.RoomReceived" ? "Decision" : "EntryVersion", subject)
    {
        HospitalIds = hospitals,
        Facts = new Dictionary<string, string?>
        {
            ["case"] = made.CaseCode,
            ["contentHash"] = made.ContentHash,
            ["signedHash"] = said.SignedHash,
            ["ticket"] = $"{said.Answer.Ticket}",
            ["deviceKey"] = $"{made.KeyId}",
            ["claimedAt"] = Show.Time(said.SignedAt),
            ["receivedAt"] = Show.Time(clock.GetUtcNow()),
            ["method"] = Decision.RoomMethod,
            ["through"] = sender.Name,
        },
    };

    private static byte[] Signature(string? text)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            return bytes.Length == 64 && Base64Url.EncodeToString(bytes) == text ? bytes : throw RoomCase.Unreadable();
        }
        catch (FormatException)
        {
            throw RoomCase.Unreadable();
        }
    }

    /// <summary>What is there of a case.</summary>
    private sealed record RoomCaseState(RoomOutcome Outcome, Decision? Decided, IReadOnlyList<Fact> Differences);
}
