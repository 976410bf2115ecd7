using Training.Techniques.Contracts;

namespace Training.Certification.Contracts;

/// <summary>A certificate of a member of a team that is not revoked.</summary>
/// <param name="ParticipantId">The member.</param>
/// <param name="Role">Their place in the team when it was issued.</param>
/// <param name="HolderName">As printed.</param>
/// <param name="Number">Of the issuer's register.</param>
public sealed record ValidCertificate(Guid ParticipantId, TeamRole Role, string HolderName, string Number);

/// <summary>Who of a team holds the certificate of the package.</summary>
public interface ICertificates
{
    /// <summary>
    /// The certificates of these members that are valid now, whoever asks; the caller has made sure that they may know of the team. One statement.
    /// </summary>
    Task<IReadOnlyList<ValidCertificate>> ValidOfAsync(IReadOnlyCollection<Guid> participantIds, CancellationToken ct);
}
