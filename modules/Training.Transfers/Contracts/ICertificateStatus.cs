namespace Training.Transfers.Contracts;

/// <summary>Where the certificate of a member stands whose targets are met.</summary>
/// <param name="Text">One sentence: issued, or with whom since when.</param>
/// <param name="Address">The page that shows more.</param>
/// <param name="IsIssued">There is a certificate.</param>
public sealed record CertificateStatus(string Text, string Address, bool IsIssued);

/// <summary>What came of the targets that were met. Implemented by the certificates, which this module does not know.</summary>
public interface ICertificateStatus
{
    /// <summary>Of those of these members of whom there is something to say to whoever makes this request; at most two statements.</summary>
    Task<IReadOnlyDictionary<Guid, CertificateStatus>> OfAsync(IReadOnlyCollection<Guid> participantIds, CancellationToken ct);
}
