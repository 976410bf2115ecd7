using Training.Organizations.Contracts;

namespace Training.Identity.Contracts;

/// <summary>A person, to be named on a page or on a certificate.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Stable short name used in recipes.</param>
/// <param name="FullName">Nguyễn Hoàng Phượng.</param>
/// <param name="Title">BS.CKI.</param>
public sealed record PersonInfo(Guid Id, string Key, string FullName, string Title)
{
    /// <summary>Title and name.</summary>
    public string Display => Title.Length == 0 ? FullName : $"{Title} {FullName}";
}

/// <summary>Where a person worked on a day.</summary>
public sealed record AppointmentInfo(Guid HospitalId, string Department, string Position)
{
    /// <summary>As it stands below a signature: position, department and hospital, in the language of records.</summary>
    public string InWords(OrganizationDirectory directory) => $"{Position}, {Department}, {directory.Hospital(HospitalId).Name}";
}

/// <summary>On which days a person had an appointment, and until when their licence lasts.</summary>
/// <param name="Appointments">From – to of each appointment, wherever; <c>To</c> is null while it goes on.</param>
/// <param name="HasLicence">Whether a licence is recorded at all.</param>
/// <param name="LicenceLastDay">Its last day; null where it has no end, or none is recorded.</param>
public sealed record PracticeDays(IReadOnlyList<(DateOnly From, DateOnly? To)> Appointments, bool HasLicence, DateOnly? LicenceLastDay)
{
    /// <summary>They had a position at some hospital on the day.</summary>
    public bool IsAppointedOn(DateOnly day) => Appointments.Any(appointment => appointment.From <= day && !(day > appointment.To));

    /// <summary>
    /// No licence that is known had ended by the day. Who has none on record is not judged here: not every place in a team needs one. When it began
    /// says nothing, since a renewal has a later day than the licence before it.
    /// </summary>
    public bool MayPractise(DateOnly day) => !(day > LicenceLastDay);
}

/// <summary>Looks people up for the other modules.</summary>
public interface IPeople
{
    /// <summary>
    /// Holds the person's appointments until the running write ends, as they are: whoever ends one waits. One statement on PostgreSQL, none on
    /// SQLite, where writes wait for each other anyway.
    /// </summary>
    Task HoldAppointmentsAsync(Guid personId, CancellationToken ct);

    /// <summary>Those that exist, by id; one statement.</summary>
    Task<IReadOnlyDictionary<Guid, PersonInfo>> FindAsync(IEnumerable<Guid> ids, CancellationToken ct);

    /// <summary>Those that exist, by key; one statement.</summary>
    Task<IReadOnlyDictionary<string, PersonInfo>> FindByKeyAsync(IEnumerable<string> keys, CancellationToken ct);

    /// <summary>The appointments that were valid on the day, the newest first.</summary>
    Task<IReadOnlyList<AppointmentInfo>> AppointmentsOnAsync(Guid personId, DateOnly day, CancellationToken ct);

    /// <summary>When these people had appointments and how long their licences last; one statement.</summary>
    Task<IReadOnlyDictionary<Guid, PracticeDays>> PracticeAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct);
}
