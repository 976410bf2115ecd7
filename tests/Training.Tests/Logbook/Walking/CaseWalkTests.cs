using Training.Tests.Support;
using Training.Tests.Workflows.Running;

namespace Training.Tests.Logbook.Walking;

/// <summary>
/// Ten thousand random steps over everything that can be done with a case, half of them on each database, through the commands that the pages use.
/// However they are mixed, a case goes only from one declared state to another, and what is refused leaves it as it was.
/// </summary>
public sealed class CaseWalkTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Steps = 5000;

    [Theory, OnSqlite, OnPostgreSql]
    public async Task AnyStepsInAnyOrder_NeverLeaveTheDeclaredStates(Database database)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        await using var walk = await CaseWalk.StartAsync(database, new Random(seed));
        for (var step = 1; step <= Steps; step++)
        {
            if (step == Steps / 3)
            {
                await walk.Site.PublishAsync(CaseProcessTests.WithSecondApprover());
            }

            if (step % (Steps / 4) == 0)
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
