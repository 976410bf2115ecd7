namespace Training.Transfers.Contracts;

/// <summary>What something belongs to: the transfer, and the practitioner it is about, if any.</summary>
public sealed record TransferSubject(TransferInfo Transfer, Guid? PersonId);

/// <summary>
/// A kind of thing that belongs to a transfer. Whatever module brings it, the tasks of its processes then find the people of both
/// hospitals: the training office, the directors, the department of health.
/// </summary>
public interface ITransferSubject
{
    /// <summary>Name of the kind, as processes use it.</summary>
    string Type { get; }

    /// <returns>Null where there is no such thing.</returns>
    Task<TransferSubject?> FindAsync(Guid id, CancellationToken ct);
}
