using Microsoft.Extensions.DependencyInjection;
using Training.Modules;
using Training.Tests.Support;
using Training.Tests.Workflows.Conformance;
using Training.Workflows.Contracts;

namespace Training.Tests.Workflows;

/// <summary>Fails until it is told not to.</summary>
internal sealed class FragileActivity : IProcessActivity
{
    public bool Repaired { get; set; }

    public string Type => "Test.Fragile";

    public IReadOnlyDictionary<string, bool> Inputs { get; } = new Dictionary<string, bool>();

    public Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct)
        => Repaired ? Task.FromResult<IReadOnlyDictionary<string, object>>(new Dictionary<string, object>()) : throw new InvalidOperationException("no paper left");
}

/// <summary>Things that processes are about, each with a title by its number.</summary>
internal sealed class TestSubjects : IProcessSubject
{
    private readonly Dictionary<Guid, SubjectCard> _cards = [];

    public string Type => "Test";

    public Subject Add(string title)
    {
        var subject = new Subject(Type, Guid.CreateVersion7());
        _cards.Add(subject.Id, new SubjectCard(title, "Bệnh viện Đa khoa tỉnh", "/help"));
        return subject;
    }

    public Task<IReadOnlyDictionary<Guid, SubjectCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
        => Task.FromResult<IReadOnlyDictionary<Guid, SubjectCard>>(ids.Where(_cards.ContainsKey).ToDictionary(id => id, id => _cards[id]));
}

/// <summary>Who holds the only key.</summary>
internal sealed class KeyHolders
{
    private readonly Dictionary<Guid, string> _people = [];

    public IReadOnlyList<Candidate> All => [.. _people.Select(person => new Candidate(person.Key, person.Value))];

    public void Add(Guid user, string name) => _people[user] = name;

    public void Remove(Guid user) => _people.Remove(user);

    public bool Has(ICurrentUser user) => user.IsSignedIn && _people.ContainsKey(user.UserId);
}

/// <summary>Tasks are for whoever holds the key now.</summary>
internal sealed class KeyResolver(KeyHolders holders, ICurrentUser user) : IAssigneeResolver
{
    public string Id => "anybody";

    public Task<string?> KeyOfAsync(Subject subject, string? argument, CancellationToken ct) => Task.FromResult<string?>("all");

    public Task<IReadOnlyCollection<string>> KeysOfCurrentUserAsync(CancellationToken ct) => Task.FromResult<IReadOnlyCollection<string>>(holders.Has(user) ? ["all"] : []);

    public Task<bool> MayActAsync(Subject subject, string key, CancellationToken ct) => Task.FromResult(holders.Has(user));

    public Task<IReadOnlyList<Candidate>> CandidatesAsync(Subject subject, string key, CancellationToken ct) => Task.FromResult(holders.All);

    public Task<IReadOnlyList<Candidate>> HoldersAsync(IReadOnlyCollection<string> keys, CancellationToken ct) => Task.FromResult(holders.All);
}

/// <summary>A demo site with processes of the test's own: two administrators hold the only key.</summary>
internal sealed record PlainSite(Site Site, FragileActivity Fragile, TestSubjects Subjects, KeyHolders Holders) : IAsyncDisposable
{
    public static async Task<PlainSite> StartAsync(Database database)
    {
        var (fragile, subjects, holders) = (new FragileActivity(), new TestSubjects(), new KeyHolders());
        var site = await Site.StartWithAsync(database, "demo", services =>
        {
            services.AddSingleton<IProcessActivity>(fragile);
            services.AddSingleton<IProcessActivity>(new SetActivity());
            services.AddSingleton<IProcessSubject>(subjects);
            services.AddSingleton(holders);
            services.AddScoped<IAssigneeResolver, KeyResolver>();
        });
        holders.Add(await site.UserIdAsync("quantri"), "Quản Trị");
        var second = await site.UserIdAsync("giaovu");
        await site.GrantAsync(second, Roles.Administrator, "viet-duc");
        holders.Add(second, "Giáo Vụ");
        return new PlainSite(site, fragile, subjects, holders);
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
