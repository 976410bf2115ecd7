namespace Training.Workflows.Contracts;

/// <summary>Days for which an account has named a stand-in, and not taken that back.</summary>
/// <param name="UserId">The account.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="StandInUserId">The account that was named.</param>
public sealed record Absence(Guid UserId, DateOnly From, DateOnly To, Guid StandInUserId);

/// <summary>Who was away when, as far as they said so themselves by naming a stand-in.</summary>
public interface IAbsences
{
    /// <summary>The absences of these accounts that touch any of these days; one statement, none for nobody.</summary>
    /// <param name="userIds">Accounts.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<Absence>> BetweenAsync(IReadOnlyCollection<Guid> userIds, DateOnly from, DateOnly to, CancellationToken ct);

    /// <summary>The absences for which one of these accounts was named, on a day; one statement. Being named gives no rights.</summary>
    /// <param name="standInUserIds">Accounts.</param>
    /// <param name="day">The day.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<Absence>> StoodInForAsync(IReadOnlyCollection<Guid> standInUserIds, DateOnly day, CancellationToken ct);
}
