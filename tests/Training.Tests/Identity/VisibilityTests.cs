using Microsoft.EntityFrameworkCore;
using Training.Certification.Issuing;
using Training.Identity.People;
using Training.Logbook.Entries;
using Training.Modules;
using Training.Organizations.Hospitals;
using Training.Tests.Support;
using Training.Transfers.Agreements;
using Training.Transfers.Participants;
using Xunit.Abstractions;

namespace Training.Tests.Identity;

/// <summary>
/// Random grants, ends and moves on the running site; after each sequence what people get over HTTP is compared with
/// <see cref="VisibilityModel"/>, which knows only the rule of the trade.
/// </summary>
public sealed class VisibilityTests(ITestOutputHelper output)
{
    private const int Sequences = 200;
    private const int Seed = 20261122;

    private static readonly string[] Persons = ["hocvien", "bsnoi", "huongdan", "giaovu", "khth"];
    private static readonly string[] Offices = ["office-a@test.local", "office-b@test.local", "office-c@test.local"];
    private static readonly DateOnly Today = GrantForms.Today();

    [Theory, OnSqlite, OnPostgreSql]
    public async Task RandomGrantsEndsAndMoves_ShowWhatTheModelSays(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var world = await World.PrepareAsync(site);
        var random = new Random(Seed);
        var (compared, shown) = (0, 0);
        for (var sequence = 0; sequence < Sequences; sequence++)
        {
            var steps = new List<string>();
            for (var step = random.Next(1, 5); step > 0; step--)
            {
                steps.Add(await world.ChangeAsync(random));
            }

            foreach (var account in random.GetItems(world.Accounts, 2))
            {
                foreach (var thing in random.GetItems(world.Model.Things.ToArray(), 4))
                {
                    var expected = world.Model.StatusOf(account, thing);
                    var actual = (int)(await world.Visitors[account].Client.GetAsync(thing.Address)).StatusCode;
                    Assert.True(expected == actual, $"seed {Seed}, sequence {sequence}: {account} {thing.Address}: model {expected}, site {actual}; {string.Join("; ", steps)}; holds {world.Model.Describe(account)}");
                    compared++;
                    shown += actual == 200 ? 1 : 0;
                }
            }

            compared += await CompareListAsync(world, random.GetItems(world.Accounts, 1)[0], steps);
        }

        output.WriteLine($"{Sequences} sequences, {compared} comparisons, {shown} of them things shown, seed {Seed}");
        Assert.True(compared > Sequences * 8 && shown > compared / 10 && shown < compared * 9 / 10, $"{compared} comparisons, {shown} shown");
    }

    private static async Task<int> CompareListAsync(World world, string account, List<string> steps)
    {
        if (!world.Model.ReadsTransfers(account))
        {
            return 0;
        }

        var page = await world.Visitors[account].GetAsync("/transfers");
        Assert.True(page.IsOk, $"{account}: {page.Status}");
        var shown = page.Links().Where(l => l.StartsWith("/transfers/", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);
        var expected = world.Model.Things.Where(t => t.Kind == ThingKind.Transfer && world.Model.Sees(account, t)).Select(t => t.Address).Order(StringComparer.Ordinal);
        Assert.True(expected.SequenceEqual(shown), $"{account} lists {string.Join(' ', shown)} for {string.Join(' ', expected)}; {string.Join("; ", steps)}; holds {world.Model.Describe(account)}");
        return world.Model.Things.Count(t => t.Kind == ThingKind.Transfer);
    }

    /// <summary>The site under test, what the model knows of it, and the browsers of the accounts.</summary>
    private sealed class World(Site site, VisibilityModel model, Visitor admin, Dictionary<string, Visitor> visitors, Dictionary<string, Guid> ids, Guid[] hospitals, Guid[] provinces)
    {
        public VisibilityModel Model => model;

        public Dictionary<string, Visitor> Visitors { get; } = visitors;

        public string[] Accounts { get; } = [.. visitors.Keys];

        public static async Task<World> PrepareAsync(Site site)
        {
            var ids = new Dictionary<string, Guid>();
            var visitors = new Dictionary<string, Visitor>();
            foreach (var account in Persons.Concat(Offices))
            {
                ids[account] = Offices.Contains(account) ? await site.OfficeAsync(account) : await site.UserIdAsync(account);
                visitors[account] = await site.SignedInAsync(account);
            }

            // Everybody begins without a right, so that the model need not know the recipe.
            Guid[] all = [.. ids.Values];
            await site.DataAsync(db => db.WriteAsync(ct => db.Set<Training.Identity.Grants.RoleGrant>().Where(g => all.Contains(g.UserId)).ExecuteDeleteAsync(ct), default));
            var model = await ReadAsync(site, ids);
            var involved = model.Things.SelectMany(t => t.Hospitals).Distinct().ToArray();
            var others = await site.DataAsync(db => db.Set<Hospital>().Where(h => !involved.Contains(h.Id)).OrderBy(h => h.Key).Take(4).Select(h => h.Id).ToListAsync());
            var provinces = involved.Concat(others).Select(h => model.ProvinceOf[h]).Distinct().ToArray();
            return new World(site, model, await site.SignedInAsync("quantri"), visitors, ids, [.. involved, .. others], provinces);
        }

        public async Task<string> ChangeAsync(Random random)
        {
            var account = random.GetItems(Accounts, 1)[0];
            return random.Next(10) switch
            {
                < 5 => await GrantAsync(account, random),
                < 8 => await EndAsync(random),
                < 9 => await MoveHospitalAsync(random),
                _ => await MovePersonAsync(random),
            };
        }

        private async Task<string> GrantAsync(string account, Random random)
        {
            var role = random.GetItems(VisibilityModel.Granted.Keys.ToArray(), 1)[0];
            var kind = VisibilityModel.Granted[role];
            Guid? place = kind switch { ScopeKind.Hospital => random.GetItems(hospitals, 1)[0], ScopeKind.Province => random.GetItems(provinces, 1)[0], _ => null };
            if (model.Grants.Any(g => g.Account == account && g.Role == role && g.Place == place))
            {
                return "nothing";
            }

            // Some begin tomorrow and carry nothing yet.
            var begins = random.Next(6) == 0 ? Today.AddDays(1) : Today;
            if (random.Next(4) == 0)
            {
                var answer = await admin.GrantByPageAsync(ids[account], role, GrantForms.Scope(kind, place), from: begins);
                Assert.True(answer.IsRedirect, $"{role} at {place}: {answer.Status} {answer.Text}");
            }
            else
            {
                await site.StoreGrantAsync(ids[account], role, kind, place, from: begins);
            }

            model.Grants.Add(new ModelGrant(account, role, kind, place, begins == Today));
            return $"grant {account} {role} {kind} {place}";
        }

        private async Task<string> EndAsync(Random random)
        {
            if (model.Grants.Count == 0)
            {
                return "nothing";
            }

            var grant = model.Grants[random.Next(model.Grants.Count)];
            var row = (await site.GrantsOfAsync(ids[grant.Account])).Single(g => g.Role == grant.Role && (g.HospitalId ?? g.ProvinceId) == grant.Place && !(g.To < Today));
            if (random.Next(4) == 0)
            {
                Assert.True((await admin.EndByPageAsync(ids[grant.Account], row.Id)).IsRedirect);
            }
            else
            {
                await site.DataAsync(db => db.WriteAsync(
                    ct => db.Set<Training.Identity.Grants.RoleGrant>().Where(g => g.Id == row.Id).ExecuteUpdateAsync(g => g.SetProperty(x => x.To, Today.AddDays(-1)), ct), default));
            }

            model.Grants.Remove(grant);
            return $"end {grant}";
        }

        private async Task<string> MoveHospitalAsync(Random random)
        {
            var hospital = random.GetItems(hospitals, 1)[0];
            var province = random.GetItems(provinces, 1)[0];
            await site.DataAsync(async db =>
            {
                var row = await db.Set<Hospital>().SingleAsync(h => h.Id == hospital);
                row.ProvinceId = province;
                row.Changed();
                await db.SaveChangesAsync();
            });
            model.ProvinceOf[hospital] = province;
            return $"move hospital {hospital} to {province}";
        }

        // Where somebody works changes nothing about their own record, nor about what others see of it.
        private async Task<string> MovePersonAsync(Random random)
        {
            var account = random.GetItems(Persons, 1)[0];
            var to = random.GetItems(hospitals, 1)[0];
            await site.DataAsync(async db =>
            {
                var person = await db.Set<Training.Identity.Users.User>().Where(u => u.Id == ids[account]).Select(u => u.PersonId!.Value).SingleAsync();
                var held = await db.Set<Appointment>().Where(a => a.PersonId == person).ToListAsync();
                if (held.All(a => a.HospitalId != to))
                {
                    held.ForEach(a => a.To ??= Today.AddDays(-1));
                    db.Add(new Appointment { PersonId = person, HospitalId = to, Department = "x", Position = "y", From = Today });
                    await db.SaveChangesAsync();
                }
            });
            return $"move {account} to {to}";
        }

        private static async Task<VisibilityModel> ReadAsync(Site site, Dictionary<string, Guid> ids) => await site.DataAsync(async db =>
        {
            var transfers = await db.Set<Transfer>().ToDictionaryAsync(t => t.Id);
            var members = (await db.Set<Participant>().Select(p => new { p.TransferId, p.PersonId }).ToListAsync()).ToLookup(p => p.TransferId, p => p.PersonId);
            var mentors = (await db.Set<Supervision>().Select(s => new { s.TransferId, s.MentorPersonId }).ToListAsync()).ToLookup(s => s.TransferId, s => s.MentorPersonId);
            var personOf = await db.Set<Training.Identity.Users.User>().Where(u => u.PersonId != null).ToDictionaryAsync(u => u.Id, u => u.PersonId!.Value);
            var things = transfers.Values
                .Select(t => new Thing(ThingKind.Transfer, $"/transfers/{t.Code}", [t.GivingHospitalId, t.ReceivingHospitalId], [.. members[t.Id]], [.. mentors[t.Id]]))
                .ToList();
            things.AddRange((await db.Set<Certificate>().ToListAsync())
                .Select(c => new Thing(ThingKind.Certificate, $"/certificates/{c.Id}", [c.IssuerHospitalId, c.HolderHospitalId], [c.PersonId], [])));
            var entries = (await db.Set<LogbookEntry>().OrderBy(e => e.Id).ToListAsync()).GroupBy(e => e.PersonId).SelectMany(g => g.Take(3));
            things.AddRange(entries.Select(e => new Thing(
                ThingKind.Case, $"/logbook/{e.Id}", [transfers[e.TransferId].GivingHospitalId, transfers[e.TransferId].ReceivingHospitalId], [e.PersonId], [.. mentors[e.TransferId]])));
            return new VisibilityModel(
                things,
                ids.Where(i => personOf.ContainsKey(i.Value)).ToDictionary(i => i.Key, i => personOf[i.Value]),
                await db.Set<Hospital>().ToDictionaryAsync(h => h.Id, h => h.ProvinceId));
        });
    }
}
