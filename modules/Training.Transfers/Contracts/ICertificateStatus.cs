namespace Training.Transfers.Contracts;

/// <summary>Where the request for a certificate stands of a member whose targets are met.</summary>
/// <param name="Text">One sentence: with whom it is, since when.</param>
/// <param name="Address">The page that shows more, for the member.</param>
public sealed record CertificateStatus(string Text, string Address);

/// <summary>What the targets that were met wait for. Implemented by the certificates, which this module does not know.</summary>
public interface ICertificateStatus
{
    /// <summary>Of those of these members for whom somebody has to do something; one statement.</summary>
    Task<IReadOnlyDictionary<Guid, CertificateStatus>> OfAsync(IReadOnlyCollection<Guid> participantIds, CancellationToken ct);
}
