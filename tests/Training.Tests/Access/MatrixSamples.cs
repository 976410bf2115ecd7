using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Training.Certification.Issuing;
using Training.Identity.Grants;
using Training.Identity.Users;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Organizations.Hospitals;
using Training.Tests.Support;
using Training.Transfers.Agreements;

namespace Training.Tests.Access;

/// <summary>One account for each role, at the hospitals of one transfer, and one thing of each kind for each place.</summary>
internal sealed class MatrixSamples
{
    /// <summary>Receiver and code of the transfer that stands for a place.</summary>
    private static readonly Dictionary<Place, (string Receiver, string Transfer)> Transfers = new()
    {
        [Place.Own] = ("bvdk-quang-ninh", Given.Transfer),
        [Place.OtherHospital] = ("bai-chay", "CG-2025-021"),
        [Place.OtherProvince] = ("thong-nhat-dong-nai", "CG-2024-003"),
    };

    private static readonly Dictionary<string, string> DemoAccounts = new()
    {
        [Roles.Trainee] = "hocvien",
        [Roles.Mentor] = "huongdan",
        [Roles.TrainingOffice] = "giaovu",
        [Roles.Coordinator] = "khth",
        [Roles.Director] = "giamdoc",
        [Roles.HealthDepartment] = "soyte",
        [Roles.Ministry] = "boyte",
        [Roles.Administrator] = "quantri",
    };

    private readonly Dictionary<(Place, string), string> _things = [];

    /// <summary>The places that the route's things can lie in.</summary>
    public IReadOnlyList<Place> PlacesOf(MatrixEndpoint endpoint)
        => endpoint.Parameters.Any(p => _things.ContainsKey((Place.Own, KeyOf(endpoint, p)))) ? [Place.Own, Place.OtherHospital, Place.OtherProvince] : [Place.None];

    /// <summary>What fills in a part of the route.</summary>
    public string Of(Place place, MatrixEndpoint endpoint, string parameter)
        => _things.TryGetValue((place, KeyOf(endpoint, parameter)), out var value) || _things.TryGetValue((Place.None, KeyOf(endpoint, parameter)), out value)
            ? value
            : throw new InvalidOperationException($"There is no sample for {KeyOf(endpoint, parameter)} of {endpoint.Route}: add one to {nameof(MatrixSamples)}.");

    public static async Task<MatrixSamples> MakeAsync(Site site)
    {
        var samples = new MatrixSamples();
        foreach (var (place, transfer) in Transfers)
        {
            await samples.ReadAsync(site, place, transfer.Transfer, transfer.Receiver);
        }

        samples.Keep(Place.None, "courses/code", Journey.Course);
        samples.Keep(Place.None, "courses/number", 1);
        samples.Keep(Place.None, "courses/attemptId", null);
        samples.Keep(Place.None, "techniques/key", "pedicle-screw");
        samples.Keep(Place.None, "techniques/packages/code", "GKT-09");
        samples.Keep(Place.None, "admin/techniques/id", await site.TechniqueIdAsync("pedicle-screw"));
        samples.Keep(Place.None, "verify/token", await site.DataAsync(db => db.Set<Certificate>().OrderBy(c => c.Number).Select(c => c.Token).FirstAsync()));
        samples.Keep(Place.None, "error/code", 404);

        return samples;
    }

    /// <summary>Signed in as somebody with just this role.</summary>
    public static async Task<Visitor> SignedInAsync(Site site, string role)
    {
        if (role == AuthorizationMatrix.Visitor)
        {
            return site.Visitor();
        }

        if (DemoAccounts.TryGetValue(role, out var account))
        {
            return await site.SignedInAsync(account);
        }

        var email = $"{role}@matrix.local".ToLowerInvariant();
        await site.DataAsync(async (db, services) =>
        {
            var user = new User { UserName = email, Email = email, EmailConfirmed = true, DisplayName = role };
            Assert.True((await services.GetRequiredService<UserManager<User>>().CreateAsync(user, Visitor.DemoPassword)).Succeeded);
            db.Add(new RoleGrant
            {
                UserId = user.Id,
                Role = role,
                Kind = ScopeKind.Hospital,
                HospitalId = await db.Hospitals.Where(h => h.Key == "bvdk-quang-ninh").Select(h => h.Id).SingleAsync(),
                From = new DateOnly(2020, 1, 1),
                GrantedBy = "test",
                Reason = "test",
            });
            return await db.SaveChangesAsync();
        });
        return await site.SignedInAsync(email);
    }

    private async Task ReadAsync(Site site, Place place, string code, string hospitalKey)
    {
        var found = await site.DataAsync(async db =>
        {
            var transfer = await db.Set<Transfer>().SingleAsync(t => t.Code == code);
            var entry = await db.Set<LogbookEntry>().Where(e => e.TransferId == transfer.Id).OrderBy(e => e.Id).FirstOrDefaultAsync();
            return new
            {
                Entry = entry?.Id,
                Version = entry is null ? null : await db.Set<EntryVersion>().Where(v => v.EntryId == entry.Id).Select(v => (Guid?)v.Id).FirstAsync(),
                Certificate = await db.Set<Certificate>().Where(c => c.TransferCode == code).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(),
                Hospital = await db.Hospitals.SingleAsync(h => h.Key == hospitalKey),
            };
        });
        Keep(place, "transfers/code", code);
        Keep(place, "logbook/id", found.Entry);
        Keep(place, "sign/id", found.Version);
        Keep(place, "certificates/id", found.Certificate);
        Keep(place, "admin/hospitals/id", found.Hospital.Id);
    }

    // What the route is about, and the name of the part: "transfers/code".
    private static string KeyOf(MatrixEndpoint endpoint, string parameter)
        => string.Join('/', endpoint.Route.Split('/', '?').Skip(1).TakeWhile(s => !s.StartsWith('{'))) + "/" + parameter;

    private void Keep(Place place, string key, object? value) => _things[(place, key)] = value?.ToString() ?? Guid.Empty.ToString();
}
