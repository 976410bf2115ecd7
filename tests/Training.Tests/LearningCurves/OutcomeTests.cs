using Microsoft.Extensions.DependencyInjection;
using Training.Logbook.Contracts;
using Training.Logbook.Entries;
using Training.Logbook.Outcomes;
using Training.Tests.Support;

namespace Training.Tests.LearningCurves;

/// <summary>Which cases a curve is made of, and which of them failed.</summary>
public sealed class OutcomeTests
{
    [Theory]
    [InlineData(nameof(Outcome.Success), 3, false)]
    [InlineData(nameof(Outcome.Success), 1, true)]
    [InlineData(nameof(Outcome.Success), null, false)]
    [InlineData(nameof(Outcome.Complication), 2, false)]
    [InlineData(nameof(Outcome.Complication), 1, true)]
    [InlineData(nameof(Outcome.Converted), 5, true)]
    [InlineData(nameof(Outcome.Failed), 5, true)]
    [InlineData(nameof(Outcome.Failed), null, true)]
    public void IsFailure_OutcomeAndEntrustment_FollowTheRule(string outcome, int? entrustment, bool expected)
        => Assert.Equal(expected, CaseOutcomeReader.IsFailure(Enum.Parse<Outcome>(outcome), entrustment));

    [Theory, OnSqlite, OnPostgreSql]
    public async Task OfAsync_OnlySignedCasesThatWerePerformed_TheOldestFirst(Database database)
    {
        await using var site = await Site.StartAsync(database);
        await site.ForgetPracticeAsync();
        await site.PractisedAsync([false, true, false], lastDaysAgo: 5);
        await site.PractisedAsync([true], lastDaysAgo: 20);
        var (learner, mentor) = (await site.SignedInAsync("hocvien"), await site.SignedInAsync("huongdan"));
        await site.LogCaseAsync(learner, stage: "S");
        var (person, technique) = (await site.PersonIdAsync(Given.Trainee), await site.TechniqueIdAsync(PracticeData.Technique));
        Assert.Equal([true, false, true, false], (await ReadAsync()).Select(c => c.Failed));

        // Once it is signed it counts; a mentor who took over makes it a failure, whatever the outcome.
        var taken = await site.CaseAsync(learner, mentor, entrustment: 1);
        var cases = await ReadAsync();
        Assert.Equal([true, false, true, false, true], cases.Select(c => c.Failed));
        Assert.Equal(taken, cases[^1].EntryId);
        Assert.Equal(cases.OrderBy(c => c.PerformedOn).ThenBy(c => c.EntryId), cases);

        var ofAll = await site.DataAsync((_, services) => services.GetRequiredService<ICaseOutcomes>().OfPeopleAsync([person], default));
        Assert.Equal(cases, ofAll[new PersonTechnique(person, technique)]);

        Task<IReadOnlyList<CaseResult>> ReadAsync() => site.DataAsync((_, services) => services.GetRequiredService<ICaseOutcomes>().OfAsync(person, technique, default));
    }
}
