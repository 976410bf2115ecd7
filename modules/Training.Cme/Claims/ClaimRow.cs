using Microsoft.EntityFrameworkCore;
using Training.Cme.Rules;
using Training.Data;
using Training.Modules;

namespace Training.Cme.Claims;

internal enum ClaimState
{
    Waiting,
    Returned,
    Approved,
    Withdrawn,
}

/// <summary>A claim as it is listed: its newest version, and what was decided about that.</summary>
internal sealed record ClaimRow
{
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public required string ActivityVi { get; init; }

    public required string ActivityEn { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required int Hundredths { get; init; }

    public required DateTimeOffset? WithdrawnAt { get; init; }

    public required ClaimOutcome? Outcome { get; init; }

    public string Activity => Show.Name(ActivityVi, ActivityEn);

    public decimal Hours => Hundredths / 100m;

    public ClaimState State => ClaimRows.StateOf(WithdrawnAt, Outcome);
}

internal static class ClaimRows
{
    public static ClaimState StateOf(DateTimeOffset? withdrawnAt, ClaimOutcome? outcome) => (withdrawnAt, outcome) switch
    {
        (not null, _) => ClaimState.Withdrawn,
        (_, ClaimOutcome.Approved) => ClaimState.Approved,
        (_, ClaimOutcome.Returned) => ClaimState.Returned,
        _ => ClaimState.Waiting,
    };

    /// <summary>Of the theme's tags.</summary>
    public static string Tone(this ClaimState state) => state switch
    {
        ClaimState.Approved => "done",
        ClaimState.Returned => "stop",
        ClaimState.Waiting => "wait",
        _ => "",
    };

    public static IQueryable<ClaimRow> Rows(this IQueryable<CreditClaim> claims, TrainingDbContext db)
        => from claim in claims
           join version in db.Set<ClaimVersion>() on new { ClaimId = claim.Id, Number = claim.CurrentNumber } equals new { version.ClaimId, version.Number }
           join rule in db.Set<CreditRule>() on version.RuleId equals rule.Id
           select new ClaimRow
           {
               Id = claim.Id,
               Title = version.Title,
               ActivityVi = rule.NameVi,
               ActivityEn = rule.NameEn,
               From = version.From,
               To = version.To,
               Hundredths = version.Hundredths,
               WithdrawnAt = claim.WithdrawnAt,
               Outcome = db.Set<ClaimDecision>().Where(d => d.ClaimId == claim.Id && d.Number == claim.CurrentNumber).Select(d => (ClaimOutcome?)d.Outcome).FirstOrDefault(),
           };
}
