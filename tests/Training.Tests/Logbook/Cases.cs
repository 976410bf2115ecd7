using Training.Logbook.Content;
using Training.Logbook.Entries;
using Training.Techniques.Contracts;
using Training.Transfers.Contracts;

namespace Training.Tests.Logbook;

/// <summary>A case that keeps to every rule, to be changed by the tests.</summary>
internal static class Cases
{
    public static readonly DateOnly Today = new(2026, 6, 15);

    public static readonly Guid Technique = new("0197a000-0000-7000-8000-000000000001");
    public static readonly Guid Giving = new("0197a000-0000-7000-8000-000000000002");
    public static readonly Guid Receiving = new("0197a000-0000-7000-8000-000000000003");
    public static readonly Guid EntryId = new("0197a000-0000-7000-8000-000000000004");

    public static readonly PackageInfo Package = new(Guid.CreateVersion7(), "GKT-01", 1, "Can thiệp mạch vành", "Coronary intervention", null, [Technique], []);

    public static readonly TransferInfo Transfer = new(Guid.CreateVersion7(), "CG-2026-001", Package.Id, Giving, Receiving, new(2026, 1, 1), new(2026, 12, 31));

    public static readonly ParticipantInfo Participant = new(Guid.CreateVersion7(), Transfer.Id, Guid.CreateVersion7(), TeamRole.BS, new(2026, 2, 1), null);

    public static readonly CaseContent Content = new(
        Technique,
        Stage.S,
        new(2026, 6, 14),
        Receiving,
        CaseSetting.Planned,
        CaseRole.Operator,
        AgeBand.From60To79,
        Sex.Female,
        Complexity.Difficult,
        Outcome.Success,
        "Vôi hoá nặng")
    {
        Supervision = Supervision.InTheRoom,
    };

    public static EntryVersion Version(CaseContent content, string? reason = null, Dictionary<string, string>? salts = null)
        => new LogbookEntry
        {
            Id = EntryId,
            ParticipantId = Participant.Id,
            TransferId = Transfer.Id,
            PersonId = Participant.PersonId,
            HospitalId = Receiving,
            CaseCode = "BCDF2345",
        }.Submit(content, reason, new DateTimeOffset(2026, 6, 14, 3, 0, 0, TimeSpan.Zero), null, new DeviceMade(Guid.CreateVersion7(), salts ?? []));

    /// <summary>As versions were before supervision was asked for and texts were sealed.</summary>
    public static EntryVersion FirstForm(CaseContent content) => new()
    {
        Form = 1,
        EntryId = EntryId,
        Number = 1,
        TechniqueId = content.TechniqueId,
        Stage = content.Stage,
        PerformedOn = content.PerformedOn,
        PlaceHospitalId = content.PlaceHospitalId,
        Setting = content.Setting,
        Role = content.Role,
        AgeBand = content.AgeBand,
        Sex = content.Sex,
        Complexity = content.Complexity,
        Outcome = content.Outcome,
        Note = content.Note,
        SubmittedAt = default,
    };

    /// <summary>The same version with a text taken out.</summary>
    public static EntryVersion Redacted(EntryVersion version, string field, bool keepSalt = false) => new()
    {
        EntryId = version.EntryId,
        Number = version.Number,
        TechniqueId = version.TechniqueId,
        Stage = version.Stage,
        PerformedOn = version.PerformedOn,
        PlaceHospitalId = version.PlaceHospitalId,
        Setting = version.Setting,
        Role = version.Role,
        AgeBand = version.AgeBand,
        Sex = version.Sex,
        Complexity = version.Complexity,
        Outcome = version.Outcome,
        Supervision = version.Supervision,
        Sealed = keepSalt ? version.Sealed : version.Sealed.Without(field),
        SubmittedAt = version.SubmittedAt,
    };
}
