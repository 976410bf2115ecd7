using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Training.Data;
using Training.Identity.Contracts;
using Training.Modules;
using Training.Organizations.Contracts;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;
using Training.Transfers.Participants;
using Training.Transfers.Progress;

namespace Training.Transfers.Agreements;

[HasPermission(Permissions.ViewOwn)]
internal sealed class DetailsModel(
    TrainingDbContext db, ICurrentUser user, IOrganizations organizations, ITechniques techniques, IPeople people, MyPackageReader reader, TimeProvider clock) : PageModel
{
    [FromRoute, BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public OrganizationDirectory Directory { get; private set; } = null!;

    public TechniqueCatalogue Catalogue { get; private set; } = null!;

    public Transfer Transfer { get; private set; } = null!;

    public PackageInfo Package { get; private set; } = null!;

    public TransferState? State { get; private set; }

    public IReadOnlyList<StampInfo> Stamps { get; private set; } = [];

    public IReadOnlyList<Member> Members { get; private set; } = [];

    public IReadOnlyList<string> Mentors { get; private set; } = [];

    public MyPackage? Mine { get; private set; }

    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Directory = await organizations.GetAsync(ct);
        Catalogue = await techniques.GetAsync(ct);
        var found = await db.Transfers
            .Where(t => t.Code == Code)
            .Select(t => new
            {
                Transfer = t,
                Stamps = db.Set<TransferStamp>().Where(s => s.TransferId == t.Id)
                    .Select(s => new StampInfo(s.Step, s.Stalled, s.On, s.By, s.DocumentNumber, s.Note)).ToList(),
                Mentors = db.Set<Supervision>().Where(s => s.TransferId == t.Id).Select(s => s.MentorPersonId).ToList(),
                Members = db.Set<Participant>().Where(p => p.TransferId == t.Id).ToList(),
            })
            .AsNoTracking()
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return NotFound();
        }

        Transfer = found.Transfer;
        Package = Catalogue.Package(Transfer.PackageVersionId);
        Stamps = [.. found.Stamps.OrderBy(s => s.On).ThenBy(s => s.Step)];
        State = TransferState.Of(Stamps, Today);
        await ReadTeamAsync(found.Members, found.Mentors, ct);
        return Page();
    }

    private async Task ReadTeamAsync(IReadOnlyList<Participant> members, IReadOnlyList<Guid> mentors, CancellationToken ct)
    {
        var transfer = new TransferInfo(
            Transfer.Id, Transfer.Code, Transfer.PackageVersionId, Transfer.GivingHospitalId, Transfer.ReceivingHospitalId, Transfer.From, Transfer.To);
        var progress = await reader.ReadAsync(
            [.. members.Select(p => new Participation(new ParticipantInfo(p.Id, p.TransferId, p.PersonId, p.Role, p.From, p.To), transfer))], ct);
        var names = await people.FindAsync(members.Select(p => p.PersonId).Concat(mentors), ct);
        Mentors = [.. mentors.Distinct().Select(id => names[id].Display)];
        Members = [.. members.Zip(progress, (member, mine) => new Member(names[member.PersonId].Display, member, mine))
            .OrderBy(m => m.Participant.Role).ThenBy(m => VietnameseText.SortKey(m.Name), StringComparer.Ordinal)];
        if (Members.FirstOrDefault(m => m.Participant.PersonId == user.PersonId) is { Package: var mine })
        {
            Mine = (await reader.WithCertificatesAsync([mine], ct)).Single();
        }
    }

    public sealed record Member(string Name, Participant Participant, MyPackage Package)
    {
        /// <summary>Sums over the techniques of the package.</summary>
        public (int Signed, int Target, int Waiting) Of(Stage stage)
        {
            var stages = Package.Progress.Stages.Where(s => s.Stage == stage).ToArray();
            return (stages.Sum(s => Math.Min(s.Signed, s.Target)), stages.Sum(s => s.Target), stages.Sum(s => s.Waiting));
        }
    }
}
