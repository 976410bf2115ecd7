using Training.Identity.Contracts;
using Training.Logbook.Entries;
using Training.Logbook.SignOff;
using Training.Modules;
using Training.Reporting.Contracts;
using Training.Techniques.Contracts;

namespace Training.Logbook.Dashboard;

/// <summary>The mentor's queue: how many, and the oldest ones.</summary>
internal sealed class MentorTile(Queue queue, IPeople people, ITechniques techniques) : IDashboardTile
{
    private const int Shown = 6;

    public string Permission => Permissions.Sign;

    public int Order => 11;

    public DashboardColumn Column => DashboardColumn.Main;

    public string View => "/Areas/Logbook/Pages/Dashboard/_Mentor.cshtml";

    public async Task<object?> LoadAsync(CancellationToken ct)
    {
        var (shown, total) = await queue.ReadAsync(null, Shown, ct);
        return new MentorView(shown, total, await people.FindAsync(shown.Select(r => r.PersonId), ct), await techniques.GetAsync(ct));
    }
}

internal sealed record MentorView(
    IReadOnlyList<EntryRow> Rows, int Total, IReadOnlyDictionary<Guid, PersonInfo> People, TechniqueCatalogue Catalogue);
