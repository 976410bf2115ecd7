using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Certification.Issuing;
using Training.Data;
using Training.Exchange.Uploads;
using Training.Identity.Grants;
using Training.Identity.Invitations;
using Training.Identity.People;
using Training.Identity.Sessions;
using Training.Identity.Users;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Organizations.Hospitals;
using Training.Tests.Exchange;
using Training.Tests.Support;
using Training.Transfers.Agreements;
using Training.Transfers.Contracts;
using Training.Transfers.Participants;

namespace Training.Tests.Access;

/// <summary>A thing in a state: what fills in its address, and with what its forms are sent, so that what may be done is done.</summary>
internal sealed record StateSample(IReadOnlyDictionary<string, string> Parts, IReadOnlyDictionary<string, string> Fields);

/// <summary>
/// The states in which the answer may differ, as the model has them: nobody stores a draft of a case, so it begins as one that waits; a
/// transfer is planned, running or ended by its days. What a request changed is made anew for the next one.
/// </summary>
internal sealed class MatrixStates(Site site)
{
    /// <summary>Of what has no state.</summary>
    public const string None = "-";

    private static readonly Dictionary<string, string[]> Kinds = new()
    {
        ["entry"] = ["Waiting", "Returned", "Signed", "Corrected"],
        ["transfer"] = ["Planned", "Running", "Ended"],
        ["certificate"] = ["Valid", "Revoked"],
        ["request"] = ["Checking", "Completing", "Signing", "Decided"],
        ["cme"] = [None],
        ["claim"] = ["Waiting", "Returned", "Decided"],
        ["credit"] = [None],
        ["invitation"] = ["Open", "Accepted", "Withdrawn", "Expired"],
        ["upload"] = ["Checked", "Problems", "Refused", "Committed"],
        ["account"] = ["Active", "Disabled"],
    };

    private readonly Dictionary<(string Kind, Place Place, string State), StateSample> _samples = [];
    private int _made;

    public static IReadOnlyList<string> Of(MatrixEndpoint endpoint) => KindOf(endpoint) is { } kind ? Kinds[kind] : [None];

    /// <summary>Where it can lie; null where the route has no states.</summary>
    public static IReadOnlyList<Place>? PlacesOf(MatrixEndpoint endpoint) => KindOf(endpoint) switch
    {
        null => null,
        "upload" => [Place.Own],
        _ => [Place.Own, Place.OtherHospital, Place.OtherProvince],
    };

    public async Task<StateSample?> FindAsync(MatrixEndpoint endpoint, Place place, string state)
    {
        if (KindOf(endpoint) is not { } kind)
        {
            return null;
        }

        if (!_samples.TryGetValue((kind, place, state), out var sample))
        {
            _samples[(kind, place, state)] = sample = await MakeAsync(kind, place, state);
        }

        // A case is signed by its version.
        return endpoint.Route.StartsWith("/sign/{", StringComparison.Ordinal) ? sample with { Parts = new Dictionary<string, string> { ["id"] = sample.Parts["version"] } } : sample;
    }

    /// <summary>The request had its effect: the next one finds another thing in that state.</summary>
    public void Used(MatrixEndpoint endpoint, Place place, string state) => _samples.Remove((KindOf(endpoint)!, place, state));

    private static string? KindOf(MatrixEndpoint endpoint) => endpoint.Route switch
    {
        var route when route.StartsWith("/logbook/{", StringComparison.Ordinal) || route.StartsWith("/sign/{", StringComparison.Ordinal) || route.StartsWith("/sign/case/{", StringComparison.Ordinal) => "entry",
        var route when route.StartsWith("/transfers/{", StringComparison.Ordinal) => "transfer",
        var route when route.StartsWith("/certificates/requests/{", StringComparison.Ordinal) => "request",
        var route when route.StartsWith("/certificates/cme/{", StringComparison.Ordinal) => "cme",
        var route when route.StartsWith("/cme/{", StringComparison.Ordinal) => "claim",
        var route when route.StartsWith("/cme/entries/{", StringComparison.Ordinal) => "credit",
        var route when route.StartsWith("/certificates/{", StringComparison.Ordinal) || route.StartsWith("/verify/{", StringComparison.Ordinal) => "certificate",
        var route when route.StartsWith("/account/invitation/{", StringComparison.Ordinal) || route.StartsWith("/people/invitations?", StringComparison.Ordinal) => "invitation",
        var route when route.StartsWith("/admin/import/{name}/{id", StringComparison.Ordinal) => "upload",
        var route when route.StartsWith("/admin/accounts/{id", StringComparison.Ordinal) => "account",
        _ => null,
    };

    private async Task<StateSample> MakeAsync(string kind, Place place, string state) => kind switch
    {
        "entry" => await EntryAsync(place, state),
        "transfer" => await TransferAsync(place, state),
        "certificate" => await CertificateAsync(place, state),
        "request" => await MatrixRequests.AskedAsync(site, await AgreeAsync(place, (-400, -35)), state),
        "cme" => await MatrixRequests.CreditAsync(site, await AgreeAsync(place, (-400, -35)), ++_made),
        "claim" => await MatrixCredits.ClaimAsync(site, place, state, ++_made),
        "credit" => await MatrixCredits.EntryAsync(site, place),
        "invitation" => await InvitationAsync(place, state),
        "upload" => await UploadAsync(state),
        _ => await AccountAsync(place, state),
    };

    private Task<StateSample> EntryAsync(Place place, string state) => site.DataAsync(async (db, services) =>
    {
        var learner = await site.PersonIdAsync(Given.Trainee);
        var code = MatrixSamples.Transfers[place].Transfer;
        var like = await (from e in db.LogbookEntries
                          join t in db.Transfers on e.TransferId equals t.Id
                          where t.Code == code && e.SignedAt != null && (place != Place.Own || e.PersonId == learner)
                          orderby e.Id descending
                          select e).FirstAsync();
        var said = await db.EntryVersions.Where(v => v.EntryId == like.Id).OrderByDescending(v => v.Number).FirstAsync();
        var decided = await db.Decisions.SingleAsync(d => d.EntryVersionId == said.Id);
        var now = site.Clock.GetUtcNow();
        var entry = new LogbookEntry { ParticipantId = like.ParticipantId, TransferId = like.TransferId, PersonId = like.PersonId, HospitalId = like.HospitalId, CaseCode = $"MX{++_made:00000}" };
        var version = entry.Submit(said.Content, null, now);
        db.AddRange(entry, version);
        if (state != "Waiting")
        {
            entry.DecidedInRecipe(state == "Signed" ? now : null);
            db.Add(new Decision
            {
                EntryVersionId = version.Id,
                TraineePersonId = entry.PersonId,
                MentorPersonId = decided.MentorPersonId,
                Kind = state == "Signed" ? DecisionKind.Signed : DecisionKind.Returned,
                Entrustment = state == "Signed" ? decided.Entrustment : null,
                Comment = state == "Signed" ? null : "Ghi lại vai trò",
                MentorName = decided.MentorName,
                MentorPosition = decided.MentorPosition,
                Method = "recipe",
                DecidedAt = now,
                ContentHash = version.ContentHash,
            });
        }

        var newest = version;
        if (state == "Corrected")
        {
            newest = entry.Submit(said.Content, "Ghi nhầm vai trò", now);
            db.Add(newest);
        }

        await db.SaveChangesAsync();
        if (entry.WaitingSince is not null)
        {
            var transfer = (await services.GetRequiredService<ITransfers>().FindAsync([entry.ParticipantId], default)).Single().Transfer;
            await db.WriteAsync(ct => services.GetRequiredService<SubmitCase>().RequestSignOffAsync(entry, newest, transfer, ct), default);
        }

        var choice = place == Place.Own ? await site.ChoiceAsync() : CaseInput.KeyOf(entry.ParticipantId, said.TechniqueId);
        return Sample(
            [("id", entry.Id), ("version", version.Id), ("number", 1), ("place", 1)],
            [
                .. Journey.Case(choice).Select(field => (field.Key, field.Value!)), .. Journey.Decision(4, "Đúng như đã làm").Select(field => (field.Key, field.Value!)),
                ("Number", $"{entry.CurrentNumber}"), ("Reason", "Ghi nhầm giai đoạn"), ("Input.ShownHash", version.ContentHash),
                ("Input.Opened", await site.OpenedAsync("huongdan@demo.local", version.Id)), ("Input.Salt", Training.Logbook.Content.SealedTexts.NewSalt()),
            ]);
    });

    private async Task<StateSample> TransferAsync(Place place, string state)
    {
        var (transfer, member) = await AgreeAsync(place, state switch { "Planned" => (30, 400), "Running" => (-100, 265), _ => (-400, -35) });
        return Sample([("code", transfer.Code), ("participantId", member.Id)], []);
    }

    // A team of one: the trainee of the matrix at their own hospital, somebody else elsewhere; the mentor supervises their own.
    private Task<(Transfer Transfer, Participant Member)> AgreeAsync(Place place, (int From, int To) days) => site.DataAsync(async db =>
    {
        var code = MatrixSamples.Transfers[place].Transfer;
        var like = await db.Transfers.AsNoTracking().SingleAsync(t => t.Code == code);
        var member = place == Place.Own
            ? await db.People.Where(p => p.Key == Given.Trainee).Select(p => p.Id).SingleAsync()
            : await db.Participants.Where(p => p.TransferId == like.Id).OrderBy(p => p.Id).Select(p => p.PersonId).FirstAsync();
        var today = site.Clock.Today();
        var transfer = new Transfer
        {
            Code = $"MX-{++_made}",
            PackageVersionId = like.PackageVersionId,
            GivingHospitalId = like.GivingHospitalId,
            ReceivingHospitalId = like.ReceivingHospitalId,
            From = today.AddDays(days.From),
            To = today.AddDays(days.To),
        };
        var participant = new Participant { TransferId = transfer.Id, PersonId = member, Role = await db.Participants.Where(p => p.PersonId == member).Select(p => p.Role).FirstAsync(), From = transfer.From };
        db.AddRange(transfer, participant);
        if (place == Place.Own)
        {
            var mentor = await db.People.Where(p => p.Key == Given.Mentor).Select(p => p.Id).SingleAsync();
            db.Add(new Supervision { TransferId = transfer.Id, MentorPersonId = mentor, From = transfer.From });
        }

        await db.SaveChangesAsync();
        return (transfer, participant);
    });

    private async Task<StateSample> CertificateAsync(Place place, string state)
    {
        var (transfer, member) = await AgreeAsync(place, (-400, -35));
        return await site.DataAsync(async db =>
        {
            var now = site.Clock.GetUtcNow();
            var certificate = new Certificate
            {
                Number = $"MX/{++_made}",
                Token = SecretToken.Create()[..20],
                ParticipantId = member.Id,
                PersonId = member.PersonId,
                PackageVersionId = transfer.PackageVersionId,
                IssuerHospitalId = transfer.GivingHospitalId,
                HolderHospitalId = transfer.ReceivingHospitalId,
                HolderName = "M",
                HolderRole = member.Role,
                HolderHospital = "M",
                HolderHospitalEn = "M",
                Issuer = "M",
                IssuerEn = "M",
                TransferCode = transfer.Code,
                PackageVi = "M",
                PackageEn = "M",
                IssuedAt = now,
            };
            db.Add(certificate);
            if (state == "Revoked")
            {
                db.Add(new Revocation { CertificateId = certificate.Id, RevokedAt = now, RevokedBy = "M", Reason = "M" });
            }

            await db.SaveChangesAsync();
            return Sample([("id", certificate.Id), ("token", certificate.Token)], []);
        });
    }

    private async Task<StateSample> InvitationAsync(Place place, string state)
    {
        var (hospital, by) = (await site.HospitalIdAsync(MatrixSamples.Transfers[place].Receiver), await site.UserIdAsync("quantri"));
        var (token, now, email) = (SecretToken.Create(), site.Clock.GetUtcNow(), $"invited{++_made}@matrix.local");
        var invitation = new Invitation
        {
            Name = email,
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            Role = Roles.Trainee,
            HospitalId = hospital,
            TokenHash = SecretToken.Hash(token),
            InvitedByUserId = by,
            InvitedBy = "test",
            SentAt = now.AddDays(-4),
            ExpiresAt = state == "Expired" ? now.AddDays(-1) : now.AddDays(1),
            AcceptedAt = state == "Accepted" ? now : null,
            WithdrawnAt = state == "Withdrawn" ? now : null,
        };
        await site.DataAsync(async db =>
        {
            db.Add(invitation);
            await db.SaveChangesAsync();
        });
        const string password = "Mot-cau-rat-dai-de-nho-2026";
        return Sample([("token", token)], [("id", $"{invitation.Id}"), ("Input.Password", password), ("Input.PasswordAgain", password)]);
    }

    // The coordinator of their own hospital sent it.
    private async Task<StateSample> UploadAsync(string state)
    {
        var office = await site.SignedInAsync("khth");
        var department = state == "Problems" ? "Khoa Không Có" : "Khoa Chẩn đoán hình ảnh";
        var content = state == "Refused"
            ? Importing.Csv("a,b", "1,2")
            : Importing.Csv("full_name,date_of_birth,licence_number,hospital,department,position,from", $"Người Thử {++_made},1990-04-05,{_made}/MX,bvdk-quang-ninh,{department},Bác sĩ,01/02/2024");
        var preview = await office.PreviewAsync("staff", content);
        if (state == "Committed")
        {
            await office.CommitAsync(preview);
        }

        var id = await site.DataAsync(db => db.Set<Upload>().OrderByDescending(upload => upload.Id).Select(upload => upload.Id).FirstAsync());
        return Sample([("name", "staff"), ("id", id)], []);
    }

    private Task<StateSample> AccountAsync(Place place, string state) => site.DataAsync(async (db, services) =>
    {
        var email = $"{place}{++_made}@matrix.local".ToLowerInvariant();
        var user = new User { UserName = email, Email = email, EmailConfirmed = true, DisplayName = email, DisabledAt = state == "Disabled" ? site.Clock.GetUtcNow() : null, DisabledReason = state == "Disabled" ? "test" : null };
        Assert.True((await services.GetRequiredService<UserManager<User>>().CreateAsync(user)).Succeeded);
        var receiver = MatrixSamples.Transfers[place].Receiver;
        var grant = new RoleGrant
        {
            UserId = user.Id,
            Role = Roles.Trainee,
            Kind = ScopeKind.Hospital,
            HospitalId = await db.Set<Hospital>().Where(h => h.Key == receiver).Select(h => h.Id).SingleAsync(),
            From = new DateOnly(2020, 1, 1),
            GrantedBy = "test",
            Reason = "test",
        };
        db.Add(grant);
        await db.SaveChangesAsync();
        return Sample([("id", user.Id), ("grantId", grant.Id)], [("Input.Reason", "Nghỉ việc từ hôm nay")]);
    });

    internal static StateSample Sample((string Name, object Value)[] parts, (string Name, string Value)[] fields)
        => new(parts.ToDictionary(part => part.Name, part => $"{part.Value}"), fields.DistinctBy(field => field.Name).ToDictionary(field => field.Name, field => field.Value));
}
