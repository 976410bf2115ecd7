using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Training.Cme.Rules;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;

namespace Training.Cme.Ledger;

/// <summary>What the summary by the employer says (Circular 32/2023/TT-BYT): who, and every activity of the years that count.</summary>
internal sealed record SummaryView(Practitioner Person, Standing Standing, IReadOnlyList<CreditEntry> Entries, string? Hospital, string? Workplace)
{
    /// <summary>More than this and the paper puts those of one kind and organiser together.</summary>
    private const int MostRows = 120;

    public decimal Total => Entries.Sum(e => e.Hundredths) / 100m;

    public IReadOnlyList<SummaryRow> Rows => Entries.Count <= MostRows
        ? [.. Entries.Select(e => new SummaryRow([e]))]
        : [.. Entries.GroupBy(e => (e.RuleVi, e.Organizer)).Select(of => new SummaryRow([.. of]))];
}

/// <summary>A line of the paper: one entry, or several of one kind and organiser.</summary>
internal sealed record SummaryRow(IReadOnlyList<CreditEntry> Entries)
{
    public CreditEntry First => Entries[0];

    public DateOnly From => Entries.Min(e => e.FirstDay);

    public DateOnly To => Entries.Max(e => e.Day);

    public decimal Hours => Entries.Sum(e => e.Hundredths) / 100m;
}

/// <summary>Reads a summary; three statements.</summary>
internal sealed class SummaryReader(LedgerReader ledger, IPeople people, IOrganizations organizations, TimeProvider clock)
{
    public async Task<SummaryView?> ReadAsync(Guid personId, CancellationToken ct)
    {
        if (await ledger.StandingAsync(personId, ct) is not { } found)
        {
            return null;
        }

        var place = await people.AppointmentsOnAsync(personId, clock.Today(), ct) is [var newest, ..] ? newest : null;
        var directory = await organizations.GetAsync(ct);
        return new SummaryView(
            found.Person,
            found.Standing,
            await ledger.CountingAsync(personId, found.Standing.Period, ct),
            place is null ? null : directory.Hospital(place.HospitalId).Display,
            place is null ? null : $"{place.Position}, {place.Department}");
    }
}

/// <summary>One's own summary, to print.</summary>
[HasPermission(Permissions.Own)]
internal sealed class MySummaryModel(ICurrentUser user, SummaryReader reader) : PageModel
{
    public SummaryView Summary { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (user.PersonId is not { } me || await reader.ReadAsync(me, ct) is not { } found)
        {
            return NotFound();
        }

        Summary = found;
        return Page();
    }
}

/// <summary>The summary of somebody who works at a hospital in scope, to print, sign and stamp.</summary>
[HasPermission(Permissions.ViewStaff)]
internal sealed class SummaryOfPersonModel(LedgerReader ledger, SummaryReader reader) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public SummaryView Summary { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await ledger.WorksWithinAsync(Id, Permissions.ViewStaff, ct) || await reader.ReadAsync(Id, ct) is not { } found)
        {
            return NotFound();
        }

        Summary = found;
        return Page();
    }
}
