namespace Training.Identity.Contracts;

/// <summary>A practitioner with an account, who works at a hospital today.</summary>
/// <param name="PersonId">The practitioner.</param>
/// <param name="Name">Title and name.</param>
/// <param name="HospitalId">Where they work; somebody who works at two of those asked for is there twice.</param>
/// <param name="Position">Position and department, as on the appointment.</param>
public sealed record StaffMember(Guid PersonId, string Name, Guid HospitalId, string Position);

/// <summary>Who of a hospital's staff could be named for something, such as a council.</summary>
public interface IStaff
{
    /// <summary>
    /// Practitioners who work at one of these hospitals today and hold one of these roles, wherever the role reaches, with an account that is
    /// not disabled; in Vietnamese order; one statement.
    /// </summary>
    Task<IReadOnlyList<StaffMember>> AtAsync(IReadOnlyCollection<Guid> hospitalIds, IReadOnlyCollection<string> roles, CancellationToken ct);
}
