namespace Training.Cme.Contracts;

/// <summary>How an activity is counted.</summary>
public enum CreditKind
{
    /// <summary>So many credit hours for each period.</summary>
    PerPeriod,

    /// <summary>So many for each activity of the kind: a session, a paper, a council.</summary>
    Fixed,

    /// <summary>So many for each year of it.</summary>
    PerYear,
}

/// <summary>What an activity is worth in credit hours, from a day on (Circular 32/2023/TT-BYT, appendix I).</summary>
/// <param name="Id">Of the row.</param>
/// <param name="Activity">Stable code, such as <c>DT_KHOAHOC</c>.</param>
/// <param name="NameVi">Vietnamese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Kind">How it is counted.</param>
/// <param name="Hours">Credit hours for one unit.</param>
/// <param name="From">First day on which it counts.</param>
/// <param name="Reference">Where it is written.</param>
public sealed record CreditRuleInfo(Guid Id, string Activity, string NameVi, string NameEn, CreditKind Kind, decimal Hours, DateOnly From, string Reference)
{
    /// <summary>What a course of so many periods is worth, in credit hours; null where the activity is not counted by courses.</summary>
    public decimal? HoursOf(int periods) => Kind switch
    {
        CreditKind.PerPeriod => Hours * periods,
        CreditKind.Fixed => Hours,
        _ => null,
    };
}

/// <summary>The dated rules of credit hours.</summary>
public interface ICreditRules
{
    /// <summary>The rule of an activity that was in force on the day: the newest that had begun. Null where there was none; one statement.</summary>
    Task<CreditRuleInfo?> OnAsync(string activity, DateOnly day, CancellationToken ct);
}
