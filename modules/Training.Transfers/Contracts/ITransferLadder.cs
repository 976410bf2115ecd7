namespace Training.Transfers.Contracts;

/// <summary>A step that was reached, or found standing still, as it is written on the ladder.</summary>
/// <param name="On">The day.</param>
/// <param name="By">Who did or decided it.</param>
/// <param name="DocumentNumber">Number of the paper behind it, or null.</param>
/// <param name="Note">In words, or null.</param>
public sealed record LadderStamp(DateOnly On, string By, string? DocumentNumber, string? Note);

/// <summary>A transfer with its team, and how far it is on the last rungs of its ladder.</summary>
/// <param name="Transfer">The transfer.</param>
/// <param name="Team">Everybody who is or was a member.</param>
/// <param name="Accepted">Nghiệm thu; null: not yet.</param>
/// <param name="Sustained">Duy trì; null: not yet.</param>
/// <param name="Stalled">It was found standing still after its last step; null: it was not.</param>
public sealed record TransferStanding(TransferInfo Transfer, IReadOnlyList<ParticipantInfo> Team, LadderStamp? Accepted, LadderStamp? Sustained, LadderStamp? Stalled);

/// <summary>The last rungs of a transfer's ladder, for the module that sees a team accepted and watches it afterwards.</summary>
public interface ITransferLadder
{
    /// <summary>The transfer with this code if whoever asks may see it; null otherwise. One statement.</summary>
    Task<TransferStanding?> VisibleAsync(string code, CancellationToken ct);

    /// <summary>The transfer whoever asks; null where there is none. The caller has made sure by itself that they may know of it. One statement.</summary>
    Task<TransferStanding?> FindAsync(Guid transferId, CancellationToken ct);

    /// <inheritdoc cref="FindAsync(Guid, CancellationToken)"/>
    Task<TransferStanding?> FindAsync(string code, CancellationToken ct);

    /// <summary>These transfers, whoever asks; the caller has made sure by itself that they may know of them. One statement.</summary>
    Task<IReadOnlyList<TransferInfo>> InfosAsync(IReadOnlyCollection<Guid> transferIds, CancellationToken ct);

    /// <summary>Stamps the acceptance. Where it is stamped already, nothing happens. Call inside a write.</summary>
    /// <param name="transferId">The transfer.</param>
    /// <param name="stamp">Day, who decided, number of the minutes.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where it was there already.</returns>
    Task<bool> AcceptAsync(Guid transferId, LadderStamp stamp, CancellationToken ct);

    /// <summary>Stamps that the technique is still done after the follow-up. Where it is stamped already, nothing happens. Call inside a write.</summary>
    /// <inheritdoc cref="AcceptAsync"/>
    Task<bool> SustainAsync(Guid transferId, LadderStamp stamp, CancellationToken ct);

    /// <summary>Stamps that the transfer stands still on the step it has reached. The same day twice is one stamp. Call inside a write.</summary>
    /// <inheritdoc cref="AcceptAsync"/>
    Task<bool> StallAsync(Guid transferId, LadderStamp stamp, CancellationToken ct);
}
