using Training.Tests.Support;
using Training.Tests.Workflows.Running;

namespace Training.Tests.Logbook.Walking;

/// <summary>
/// Ten thousand random steps over everything that can be done with a case (half as many again on PostgreSQL, where a step takes four times
/// as long), through the commands that the pages use. However they are mixed, a case goes only from one declared state to another, and what is refused leaves it as it was.
/// </summary>
public sealed class CaseWalkTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task AnyStepsInAnyOrder_NeverLeaveTheDeclaredStates(Database database)
    {
        var steps = database == Database.Sqlite ? 10_000 : 5_000;
        var seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        await using var walk = await CaseWalk.StartAsync(database, new Random(seed));
        for (var step = 1; step <= steps; step++)
        {
            if (step == steps / 3)
            {
                await walk.Site.PublishAsync(CaseProcessTests.WithSecondApprover());
            }

            if (step % (steps / 4) == 0)
            {
                await walk.WaitTooLongAsync();
            }

            await walk.StepAsync($"seed {seed}, step {step}");
        }

        await TallyTests.AssertEqualsRecountAsync(walk.Site);
        output.WriteLine(string.Join(Environment.NewLine, walk.Seen.OrderBy(seen => $"{seen.Key}").Select(seen => $"{seen.Key}: {seen.Value}")));
        Assert.Empty(CaseWalk.Declared.Except(walk.Seen.Keys));
        Assert.Empty(CaseWalk.Never.Except(walk.Refused.Keys));
        Assert.True(walk.WasLate > 0, "No case was ever late.");
    }
}
