using Training.Modules;
using Training.Techniques.Contracts;

namespace Training.Transfers.Contracts;

/// <summary>A package version on its way from one hospital to another.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">Stands in its address, for example CG-2026-014.</param>
/// <param name="PackageVersionId">What is transferred.</param>
/// <param name="GivingHospitalId">Who teaches.</param>
/// <param name="ReceivingHospitalId">Who learns.</param>
/// <param name="From">First day of the contract.</param>
/// <param name="To">Last day of the contract.</param>
public sealed record TransferInfo(
    Guid Id, string Code, Guid PackageVersionId, Guid GivingHospitalId, Guid ReceivingHospitalId, DateOnly From, DateOnly To);

/// <summary>A member of the receiving team.</summary>
public sealed record ParticipantInfo(Guid Id, Guid TransferId, Guid PersonId, TeamRole Role, DateOnly From, DateOnly? To);

/// <summary>A person's place in a transfer.</summary>
public sealed record Participation(ParticipantInfo Participant, TransferInfo Transfer);

/// <summary>The right to supervise in a transfer, from – to.</summary>
/// <param name="TransferId">In which transfer.</param>
/// <param name="MentorPersonId">Who.</param>
/// <param name="TechniqueId">One technique, or null for all of the package.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while it is open.</param>
public sealed record SupervisionInfo(Guid TransferId, Guid MentorPersonId, Guid? TechniqueId, DateOnly From, DateOnly? To)
{
    /// <summary>What the transfer is about.</summary>
    public Guid PackageVersionId { get; init; }

    /// <summary>Whether the right covers the technique on the day.</summary>
    public bool Covers(Guid techniqueId, DateOnly day)
        => (TechniqueId is null || TechniqueId == techniqueId) && From <= day && (To is null || day <= To);
}

/// <summary>Who is responsible for a member of a team, from – to.</summary>
/// <param name="ParticipantId">The member.</param>
/// <param name="GuidePersonId">Who guides them.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while none is set.</param>
public sealed record GuideInfo(Guid ParticipantId, Guid GuidePersonId, DateOnly From, DateOnly? To);

/// <summary>Transfers as the logbook and the certificates need them.</summary>
public interface ITransfers
{
    /// <summary>Where the person is a member of the team, the newest first; one statement.</summary>
    Task<IReadOnlyList<Participation>> OfPersonAsync(Guid personId, CancellationToken ct);

    /// <summary>Where these people are members of a team, the newest first; one statement.</summary>
    Task<IReadOnlyList<Participation>> OfPeopleAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct);

    /// <summary>The package versions that these hospitals give or gave to others; one statement.</summary>
    Task<IReadOnlyList<Guid>> GivenPackagesAsync(IReadOnlyCollection<Guid> hospitalIds, CancellationToken ct);

    /// <summary>These members; one statement.</summary>
    Task<IReadOnlyList<Participation>> FindAsync(IEnumerable<Guid> participantIds, CancellationToken ct);

    /// <summary>The members of these teams, ever; one statement.</summary>
    Task<IReadOnlyList<Participation>> MembersAsync(IReadOnlyCollection<Guid> transferIds, CancellationToken ct);

    /// <summary>What the mentor may supervise, ever; one statement.</summary>
    Task<IReadOnlyList<SupervisionInfo>> SupervisedByAsync(Guid mentorPersonId, CancellationToken ct);

    /// <summary>
    /// Holds the mentor's rights until the running write ends: whoever takes one away waits, and whoever was about to is waited for. What is read
    /// after it stands until the commit. One statement on PostgreSQL, none on SQLite, where writes wait for each other anyway.
    /// </summary>
    Task HoldSupervisionAsync(Guid mentorPersonId, CancellationToken ct);

    /// <summary>Who may supervise in the transfers where the mentor may, ever, themself included; one statement.</summary>
    Task<IReadOnlyList<SupervisionInfo>> SupervisedBesideAsync(Guid mentorPersonId, CancellationToken ct);

    /// <summary>Who may supervise in these transfers, ever; one statement.</summary>
    Task<IReadOnlyList<SupervisionInfo>> SupervisorsAsync(IReadOnlyCollection<Guid> transferIds, CancellationToken ct);

    /// <summary>
    /// The guides of these members on a day, by member; whoever had none then is left out. At most one for each member and day (Decree
    /// 96/2023/NĐ-CP, article 7, asks for a guide and bounds their learners). One statement.
    /// </summary>
    Task<IReadOnlyDictionary<Guid, GuideInfo>> GuidesAsync(IReadOnlyCollection<Guid> participantIds, DateOnly day, CancellationToken ct);

    /// <summary>The members whom somebody guides on a day, as long as the member stays and the contract runs; one statement.</summary>
    Task<IReadOnlyList<Participation>> LearnersOfAsync(Guid guidePersonId, DateOnly day, CancellationToken ct);
}

/// <summary>A person became a member of a team.</summary>
public sealed record ParticipantJoined(Guid ParticipantId, Guid PersonId, Guid PackageVersionId, string TransferCode) : IDomainEvent;
